package io.cachetree.examples.image;

import java.util.Arrays;

/**
 * A three-dimensional image that says which object each voxel belongs to.
 *
 * <p>A value: two are equal if shape and voxels are. The array is not copied, for images are large; whoever passes it
 * in or takes it out must not change it afterwards.
 *
 * @param depth planes, along z
 * @param height rows of a plane, along y
 * @param width columns of a plane, along x
 * @param ids the object of each voxel from 1, or 0 for background; z, y, x with x fastest
 */
@SuppressWarnings("ArrayRecordComponent") // equality is by content, as below
public record Labels(int depth, int height, int width, int[] ids) {

    /**
     * Creates a label image around the array.
     *
     * @throws IllegalArgumentException if an extent is below one, the array has not depth times height times width
     *     values, or a label is negative
     */
    public Labels {
        new Shape(depth, height, width).requireLength("label image", ids.length);
        requireNoNegative(ids);
    }

    /**
     * Creates a label image around the array.
     *
     * @throws IllegalArgumentException if the array has not as many values as the shape has voxels, or a label is
     *     negative
     */
    public Labels(Shape shape, int[] ids) {
        this(shape.depth(), shape.height(), shape.width(), ids);
    }

    /** Returns depth, height and width as one value. */
    public Shape shape() {
        return new Shape(depth, height, width);
    }

    /**
     * Returns the object of a voxel, or 0 for background.
     *
     * @throws IndexOutOfBoundsException if the voxel lies outside
     */
    public int at(int z, int y, int x) {
        return ids[shape().index(z, y, x)];
    }

    /** Returns the highest label; where labels are consecutive from 1, as here, that is the number of objects. */
    public int count() {
        return Arrays.stream(ids).max().orElse(0);
    }

    /** Returns the number of voxels of each object; its label is the index, and 0 is the background. */
    public int[] sizes() {
        int[] sizes = new int[count() + 1];
        for (int id : ids) {
            sizes[id]++;
        }
        return sizes;
    }

    /** Returns the voxels that belong to any object. */
    public Mask mask() {
        boolean[] inside = new boolean[ids.length];
        for (int i = 0; i < inside.length; i++) {
            inside[i] = ids[i] > 0;
        }
        return new Mask(shape(), inside);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Labels that && shape().equals(that.shape()) && Arrays.equals(ids, that.ids);
    }

    @Override
    public int hashCode() {
        return 31 * shape().hashCode() + Arrays.hashCode(ids);
    }

    /** Names type and shape only; the voxels would fill the screen. */
    @Override
    public String toString() {
        return "Labels[%s]".formatted(shape());
    }

    private static void requireNoNegative(int[] ids) {
        for (int id : ids) {
            if (id < 0) {
                throw new IllegalArgumentException(
                        "Cannot create a label image: label %d is negative. Number objects from 1, background is 0."
                                .formatted(id));
            }
        }
    }
}
