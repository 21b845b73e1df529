package io.cachetree.zarr.pyramid;

import io.cachetree.zarr.metadata.ElementType;
import java.util.stream.DoubleStream;

/**
 * How dark and how bright a part of an array is, as far as a sample tells.
 *
 * <p>NaN and infinite elements are left out.
 *
 * @param min the least element of the sample
 * @param low a thousandth of the sample is below
 * @param high a thousandth of the sample is above
 * @param max the greatest element of the sample
 */
public record ValueRange(double min, double low, double high, double max) {

    private static final double SHARE = 0.001;

    /** Returns the range of a sample; that of no elements is 0 to 1. */
    static ValueRange of(DoubleStream sample) {
        double[] sorted = sample.filter(Double::isFinite).sorted().toArray();
        if (sorted.length == 0) {
            return new ValueRange(0, 0, 1, 1);
        }
        int last = sorted.length - 1;
        int below = (int) Math.round(SHARE * last);
        return new ValueRange(sorted[0], sorted[below], sorted[last - below], sorted[last]);
    }

    /** Returns the least element that an integer type has. */
    public static double least(ElementType type) {
        return type.isUnsigned() || type == ElementType.BOOL ? 0 : -Math.scalb(1.0, 8 * type.size() - 1);
    }

    /** Returns the greatest element that an integer type has. */
    public static double greatest(ElementType type) {
        return type == ElementType.BOOL ? 1 : Math.scalb(1.0, 8 * type.size() - (type.isUnsigned() ? 0 : 1)) - 1;
    }
}
