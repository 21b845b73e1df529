package io.cachetree.examples.image;

import java.util.Arrays;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.IntegerType;

/** What can be said of any label image, in which each voxel has the number of its object from 1, or 0 for background. */
public final class Labels {

    private Labels() {}

    /** Returns the highest label; where labels are consecutive from 1, as here, that is the number of objects. */
    public static int count(RandomAccessibleInterval<? extends IntegerType<?>> labels) {
        return highest(Voxels.labels(labels));
    }

    /** Returns the number of voxels of each object; its label is the index, and 0 is the background. */
    public static int[] sizes(int[] labels) {
        int[] sizes = new int[highest(labels) + 1];
        for (int label : labels) {
            sizes[label]++;
        }
        return sizes;
    }

    private static int highest(int[] labels) {
        return Arrays.stream(labels).max().orElse(0);
    }
}
