package io.cachetree.examples.segmentation;

import io.cachetree.examples.image.Shape;
import io.cachetree.examples.image.Voxels;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.type.BooleanType;
import net.imglib2.type.numeric.integer.IntType;

/**
 * The objects of a mask, each a set of foreground voxels that hang together.
 *
 * <p>Two raster scans with a table of equivalent labels: A. Rosenfeld, J. L. Pfaltz, "Sequential operations in digital
 * picture processing", <i>Journal of the ACM</i> 13(4), 1966; with union-find for the table as in K. Wu, E. Otoo, K.
 * Suzuki, "Optimizing two-pass connected-component labeling algorithms", <i>Pattern Analysis and Applications</i> 12,
 * 2009.
 */
public final class ConnectedComponents {

    private final int[] ids; // while scanning: a voxel's element in the sets plus 1, 0 for background
    private final Neighbourhood before;
    private final DisjointSets sets = new DisjointSets();

    private ConnectedComponents(Shape shape, Connectivity connectivity) {
        ids = new int[shape.size()];
        before = Neighbourhood.before(shape, connectivity);
    }

    /**
     * Labels the objects of a mask.
     *
     * @return labels of the mask's shape, from 1 without gaps, in the raster order of the objects' first voxels
     */
    public static Img<IntType> label(
            RandomAccessibleInterval<? extends BooleanType<?>> mask, Connectivity connectivity) {
        Shape shape = Shape.of(mask);
        ConnectedComponents components = new ConnectedComponents(shape, connectivity);
        components.scan(Voxels.foreground(mask));
        components.resolve();
        return Voxels.image(shape, components.ids);
    }

    private void scan(boolean[] foreground) {
        for (int voxel = 0; voxel < foreground.length; voxel++) {
            if (foreground[voxel]) {
                ids[voxel] = provisional(voxel);
            }
        }
    }

    private int provisional(int voxel) {
        int id = 0;
        int count = before.find(voxel);
        for (int i = 0; i < count; i++) {
            int other = ids[before.neighbour(i)];
            if (other > 0 && other != id) {
                id = id == 0 ? other : 1 + sets.unite(id - 1, other - 1);
            }
        }
        return id == 0 ? 1 + sets.add() : id;
    }

    /** A set's least element is that of its first voxel, so numbering the sets by it gives raster order. */
    private void resolve() {
        int[] labels = new int[sets.size()];
        int count = 0;
        for (int element = 0; element < labels.length; element++) {
            int least = sets.find(element);
            labels[element] = least == element ? ++count : labels[least];
        }
        for (int voxel = 0; voxel < ids.length; voxel++) {
            ids[voxel] = ids[voxel] == 0 ? 0 : labels[ids[voxel] - 1];
        }
    }
}
