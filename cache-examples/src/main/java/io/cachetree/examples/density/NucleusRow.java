package io.cachetree.examples.density;

import io.cachetree.examples.image.Region;
import io.cachetree.examples.image.VoxelSize;
import io.cachetree.table.Unit;

/**
 * One nucleus in the table of measurements.
 *
 * @param label its number in the label image
 * @param z the centre of its voxels along z, from the centre of the first plane
 * @param y the same along y
 * @param x the same along x
 * @param volume that of its voxels
 */
public record NucleusRow(
        int label,
        @Unit("um") double z,
        @Unit("um") double y,
        @Unit("um") double x,
        @Unit("um^3") double volume) {

    /** Returns whether the centre of the nucleus lies in the region. */
    boolean isIn(Region region, VoxelSize voxelSize) {
        return region.contains(y / voxelSize.y(), x / voxelSize.x());
    }
}
