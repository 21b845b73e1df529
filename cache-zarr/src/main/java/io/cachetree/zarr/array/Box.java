package io.cachetree.zarr.array;

import io.cachetree.zarr.metadata.ArraySpec;
import java.util.Arrays;
import java.util.List;

/**
 * A part of an n-dimensional array or grid: its first place and its size in each dimension.
 *
 * <p>An array divided into cells of one size is a grid; the cells that a box touches are a box of that grid.
 *
 * @param min the first place
 * @param size the number of places; none in one dimension are none at all
 */
@SuppressWarnings("ArrayRecordComponent") // is never compared
record Box(long[] min, long[] size) {

    /** Returns the whole array. */
    static Box of(ArraySpec spec) {
        return new Box(
                new long[spec.rank()],
                spec.shape().stream().mapToLong(Long::longValue).toArray());
    }

    /** Returns a region, after a check that it is inside of an array. */
    static Box inside(ArraySpec spec, long[] min, int[] size) {
        boolean isInside = min.length == spec.rank() && size.length == spec.rank();
        for (int d = 0; isInside && d < min.length; d++) {
            isInside = min[d] >= 0 && size[d] >= 0 && min[d] <= spec.shape().get(d) - size[d];
        }
        if (!isInside) {
            throw new IllegalArgumentException(
                    "Cannot read the region at %s of size %s: the array has the shape %s. Give a region inside of it."
                            .formatted(Arrays.toString(min), Arrays.toString(size), spec.shape()));
        }
        return new Box(min.clone(), Arrays.stream(size).asLongStream().toArray());
    }

    /** Returns one cell of a grid. */
    static Box cell(long[] at, List<Integer> cell) {
        long[] min = new long[at.length];
        long[] size = new long[at.length];
        for (int d = 0; d < at.length; d++) {
            min[d] = at[d] * cell.get(d);
            size[d] = cell.get(d);
        }
        return new Box(min, size);
    }

    /** Returns the cells of a grid that this box touches. */
    Box cells(List<Integer> cell) {
        long[] first = new long[min.length];
        long[] count = new long[min.length];
        for (int d = 0; d < min.length; d++) {
            first[d] = min[d] / cell.get(d);
            count[d] = size[d] == 0 ? 0 : (min[d] + size[d] - 1) / cell.get(d) - first[d] + 1;
        }
        return new Box(first, count);
    }

    /** Returns what this box shares with another, which may be nothing. */
    Box intersect(Box other) {
        long[] first = new long[min.length];
        long[] count = new long[min.length];
        for (int d = 0; d < min.length; d++) {
            first[d] = Math.max(min[d], other.min[d]);
            count[d] = Math.max(0, Math.min(min[d] + size[d], other.min[d] + other.size[d]) - first[d]);
        }
        return new Box(first, count);
    }

    /** Returns the number of places; that of an array fits, see {@link ArraySpec}. */
    long count() {
        long count = 1;
        for (long each : size) {
            count *= each;
        }
        return count;
    }

    /** Returns the number of places, where each is an element of an array in Java. */
    int elements() {
        long left = Integer.MAX_VALUE - 8;
        for (long each : size) {
            left = each == 0 ? Long.MAX_VALUE : left / each;
        }
        if (left == 0) {
            throw new IllegalArgumentException(
                    "Cannot read a region of size %s: it has more elements than an array in Java. Read it in parts."
                            .formatted(Arrays.toString(size)));
        }
        return (int) count();
    }

    /** Returns the place with a number, counted in C order. */
    long[] at(long number) {
        long[] at = min.clone();
        long rest = number;
        for (int d = size.length - 1; d >= 0; d--) {
            at[d] += rest % size[d];
            rest /= size[d];
        }
        return at;
    }

    /** Returns the number of a place that is in this box, counted in C order. */
    int number(long[] at) {
        long number = 0;
        for (int d = 0; d < size.length; d++) {
            number = number * size[d] + at[d] - min[d];
        }
        return Math.toIntExact(number);
    }

    int[] intSize() {
        return Arrays.stream(size).mapToInt(Math::toIntExact).toArray();
    }

    boolean hasSizeOf(Box other) {
        return Arrays.equals(size, other.size);
    }
}
