package io.cachetree.examples.segmentation;

import io.cachetree.examples.image.Labels;
import io.cachetree.examples.image.Shape;
import io.cachetree.examples.image.Voxels;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.IntegerType;
import net.imglib2.type.numeric.integer.IntType;

/** Removes objects too small to be what is looked for: noise and debris. */
public final class SmallObjects {

    private SmallObjects() {}

    /**
     * Removes objects.
     *
     * @param minimumVoxels the size from which an object stays
     * @return labels of the same shape, from 1 without gaps; those that stay keep their order
     */
    public static Img<IntType> remove(RandomAccessibleInterval<? extends IntegerType<?>> labels, int minimumVoxels) {
        int[] ids = Voxels.labels(labels);
        int[] sizes = Labels.sizes(ids);
        int[] renumbered = new int[sizes.length];
        int count = 0;
        for (int label = 1; label < sizes.length; label++) {
            boolean stays = sizes[label] > 0 && sizes[label] >= minimumVoxels;
            renumbered[label] = stays ? ++count : 0;
        }
        for (int voxel = 0; voxel < ids.length; voxel++) {
            ids[voxel] = renumbered[ids[voxel]];
        }
        return Voxels.image(Shape.of(labels), ids);
    }
}
