package io.cachetree.examples.segmentation;

import io.cachetree.examples.image.Labels;

/** Removes objects too small to be what is looked for: noise and debris. */
public final class SmallObjects {

    private SmallObjects() {}

    /**
     * Removes objects.
     *
     * @param minimumVoxels the size from which an object stays
     * @return labels of the same shape, from 1 without gaps; those that stay keep their order
     */
    public static Labels remove(Labels labels, int minimumVoxels) {
        int[] sizes = labels.sizes();
        int[] renumbered = new int[sizes.length];
        int count = 0;
        for (int label = 1; label < sizes.length; label++) {
            boolean stays = sizes[label] > 0 && sizes[label] >= minimumVoxels;
            renumbered[label] = stays ? ++count : 0;
        }
        int[] ids = labels.ids().clone();
        for (int voxel = 0; voxel < ids.length; voxel++) {
            ids[voxel] = renumbered[ids[voxel]];
        }
        return new Labels(labels.shape(), ids);
    }
}
