package io.cachetree.examples.segmentation;

import io.cachetree.examples.image.Mask;
import io.cachetree.examples.image.Volume;
import java.util.Arrays;

/** The foreground voxels of a height map from the highest to the lowest, equal ones in raster order. */
final class Descent {

    private Descent() {}

    static int[] order(Volume heights, Mask mask) {
        float[] voxels = heights.voxels();
        boolean[] foreground = mask.voxels();
        long[] keys = new long[mask.count()];
        int count = 0;
        for (int voxel = 0; voxel < voxels.length; voxel++) {
            if (foreground[voxel]) {
                keys[count++] = key(voxels[voxel], voxel);
            }
        }
        Arrays.sort(keys);
        return Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
    }

    /** Sorts by falling height, then by rising index; sorting longs is far faster than comparing objects. */
    private static long key(float height, int voxel) {
        int bits = Float.floatToIntBits(height + 0f); // adding 0 makes -0 the 0 it equals
        int rising = bits ^ (bits >> 31 & Integer.MAX_VALUE);
        return (long) ~rising << 32 | voxel;
    }
}
