package io.cachetree.examples.image;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.BooleanType;
import net.imglib2.type.numeric.IntegerType;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.IntType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

/**
 * Copies the voxels of three-dimensional images into arrays, on which algorithms are fastest, and makes images of arrays. The
 * order is that of {@link Shape#index}: z, y, x with x fastest, which is ImgLib2's own.
 */
public final class Voxels {

    private Voxels() {}

    /** Copies the values of an image. */
    public static float[] values(RandomAccessibleInterval<? extends RealType<?>> image) {
        float[] voxels = new float[Shape.of(image).size()];
        int next = 0;
        for (RealType<?> voxel : Views.flatIterable(image)) {
            voxels[next++] = voxel.getRealFloat();
        }
        return voxels;
    }

    /**
     * Copies the labels of an image: the object of each voxel from 1, or 0 for background.
     *
     * @throws IllegalArgumentException if a label is negative
     */
    public static int[] labels(RandomAccessibleInterval<? extends IntegerType<?>> image) {
        int[] voxels = new int[Shape.of(image).size()];
        int next = 0;
        for (IntegerType<?> voxel : Views.flatIterable(image)) {
            voxels[next++] = notNegative(voxel.getInteger());
        }
        return voxels;
    }

    /** Copies a mask: whether each voxel is foreground. */
    public static boolean[] foreground(RandomAccessibleInterval<? extends BooleanType<?>> mask) {
        boolean[] voxels = new boolean[Shape.of(mask).size()];
        int next = 0;
        for (BooleanType<?> voxel : Views.flatIterable(mask)) {
            voxels[next++] = voxel.get();
        }
        return voxels;
    }

    /** Returns an image of the values, which are not copied. */
    public static Img<FloatType> image(Shape shape, float[] voxels) {
        return ArrayImgs.floats(voxels, shape.dimensions());
    }

    /** Returns an image of the labels, which are not copied. */
    public static Img<IntType> image(Shape shape, int[] voxels) {
        return ArrayImgs.ints(voxels, shape.dimensions());
    }

    private static int notNegative(int label) {
        if (label < 0) {
            throw new IllegalArgumentException(
                    "Cannot use a label image: label %d is negative. Number objects from 1, background is 0."
                            .formatted(label));
        }
        return label;
    }
}
