package io.cachetree.examples.image;

import java.util.Arrays;

/**
 * A three-dimensional image of yes and no: what is foreground.
 *
 * <p>A value: two are equal if shape and voxels are. The array is not copied, for images are large; whoever passes it
 * in or takes it out must not change it afterwards.
 *
 * @param depth planes, along z
 * @param height rows of a plane, along y
 * @param width columns of a plane, along x
 * @param voxels whether each voxel is foreground, z, y, x with x fastest
 */
@SuppressWarnings("ArrayRecordComponent") // equality is by content, as below
public record Mask(int depth, int height, int width, boolean[] voxels) {

    /**
     * Creates a mask around the array.
     *
     * @throws IllegalArgumentException if an extent is below one, or the array has not depth times height times width
     *     values
     */
    public Mask {
        new Shape(depth, height, width).requireLength("mask", voxels.length);
    }

    /**
     * Creates a mask around the array.
     *
     * @throws IllegalArgumentException if the array has not as many values as the shape has voxels
     */
    public Mask(Shape shape, boolean[] voxels) {
        this(shape.depth(), shape.height(), shape.width(), voxels);
    }

    /** Returns depth, height and width as one value. */
    public Shape shape() {
        return new Shape(depth, height, width);
    }

    /**
     * Returns whether a voxel is foreground.
     *
     * @throws IndexOutOfBoundsException if the voxel lies outside
     */
    public boolean at(int z, int y, int x) {
        return voxels[shape().index(z, y, x)];
    }

    /** Returns the number of foreground voxels. */
    public int count() {
        int count = 0;
        for (boolean inside : voxels) {
            count += inside ? 1 : 0;
        }
        return count;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Mask that && shape().equals(that.shape()) && Arrays.equals(voxels, that.voxels);
    }

    @Override
    public int hashCode() {
        return 31 * shape().hashCode() + Arrays.hashCode(voxels);
    }

    /** Names type and shape only; the voxels would fill the screen. */
    @Override
    public String toString() {
        return "Mask[%s]".formatted(shape());
    }
}
