package io.cachetree.examples.image;

import java.util.Arrays;

/**
 * A three-dimensional image of grey values.
 *
 * <p>A value: two are equal if shape and voxels are. The array is not copied, for images are large; whoever passes it
 * in or takes it out must not change it afterwards.
 *
 * @param depth planes, along z
 * @param height rows of a plane, along y
 * @param width columns of a plane, along x
 * @param voxels the grey values, z, y, x with x fastest
 */
@SuppressWarnings("ArrayRecordComponent") // equality is by content, as below
public record Volume(int depth, int height, int width, float[] voxels) {

    /**
     * Creates a volume around the array.
     *
     * @throws IllegalArgumentException if an extent is below one, or the array has not depth times height times width
     *     values
     */
    public Volume {
        new Shape(depth, height, width).requireLength("volume", voxels.length);
    }

    /**
     * Creates a volume around the array.
     *
     * @throws IllegalArgumentException if the array has not as many values as the shape has voxels
     */
    public Volume(Shape shape, float[] voxels) {
        this(shape.depth(), shape.height(), shape.width(), voxels);
    }

    /** Returns depth, height and width as one value. */
    public Shape shape() {
        return new Shape(depth, height, width);
    }

    /**
     * Returns the grey value of a voxel.
     *
     * @throws IndexOutOfBoundsException if the voxel lies outside
     */
    public float at(int z, int y, int x) {
        return voxels[shape().index(z, y, x)];
    }

    /** Returns the voxels whose grey value is above the threshold, which itself is not. */
    public Mask above(double threshold) {
        boolean[] inside = new boolean[voxels.length];
        for (int i = 0; i < inside.length; i++) {
            inside[i] = voxels[i] > threshold;
        }
        return new Mask(shape(), inside);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Volume that && shape().equals(that.shape()) && Arrays.equals(voxels, that.voxels);
    }

    @Override
    public int hashCode() {
        return 31 * shape().hashCode() + Arrays.hashCode(voxels);
    }

    /** Names type and shape only; the voxels would fill the screen. */
    @Override
    public String toString() {
        return "Volume[%s]".formatted(shape());
    }
}
