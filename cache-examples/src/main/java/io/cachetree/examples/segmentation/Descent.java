package io.cachetree.examples.segmentation;

import java.util.stream.IntStream;

/** The foreground voxels of a height map from the highest to the lowest, equal ones in raster order. */
final class Descent {

    private Descent() {}

    static int[] order(float[] heights, boolean[] foreground) {
        return IntStream.range(0, heights.length)
                .filter(voxel -> foreground[voxel])
                .mapToLong(voxel -> key(heights[voxel], voxel))
                .sorted()
                .mapToInt(key -> (int) key)
                .toArray();
    }

    /** Sorts by falling height, then by rising index; sorting longs is far faster than comparing objects. */
    private static long key(float height, int voxel) {
        int bits = Float.floatToIntBits(height + 0f); // adding 0 makes -0 the 0 it equals
        int rising = bits ^ (bits >> 31 & Integer.MAX_VALUE);
        return (long) ~rising << 32 | voxel;
    }
}
