package io.cachetree.key;

import io.cachetree.key.internal.Encoding;
import io.cachetree.tree.Digest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The 128-bit hash that decides whether a stored result answers a call: over the step, its code, and its inputs.
 *
 * <ul>
 *   <li>Parameters count in their order, fields whatever order they are given in. Both count with their names.
 *   <li>What a part {@linkplain KeyPart#shows() shows} does not count.
 *   <li>The key is the same on every machine and JVM, until the format of keys changes.
 * </ul>
 *
 * @param high the upper 64 bits
 * @param low the lower 64 bits
 */
public record CacheKey(long high, long low) {

    private static final byte FORMAT = 1;
    private static final String CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int BITS_PER_CHARACTER = 5;
    private static final int SHORT_LENGTH = 12;
    private static final int LONG_LENGTH = 26;

    /** Returns the key of a call of the step with the given inputs. */
    public static CacheKey of(StepId step, CodeDigest code, List<KeyPart> parts) {
        Encoding encoding = new Encoding();
        encoding.put(FORMAT);
        encoding.put(step.declaringClass());
        encoding.put(step.method());
        encoding.put(step.descriptor());
        encoding.put(code.kind().name());
        encoding.put(code.value());
        encoding.put(parts.size());
        inOrder(parts).forEach(part -> put(part, encoding));
        Digest digest = encoding.digest();
        return new CacheKey(digest.high(), digest.low());
    }

    private static List<KeyPart> inOrder(List<KeyPart> parts) {
        List<KeyPart> ordered =
                new ArrayList<>(of(KeyPart.Kind.PARAMETER, parts).toList());
        of(KeyPart.Kind.FIELD, parts)
                .sorted(Comparator.comparing(KeyPart::name))
                .forEach(ordered::add);
        return ordered;
    }

    private static Stream<KeyPart> of(KeyPart.Kind kind, List<KeyPart> parts) {
        return parts.stream().filter(part -> part.kind() == kind);
    }

    private static void put(KeyPart part, Encoding encoding) {
        encoding.put(part.kind().name());
        encoding.put(part.name());
        encoding.put(part.fingerprint().digest());
    }

    /**
     * Parses the form that {@link #hex()} returns.
     *
     * @throws IllegalArgumentException if the text is not 32 hexadecimal digits
     */
    public static CacheKey parse(String hex) {
        Digest digest = Digest.ofHex(hex);
        return new CacheKey(digest.high(), digest.low());
    }

    /** Returns the bits as 32 hexadecimal digits in lower case. */
    public String hex() {
        return new Digest(high, low).hex();
    }

    /** Returns the top 60 bits in 12 characters of Crockford's base 32, in lower case, for file names. */
    public String shortName() {
        return longName().substring(0, SHORT_LENGTH);
    }

    /** Returns all bits in 26 characters that start with the {@link #shortName()}, for nodes where two keys share it. */
    public String longName() {
        StringBuilder name = new StringBuilder(LONG_LENGTH);
        long upper = high;
        long lower = low;
        for (int i = 0; i < LONG_LENGTH; i++) {
            name.append(CROCKFORD.charAt((int) (upper >>> (Long.SIZE - BITS_PER_CHARACTER))));
            upper = (upper << BITS_PER_CHARACTER) | (lower >>> (Long.SIZE - BITS_PER_CHARACTER));
            lower <<= BITS_PER_CHARACTER;
        }
        return name.toString();
    }

    /** Returns {@link #hex()}. */
    @Override
    public String toString() {
        return hex();
    }
}
