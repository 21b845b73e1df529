package io.cachetree.examples.density;

import io.cachetree.examples.image.Region;
import io.cachetree.examples.image.Shape;
import io.cachetree.examples.image.VoxelSize;
import java.util.List;

/**
 * How many nuclei there are in a region.
 *
 * @param region the part of the plane, counted through all planes
 * @param nuclei the number of nuclei whose centre lies in it
 * @param perCubicMillimetre nuclei per mm³
 */
public record RegionDensity(Region region, int nuclei, double perCubicMillimetre) {

    private static final double CUBIC_MICROMETRES_PER_CUBIC_MILLIMETRE = 1e9;

    /**
     * Counts the nuclei of a region.
     *
     * @param nuclei all nuclei of the image
     * @param shape the shape of the image, for its depth
     */
    public static RegionDensity of(List<NucleusRow> nuclei, Region region, Shape shape, VoxelSize voxelSize) {
        int count = (int) nuclei.stream()
                .filter(nucleus -> nucleus.isIn(region, voxelSize))
                .count();
        double voxels = (double) shape.depth() * region.height() * region.width();
        double volume = voxels * voxelSize.volume() / CUBIC_MICROMETRES_PER_CUBIC_MILLIMETRE;
        return new RegionDensity(region, count, count / volume);
    }
}
