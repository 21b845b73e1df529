package io.cachetree.examples.segmentation;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.converter.Converters;
import net.imglib2.type.logic.BitType;
import net.imglib2.type.numeric.RealType;

/** Masks, as views of the image that they are of: nothing is computed until a voxel is looked at. */
public final class Foreground {

    private Foreground() {}

    /** Returns the voxels whose value is above the threshold, which itself is not. */
    public static RandomAccessibleInterval<BitType> above(
            RandomAccessibleInterval<? extends RealType<?>> image, double threshold) {
        return Converters.convert(
                image, (value, inside) -> inside.set(value.getRealDouble() > threshold), new BitType());
    }

    /** Returns the voxels that belong to any object. */
    public static RandomAccessibleInterval<BitType> of(RandomAccessibleInterval<? extends RealType<?>> labels) {
        return above(labels, 0);
    }
}
