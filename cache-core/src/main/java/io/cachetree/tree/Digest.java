package io.cachetree.tree;

import com.dynatrace.hash4j.hashing.HashStream128;
import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hasher128;
import com.dynatrace.hash4j.hashing.Hashing;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;

/**
 * The 128-bit XXH3 hash of a sequence of bytes, by which stored bytes are verified and inputs are told apart.
 *
 * <ul>
 *   <li>Equal bytes have equal digests, on every machine and JVM. {@code xxhsum -H2 file} prints the same digits.
 *   <li>Different bytes have different digests but for chance: among 10^9 of them, the odds of one clash are 10^-21.
 *   <li>It protects against damage and change, not against an adversary, who can construct a clash.
 * </ul>
 *
 * <p>Thread safety: immutable; a {@link Hasher} is for one thread.
 *
 * @param high the upper 64 bits
 * @param low the lower 64 bits
 */
public record Digest(long high, long low) {

    private static final Hasher128 XXH3 = Hashing.xxh3_128();
    private static final String PREFIX = "xxh3-128:";
    private static final int HEX_DIGITS = 32;

    /** Returns the digest of the given bytes. */
    public static Digest of(byte[] bytes) {
        return of(bytes, 0, bytes.length);
    }

    /** Returns the digest of {@code length} bytes from {@code offset} on. */
    public static Digest of(byte[] bytes, int offset, int length) {
        return of(XXH3.hashBytesTo128Bits(bytes, offset, length));
    }

    /**
     * Returns the digest of what is left in the stream, which is read to its end and not closed.
     *
     * @throws IOException if the stream cannot be read
     */
    public static Digest of(InputStream in) throws IOException {
        Hasher hasher = hasher();
        byte[] buffer = new byte[64 * 1024];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            hasher.put(buffer, 0, count);
        }
        return hasher.digest();
    }

    /** Starts the digest of bytes that come piece by piece. */
    public static Hasher hasher() {
        return new Hasher(XXH3.hashStream());
    }

    /**
     * Parses the form that {@link #toString()} prints.
     *
     * @throws IllegalArgumentException if the text has another form, such as a digest by another algorithm
     */
    public static Digest parse(String text) {
        if (!text.startsWith(PREFIX)) {
            throw new IllegalArgumentException(
                    "Cannot read digest \"%s\": it does not start with \"%s\".".formatted(text, PREFIX));
        }
        return ofHex(text.substring(PREFIX.length()));
    }

    /**
     * Parses the form that {@link #hex()} returns.
     *
     * @throws IllegalArgumentException if the text is not 32 hexadecimal digits
     */
    public static Digest ofHex(String hex) {
        if (hex.length() != HEX_DIGITS || !isHex(hex)) {
            throw new IllegalArgumentException(
                    "Cannot read hash \"%s\": it is not %d hexadecimal digits.".formatted(hex, HEX_DIGITS));
        }
        return new Digest(
                HexFormat.fromHexDigitsToLong(hex, 0, HEX_DIGITS / 2),
                HexFormat.fromHexDigitsToLong(hex, HEX_DIGITS / 2, HEX_DIGITS));
    }

    private static boolean isHex(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!HexFormat.isHexDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Returns the bits as 32 hexadecimal digits in lower case. */
    public String hex() {
        return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
    }

    /** Returns the name of the algorithm, a colon and {@link #hex()}. */
    @Override
    public String toString() {
        return PREFIX + hex();
    }

    private static Digest of(HashValue128 hash) {
        return new Digest(hash.getMostSignificantBits(), hash.getLeastSignificantBits());
    }

    /** Takes bytes piece by piece; how they are cut into pieces does not count. Numbers enter in little-endian order. */
    public static final class Hasher {

        private final HashStream128 stream;

        private Hasher(HashStream128 stream) {
            this.stream = stream;
        }

        /** Adds all bytes of the array. */
        public void put(byte[] bytes) {
            stream.putBytes(bytes);
        }

        /** Adds {@code length} bytes from {@code offset} on. */
        public void put(byte[] bytes, int offset, int length) {
            stream.putBytes(bytes, offset, length);
        }

        /** Adds one byte. */
        public void put(byte value) {
            stream.putByte(value);
        }

        /** Adds two bytes. */
        public void put(short value) {
            stream.putShort(value);
        }

        /** Adds four bytes. */
        public void put(int value) {
            stream.putInt(value);
        }

        /** Adds eight bytes. */
        public void put(long value) {
            stream.putLong(value);
        }

        /** Returns the digest of the bytes since the start or the last {@link #reset()}; more can be added after it. */
        public Digest digest() {
            return Digest.of(stream.get());
        }

        /** Forgets all bytes, for the next digest. */
        public void reset() {
            stream.reset();
        }
    }
}
