package io.cachetree.examples.segmentation;

import io.cachetree.examples.image.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the neighbours of voxels in an image of one shape, always in raster order.
 *
 * <p>The result is written into one buffer, so that asking for a million voxels allocates nothing. Not thread-safe,
 * therefore.
 */
final class Neighbourhood {

    private final Shape shape;
    private final List<int[]> steps;
    private final int[] neighbours;
    private int count;

    private Neighbourhood(Shape shape, List<int[]> steps) {
        this.shape = shape;
        this.steps = steps;
        this.neighbours = new int[steps.size()];
    }

    /** All neighbours of a voxel. */
    static Neighbourhood around(Shape shape, Connectivity connectivity) {
        List<int[]> steps = new ArrayList<>();
        for (int dz = -1; dz <= 1; dz++) {
            for (int dy = -1; dy <= 1; dy++) {
                for (int dx = -1; dx <= 1; dx++) {
                    if (connectivity.connects(dz, dy, dx)) {
                        steps.add(new int[] {dz, dy, dx});
                    }
                }
            }
        }
        return new Neighbourhood(shape, steps);
    }

    /** The neighbours that a raster scan meets before the voxel: by symmetry, the first half. */
    static Neighbourhood before(Shape shape, Connectivity connectivity) {
        List<int[]> all = around(shape, connectivity).steps;
        return new Neighbourhood(shape, all.subList(0, all.size() / 2));
    }

    /** Finds the neighbours of a voxel and returns their number. */
    int find(int voxel) {
        int z = shape.z(voxel);
        int y = shape.y(voxel);
        int x = shape.x(voxel);
        count = 0;
        for (int[] step : steps) {
            if (shape.contains(z + step[0], y + step[1], x + step[2])) {
                neighbours[count++] = shape.index(z + step[0], y + step[1], x + step[2]);
            }
        }
        return count;
    }

    /** Returns a neighbour of the voxel last asked for. */
    int neighbour(int i) {
        return neighbours[i];
    }
}
