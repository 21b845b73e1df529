package io.cachetree.key.code.internal;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What an index knows of one class.
 *
 * @param code the class; its methods without their texts
 * @param bodies what its methods do, by {@link MethodCode#key()}, but for those that are part of another
 * @param whole what all its methods do, if it is an anonymous or local class
 * @param size the length of its class file in bytes
 * @param checksum the CRC-32 of its class file
 */
public record IndexedClass(ClassCode code, Map<String, Body> bodies, Optional<Body> whole, int size, int checksum) {

    /** Copies the map. */
    public IndexedClass {
        bodies = Map.copyOf(bodies);
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
        return new IndexedClass(code, bodies, whole, size, checksum);
    }
}
