package io.cachetree.codec;

import io.cachetree.codec.internal.Tolerance;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The first element in which two arrays of one shape differ. Equal bytes are passed over without looking at elements.
 *
 * @param element what the elements are
 * @param tolerance how far numbers may be apart
 * @param shape the length of each of the one or two dimensions
 */
record NpyDifference(NpyElement element, Tolerance tolerance, List<Integer> shape) {

    private static final int CHUNK = 8 * 1024;

    /** Returns the place and both elements, as in {@code [3, 5]: 0.41 -> 0.42}. */
    Optional<String> between(InputStream before, InputStream now) throws IOException {
        long length = shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
        byte[] first = new byte[CHUNK * element.size()];
        byte[] second = new byte[CHUNK * element.size()];
        for (long from = 0; from < length; from += CHUNK) {
            int count = (int) Math.min(CHUNK, length - from);
            NpyHeader.readFully(before, first, count * element.size());
            NpyHeader.readFully(now, second, count * element.size());
            Optional<String> difference =
                    Arrays.equals(first, second) ? Optional.empty() : in(first, second, from, count);
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }

    private Optional<String> in(byte[] before, byte[] now, long from, int count) throws IOException {
        Object first = element.decode(before, count);
        Object second = element.decode(now, count);
        for (int i = 0; i < count; i++) {
            Object was = Array.get(first, i);
            Object is = Array.get(second, i);
            if (!isSame(was, is)) {
                return Optional.of("%s: %s -> %s".formatted(place(from + i), was, is));
            }
        }
        return Optional.empty();
    }

    private boolean isSame(Object before, Object now) {
        return before.equals(now)
                || (tolerance.relative() > 0
                        && before instanceof Number first
                        && now instanceof Number second
                        && tolerance.covers(first.doubleValue(), second.doubleValue()));
    }

    private List<Long> place(long index) {
        return shape.size() == 1 ? List.of(index) : List.of(index / shape.get(1), index % shape.get(1));
    }
}
