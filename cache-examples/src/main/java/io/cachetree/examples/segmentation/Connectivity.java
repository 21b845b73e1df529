package io.cachetree.examples.segmentation;

/** Which voxels are neighbours. */
public enum Connectivity {
    /** The six that share a face. */
    FACES(1),

    /** All twenty-six around a voxel, which share a face, an edge or a corner. */
    CORNERS(3);

    private final int axes;

    Connectivity(int axes) {
        this.axes = axes;
    }

    boolean connects(int dz, int dy, int dx) {
        int steps = Math.abs(dz) + Math.abs(dy) + Math.abs(dx);
        return steps > 0 && steps <= axes;
    }
}
