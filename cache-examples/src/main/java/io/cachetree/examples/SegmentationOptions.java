package io.cachetree.examples;

import io.cachetree.examples.image.VoxelSize;

/**
 * How nuclei are told from the background and from each other.
 *
 * @param sigmaZ how far to smooth along z, in voxels; 0 in all three directions leaves the scan as it is
 * @param sigmaY how far to smooth along y, in voxels
 * @param sigmaX how far to smooth along x, in voxels
 * @param smallest objects with fewer voxels are dropped
 * @param waist how much thinner than the thinner of two nuclei their waist must be to part them, in micrometres
 * @param voxelSize of the scan
 */
public record SegmentationOptions(
        double sigmaZ, double sigmaY, double sigmaX, int smallest, double waist, VoxelSize voxelSize) {

    /** What fits the simulated scan: sigma 0.5 x 1 x 1 voxels, 100 voxels, 0.2 micrometres. */
    public static final SegmentationOptions STANDARD = new SegmentationOptions(0.5, 1, 1, 100, 0.2, VoxelSize.CONFOCAL);

    /** Returns these options without smoothing. */
    public SegmentationOptions unsmoothed() {
        return new SegmentationOptions(0, 0, 0, smallest, waist, voxelSize);
    }

    /** Returns whether the scan is smoothed at all. */
    public boolean smooths() {
        return sigmaZ > 0 || sigmaY > 0 || sigmaX > 0;
    }
}
