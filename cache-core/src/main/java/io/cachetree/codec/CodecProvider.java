package io.cachetree.codec;

import io.cachetree.codec.internal.Tolerance;
import java.lang.reflect.Type;
import java.util.Optional;

/**
 * Knows the codecs of some types. The extension point for types that CacheTree does not know.
 *
 * <p>It is given to the builder of a tree, or found by {@link java.util.ServiceLoader} under this interface's name.
 *
 * <pre>{@code
 * CodecProvider tables = (type, codecs) -> type == Table.class ? Optional.of(new TableCodec()) : Optional.empty();
 * }</pre>
 *
 * <p>Thread safety: a provider may be asked by many threads at the same time. It is asked about once for each type.
 */
@FunctionalInterface
public interface CodecProvider {

    /**
     * Returns the codec for a declared type, or nothing if that type is not this provider's.
     *
     * @param type the return type as the method declares it, with its type arguments
     * @param codecs to ask for the codec of a component of the type
     * @throws NoCodecException if the type is this provider's, but has no codec for a reason that the user should read
     */
    Optional<Codec<?>> codecFor(Type type, Codecs codecs);

    /**
     * Returns a provider of CacheTree's own codecs for some types, under which numbers may differ a little when a hit is
     * computed again, as those of a sum do whose order depends on threads. It changes nothing else: entries are written and
     * read as without it.
     *
     * @param relative by how much a number may differ, in parts of the larger magnitude: 1e-9 lets 1000.0 be 1000.000001
     * @param types the declared types of results whose numbers it is for, such as {@code double[].class}
     * @throws IllegalArgumentException if the tolerance is negative, NaN, or 1 or more
     */
    static CodecProvider tolerant(double relative, Type... types) {
        return new BuiltInCodecs(new Tolerance(relative)).only(types);
    }
}
