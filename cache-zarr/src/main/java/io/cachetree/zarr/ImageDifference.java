package io.cachetree.zarr;

import io.cachetree.zarr.array.StoredArray;
import java.io.IOException;
import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Finds the first element, in C order of the blocks that are compared, in which two arrays differ. */
final class ImageDifference {

    private final StoredArray before;
    private final StoredArray now;

    private ImageDifference(StoredArray before, StoredArray now) {
        this.before = before;
        this.now = now;
    }

    /** Returns where two arrays differ first, to be put behind a name: {@code [3, 5]: 0.41 -> 0.42}; nothing if they do not. */
    static Optional<String> first(StoredArray before, StoredArray now) throws IOException {
        List<Long> shape = now.spec().shape();
        if (!before.spec().shape().equals(shape)) {
            return Optional.of(", shape %s -> %s".formatted(before.spec().shape(), shape));
        }
        if (before.spec().type() != now.spec().type()) {
            return Optional.of(", type %s -> %s"
                    .formatted(before.spec().type().label(), now.spec().type().label()));
        }
        return new ImageDifference(before, now).in(new long[shape.size()], 0);
    }

    /** Goes through the blocks as large as the chunks of the newer array. */
    private Optional<String> in(long[] min, int dimension) throws IOException {
        if (dimension == min.length) {
            return inBlock(min);
        }
        int step = now.spec().chunks().get(dimension);
        for (long at = 0; at < now.spec().shape().get(dimension); at += step) {
            min[dimension] = at;
            Optional<String> found = in(min, dimension + 1);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<String> inBlock(long[] min) throws IOException {
        int[] size = new int[min.length];
        for (int d = 0; d < size.length; d++) {
            size[d] = (int)
                    Math.min(now.spec().chunks().get(d), now.spec().shape().get(d) - min[d]);
        }
        Object first = before.read(min, size);
        Object second = now.read(min, size);
        for (int i = 0; i < Array.getLength(first); i++) {
            if (!Array.get(first, i).equals(Array.get(second, i))) {
                return Optional.of(
                        "%s: %s -> %s".formatted(Arrays.toString(at(min, size, i)), shown(first, i), shown(second, i)));
            }
        }
        return Optional.empty();
    }

    private String shown(Object elements, int number) {
        Object element = Array.get(elements, number);
        if (!now.spec().type().isUnsigned()) {
            return element.toString();
        }
        long bits = ((Number) element).longValue();
        int unused = Long.SIZE - 8 * now.spec().type().size();
        return Long.toUnsignedString(bits << unused >>> unused);
    }

    private static long[] at(long[] min, int[] size, int number) {
        long[] at = min.clone();
        int rest = number;
        for (int d = size.length - 1; d >= 0; d--) {
            at[d] += rest % size[d];
            rest /= size[d];
        }
        return at;
    }
}
