package io.cachetree.examples.density;

import io.cachetree.examples.image.Labels;
import io.cachetree.examples.image.Shape;
import io.cachetree.examples.image.VoxelSize;
import io.cachetree.examples.image.Voxels;
import java.util.ArrayList;
import java.util.List;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.IntegerType;

/** What is measured of each object of a label image. */
public final class Measurements {

    private Measurements() {}

    /**
     * Measures the objects of a label image.
     *
     * @return a row per label that occurs, by rising label
     */
    public static List<NucleusRow> of(RandomAccessibleInterval<? extends IntegerType<?>> labels, VoxelSize voxelSize) {
        int[] ids = Voxels.labels(labels);
        int[] sizes = Labels.sizes(ids);
        long[][] sums = coordinateSums(Shape.of(labels), ids, sizes.length);
        List<NucleusRow> rows = new ArrayList<>();
        for (int label = 1; label < sizes.length; label++) {
            if (sizes[label] > 0) {
                rows.add(row(label, sums[label], sizes[label], voxelSize));
            }
        }
        return List.copyOf(rows);
    }

    private static NucleusRow row(int label, long[] sum, double voxels, VoxelSize size) {
        return new NucleusRow(
                label,
                sum[0] / voxels * size.z(),
                sum[1] / voxels * size.y(),
                sum[2] / voxels * size.x(),
                voxels * size.volume());
    }

    private static long[][] coordinateSums(Shape shape, int[] ids, int length) {
        long[][] sums = new long[length][3];
        for (int voxel = 0; voxel < ids.length; voxel++) {
            if (ids[voxel] > 0) {
                long[] sum = sums[ids[voxel]];
                sum[0] += shape.z(voxel);
                sum[1] += shape.y(voxel);
                sum[2] += shape.x(voxel);
            }
        }
        return sums;
    }
}
