package io.cachetree.codec.internal;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/** The first byte in which two files differ. */
public final class ByteDifference {

    private static final int CHUNK = 64 * 1024;

    private ByteDifference() {}

    /**
     * Returns the first difference of what is left in two streams, as in {@code byte 12: 4a -> 4b}, or nothing.
     *
     * @throws IOException if a stream cannot be read
     */
    public static Optional<String> between(InputStream before, InputStream now) throws IOException {
        byte[] first = new byte[CHUNK];
        byte[] second = new byte[CHUNK];
        long read = 0;
        while (true) {
            int countBefore = before.readNBytes(first, 0, CHUNK);
            int countNow = now.readNBytes(second, 0, CHUNK);
            int at = Arrays.mismatch(first, 0, countBefore, second, 0, countNow);
            if (at >= 0) {
                return Optional.of("byte %d: %s -> %s"
                        .formatted(read + at, shows(first, at, countBefore), shows(second, at, countNow)));
            }
            if (countBefore < CHUNK) {
                return Optional.empty();
            }
            read += countBefore;
        }
    }

    private static String shows(byte[] bytes, int at, int count) {
        return at < count ? "%02x".formatted(bytes[at]) : "end";
    }
}
