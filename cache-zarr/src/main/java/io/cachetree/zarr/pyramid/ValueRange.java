package io.cachetree.zarr.pyramid;

import io.cachetree.zarr.array.StoredArray;
import io.cachetree.zarr.metadata.ArraySpec;
import io.cachetree.zarr.metadata.ElementType;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * How dark and how bright a part of an array is, as far as a sample tells.
 *
 * <p>The sample is the same each time: at most 16 chunks, spread evenly, and about 4096 elements of each at most. NaN and
 * infinite elements are left out.
 *
 * @param min the least element of the sample
 * @param low a thousandth of the sample is below
 * @param high a thousandth of the sample is above
 * @param max the greatest element of the sample
 */
public record ValueRange(double min, double low, double high, double max) {

    /** Each is read and decoded after the whole was written: 64 of 256 took a sixth of the time of writing. */
    private static final int CHUNKS = 16;

    private static final int ELEMENTS = 4 * 1024;
    private static final double SHARE = 0.001;

    /** Returns the range of a region; that of no elements is 0 to 1. */
    public static ValueRange of(StoredArray array, long[] min, long[] size) throws IOException {
        Cells cells = new Cells(array.spec(), min, size);
        long count = cells.count();
        long step = Math.max(1, (count + CHUNKS - 1) / CHUNKS);
        DoubleStream.Builder sample = DoubleStream.builder();
        for (long number = 0; number < count; number += step) {
            long[] from = cells.from(number);
            int[] covered = cells.size(from);
            add(array.spec().type(), array.read(from, covered), product(covered), sample);
        }
        return of(sample.build().filter(Double::isFinite).sorted().toArray());
    }

    /** Returns the least element that an integer type has. */
    public static double least(ElementType type) {
        return type.isUnsigned() || type == ElementType.BOOL ? 0 : -Math.scalb(1.0, 8 * type.size() - 1);
    }

    /** Returns the greatest element that an integer type has. */
    public static double greatest(ElementType type) {
        return type == ElementType.BOOL ? 1 : Math.scalb(1.0, 8 * type.size() - (type.isUnsigned() ? 0 : 1)) - 1;
    }

    private static ValueRange of(double[] sorted) {
        if (sorted.length == 0) {
            return new ValueRange(0, 0, 1, 1);
        }
        int last = sorted.length - 1;
        int below = (int) Math.round(SHARE * last);
        return new ValueRange(sorted[0], sorted[below], sorted[last - below], sorted[last]);
    }

    private static void add(ElementType type, Object elements, int count, DoubleStream.Builder sample) {
        long[] one = new long[1];
        int step = Math.max(1, (count + ELEMENTS - 1) / ELEMENTS) | 1; // an odd one does not stay in a few columns
        for (int at = 0; at < count; at += step) {
            ElementRows.widen(type, elements, at, 1, one);
            sample.add(ElementRows.number(type, one[0]));
        }
    }

    private static int product(int[] sizes) {
        return Arrays.stream(sizes).reduce(1, Math::multiplyExact);
    }

    /** A region, in pieces of the size of a chunk. */
    @SuppressWarnings("ArrayRecordComponent") // is never compared
    private record Cells(ArraySpec spec, long[] min, long[] size) {

        long count() {
            long count = 1;
            for (int d = 0; d < size.length; d++) {
                count *= count(d);
            }
            return count;
        }

        private long count(int d) {
            return (size[d] + spec.chunks().get(d) - 1) / spec.chunks().get(d);
        }

        long[] from(long number) {
            long[] from = min.clone();
            long rest = number;
            for (int d = size.length - 1; d >= 0; d--) {
                from[d] += rest % count(d) * spec.chunks().get(d);
                rest /= count(d);
            }
            return from;
        }

        int[] size(long[] from) {
            int[] covered = new int[from.length];
            for (int d = 0; d < from.length; d++) {
                covered[d] = (int) Math.min(spec.chunks().get(d), min[d] + size[d] - from[d]);
            }
            return covered;
        }
    }
}
