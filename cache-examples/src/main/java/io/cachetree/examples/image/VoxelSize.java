package io.cachetree.examples.image;

/**
 * The size of a voxel in micrometres.
 *
 * @param z distance of planes
 * @param y distance of rows
 * @param x distance of columns
 */
public record VoxelSize(double z, double y, double x) {

    /** Planes 1 µm apart, pixels of 0.5 µm: common for a confocal scan of nuclei. */
    public static final VoxelSize CONFOCAL = new VoxelSize(1.0, 0.5, 0.5);

    /**
     * Creates a voxel size.
     *
     * @throws IllegalArgumentException if a size is not a positive, finite number
     */
    public VoxelSize {
        requirePositive("z", z);
        requirePositive("y", y);
        requirePositive("x", x);
    }

    /** Returns the volume of one voxel in cubic micrometres. */
    public double volume() {
        return z * y * x;
    }

    private static void requirePositive(String axis, double size) {
        if (!(size > 0) || Double.isInfinite(size)) {
            throw new IllegalArgumentException(
                    "Cannot use a voxel size of %s along %s: it is no positive, finite number. Pass micrometres."
                            .formatted(size, axis));
        }
    }
}
