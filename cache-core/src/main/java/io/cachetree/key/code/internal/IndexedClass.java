package io.cachetree.key.code.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What an index knows of one class. What the class inherits is known at once, the rest when it is asked for.
 *
 * <p>Thread safety: may be used by many threads at the same time.
 */
public final class IndexedClass {

    /**
     * What stands in the index.
     *
     * @param code the class; its methods without their texts
     * @param bodies what its methods do, by {@link MethodCode#key()}, but for those that are part of another
     * @param whole what all its methods do, if it is an anonymous or local class
     */
    record Content(ClassCode code, Map<String, Body> bodies, Optional<Body> whole) {

        Content {
            bodies = Map.copyOf(bodies);
        }
    }

    /**
     * What a class is known by.
     *
     * @param name its internal name
     * @param parent its superclass
     * @param interfaces the interfaces that it names
     * @param size the length of its class file in bytes
     * @param checksum the CRC-32 of its class file
     */
    public record Header(String name, @Nullable String parent, List<String> interfaces, int size, int checksum) {

        /** Copies the list. */
        public Header {
            interfaces = List.copyOf(interfaces);
        }
    }

    private final Header header;
    private final Supplier<Content> reading;
    private volatile @Nullable Content content;

    IndexedClass(Header header, Supplier<Content> reading) {
        this.header = header;
        this.reading = reading;
    }

    /** Takes everything from a class that was read from its file. */
    public static IndexedClass of(ClassCode code, Bodies source, int size, int checksum) {
        Map<String, Body> bodies = new TreeMap<>();
        Optional<Body> whole = source.isLocal(code) ? Optional.of(source.ofClass(code)) : Optional.empty();
        for (MethodCode each : code.methods().values()) {
            if (whole.isEmpty() && !each.isPartOfAnother()) {
                bodies.put(each.key(), source.ofMethod(code, each));
            }
        }
        Header header = new Header(code.name(), code.parent(), code.interfaces(), size, checksum);
        return new IndexedClass(header, () -> new Content(code, bodies, whole));
    }

    /** Returns what the class is known by. */
    public Header header() {
        return header;
    }

    /** Returns the class; its methods have no texts. */
    public ClassCode code() {
        return content().code();
    }

    /** Returns what a method does; nothing if it is part of another. */
    public Optional<Body> body(String key) {
        return Optional.ofNullable(content().bodies().get(key));
    }

    /** Returns what all its methods do, if it is an anonymous or local class. */
    public Optional<Body> whole() {
        return content().whole();
    }

    private Content content() {
        Content known = content;
        if (known == null) {
            known = reading.get();
            content = known;
        }
        return known;
    }
}
