package io.cachetree.examples.image;

import net.imglib2.Dimensions;

/**
 * The extent of a three-dimensional image in voxels, and the order of its voxels: z slowest, then y, x fastest.
 *
 * @param depth planes, along z
 * @param height rows of a plane, along y
 * @param width columns of a plane, along x
 */
public record Shape(int depth, int height, int width) {

    /**
     * Creates a shape.
     *
     * @throws IllegalArgumentException if an extent is below one, or there are more voxels than an array can hold
     */
    public Shape {
        if (depth < 1 || height < 1 || width < 1) {
            throw new IllegalArgumentException("""
                    Cannot shape an image %d x %d x %d: each extent must be at least 1. \
                    Pass depth, height, width in voxels.""".formatted(depth, height, width));
        }
        // Two steps, because the product of three ints overflows even a long.
        if ((long) height * width > Integer.MAX_VALUE / depth) {
            throw new IllegalArgumentException("""
                    Cannot shape an image %d x %d x %d: it has more voxels than an array can hold. \
                    Split it into blocks.""".formatted(depth, height, width));
        }
    }

    /**
     * Returns the shape of an image of ImgLib2.
     *
     * @throws IllegalArgumentException if it has not three dimensions, or more voxels than an array can hold
     */
    public static Shape of(Dimensions image) {
        if (image.numDimensions() != 3) {
            throw new IllegalArgumentException(
                    "Cannot use an image of %d dimensions: this takes those of three. Pass a stack of planes."
                            .formatted(image.numDimensions()));
        }
        return new Shape(extent(image, 2), extent(image, 1), extent(image, 0));
    }

    private static int extent(Dimensions image, int dimension) {
        return (int) Math.min(image.dimension(dimension), Integer.MAX_VALUE);
    }

    /** Returns the extents in the order of ImgLib2: width, height, depth. */
    public long[] dimensions() {
        return new long[] {width, height, depth};
    }

    /** Returns the extents of a plane in the order of ImgLib2: width, height. */
    public long[] planeDimensions() {
        return new long[] {width, height};
    }

    /** Returns the number of voxels. */
    public int size() {
        return depth * height * width;
    }

    /**
     * Returns the place of a voxel in an array of all voxels.
     *
     * @throws IndexOutOfBoundsException if the voxel lies outside
     */
    public int index(int z, int y, int x) {
        if (!contains(z, y, x)) {
            throw new IndexOutOfBoundsException(
                    "Voxel (%d, %d, %d) lies outside the image of %s voxels.".formatted(z, y, x, this));
        }
        return (z * height + y) * width + x;
    }

    /** Returns whether the voxel lies inside. */
    public boolean contains(int z, int y, int x) {
        return z >= 0 && z < depth && y >= 0 && y < height && x >= 0 && x < width;
    }

    /** Returns the plane of the voxel at the index. */
    public int z(int index) {
        return index / (height * width);
    }

    /** Returns the row of the voxel at the index. */
    public int y(int index) {
        return index / width % height;
    }

    /** Returns the column of the voxel at the index. */
    public int x(int index) {
        return index % width;
    }

    /**
     * Checks that an image has this shape, so that it can be combined with one that has.
     *
     * @param what the image in the message, such as {@code "mask"}
     * @throws IllegalArgumentException if the shapes differ
     */
    public void requireSame(String what, Shape other) {
        if (!equals(other)) {
            throw new IllegalArgumentException("""
                    Cannot combine the %s of %s voxels with an image of %s voxels: the shapes differ. \
                    Use images of one scan.""".formatted(what, other, this));
        }
    }

    /** Returns the extents in the form {@code 32 x 160 x 160}. */
    @Override
    public String toString() {
        return "%d x %d x %d".formatted(depth, height, width);
    }
}
