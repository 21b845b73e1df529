package io.cachetree.examples.segmentation;

import io.cachetree.examples.image.Shape;
import io.cachetree.examples.image.Voxels;
import java.util.Arrays;
import java.util.BitSet;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.type.BooleanType;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.IntType;

/**
 * The peaks of a height map that stand out: one seed for each object of a watershed.
 *
 * <p>A peak's <i>dynamics</i> is how far one must descend from it to reach a higher one; the highest peak of a
 * connected part of the foreground is always a seed. Peaks with dynamics above a depth h are the h-maxima. M. Grimaud,
 * "A new measure of contrast: the dynamics", <i>Proc. SPIE</i> 1769, 1992. They are found by flooding from above: the
 * foreground is built up from its highest voxel to its lowest, and where two parts meet, the lower of their peaks has
 * met its pass.
 */
public final class Seeds {

    private static final int NOT_YET = -1;

    private final float[] heights;
    private final int[] order;
    private final int[] ranks; // the place of each voxel in the order, once reached
    private final Neighbourhood around;
    private final DisjointSets parts = new DisjointSets(); // of ranks, so that a part is represented by its peak
    private final BitSet seeds = new BitSet(); // of ranks

    private Seeds(Shape shape, float[] heights, boolean[] foreground) {
        this.heights = heights;
        order = Descent.order(heights, foreground);
        ranks = new int[heights.length];
        Arrays.fill(ranks, NOT_YET);
        around = Neighbourhood.around(shape, Connectivity.CORNERS);
    }

    /**
     * Finds the seeds.
     *
     * @param heights the height map, such as a {@link DistanceTransform}
     * @param mask the foreground; voxels outside are not looked at
     * @param depth the dynamics above which a peak is a seed, in the unit of the heights; the larger, the fewer. Should
     *     be above 0, where every ripple is a seed
     * @return labels of the same shape: each seed is one voxel, the first of its peak in raster order; numbered from 1
     *     in raster order
     * @throws IllegalArgumentException if the shapes differ, or the depth is negative or no number
     */
    public static Img<IntType> of(
            RandomAccessibleInterval<? extends RealType<?>> heights,
            RandomAccessibleInterval<? extends BooleanType<?>> mask,
            double depth) {
        Shape shape = Shape.of(heights);
        shape.requireSame("mask", Shape.of(mask));
        if (!(depth >= 0)) {
            throw new IllegalArgumentException(
                    "Cannot find seeds: the depth %s is no number from 0. Pass a depth in the unit of the heights."
                            .formatted(depth));
        }
        Seeds flood = new Seeds(shape, Voxels.values(heights), Voxels.foreground(mask));
        for (int rank = 0; rank < flood.order.length; rank++) {
            flood.reach(rank, depth);
        }
        flood.keepLast();
        return Voxels.image(shape, flood.labels());
    }

    private void reach(int rank, double depth) {
        int voxel = order[rank];
        ranks[voxel] = parts.add();
        int count = around.find(voxel);
        for (int i = 0; i < count; i++) {
            int neighbour = ranks[around.neighbour(i)];
            if (neighbour != NOT_YET) {
                join(rank, neighbour, depth);
            }
        }
    }

    private void join(int rank, int neighbour, double depth) {
        int one = parts.find(rank);
        int other = parts.find(neighbour);
        int lowerPeak = Math.max(one, other);
        if (one != other && (double) heights[order[lowerPeak]] - heights[order[rank]] > depth) {
            seeds.set(lowerPeak);
        }
        parts.unite(one, other);
    }

    private void keepLast() {
        for (int rank = 0; rank < order.length; rank++) {
            if (parts.find(rank) == rank) {
                seeds.set(rank);
            }
        }
    }

    private int[] labels() {
        int[] voxels = seeds.stream().map(rank -> order[rank]).sorted().toArray();
        int[] ids = new int[ranks.length];
        for (int i = 0; i < voxels.length; i++) {
            ids[voxels[i]] = i + 1;
        }
        return ids;
    }
}
