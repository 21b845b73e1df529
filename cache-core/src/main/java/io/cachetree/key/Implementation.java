package io.cachetree.key;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which implementation an object is, as an input of a step: its class by name, and never what it holds in memory.
 *
 * @param type the name of its class, as the author wrote it
 * @param library name and version of the library that the class is from, if that counts; else empty
 * @param fields what it holds that counts as well, in the order of their names
 */
public record Implementation(String type, String library, List<Field> fields) {

    /**
     * A field of an implementation.
     *
     * @param name its name
     * @param value the implementation that it holds, or another value that has a fingerprint
     */
    public record Field(String name, @Nullable Object value) {}

    /** Copies the list. */
    public Implementation {
        fields = List.copyOf(fields);
    }

    /** Returns the class by its own name. */
    String shortName() {
        return StepId.shortName(type);
    }
}
