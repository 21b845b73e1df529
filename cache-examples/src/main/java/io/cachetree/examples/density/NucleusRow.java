package io.cachetree.examples.density;

import io.cachetree.examples.image.Region;

/**
 * One nucleus in the table of measurements.
 *
 * @param label its number in the label image
 * @param z the centre of its voxels along z, in voxels; a whole number is the centre of a plane
 * @param y the same along y
 * @param x the same along x
 * @param voxels its size in voxels
 */
public record NucleusRow(int label, double z, double y, double x, int voxels) {

    /** Returns whether the centre of the nucleus lies in the region. */
    public boolean isIn(Region region) {
        return region.contains(y, x);
    }
}
