package io.cachetree.key;

import io.cachetree.tree.Digest;

/**
 * The 128-bit hash of one input of a step: equal for equal values, and different, but for chance, for others.
 *
 * @param high the upper 64 bits
 * @param low the lower 64 bits
 */
public record Fingerprint(long high, long low) {

    /** Returns the fingerprint with the bits of a digest, for a value that is known by the digest of its content. */
    public static Fingerprint of(Digest digest) {
        return new Fingerprint(digest.high(), digest.low());
    }

    /**
     * Parses the form that {@link #hex()} returns.
     *
     * @throws IllegalArgumentException if the text is not 32 hexadecimal digits
     */
    public static Fingerprint parse(String hex) {
        return of(Digest.ofHex(hex));
    }

    /** Returns the bits as 32 hexadecimal digits in lower case. */
    public String hex() {
        return digest().hex();
    }

    /** Returns the digest with the same bits. */
    Digest digest() {
        return new Digest(high, low);
    }

    /** Returns {@link #hex()}. */
    @Override
    public String toString() {
        return hex();
    }
}
