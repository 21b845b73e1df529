package io.cachetree.examples.segmentation;

import io.cachetree.examples.image.Shape;
import io.cachetree.examples.image.Voxels;
import java.util.PriorityQueue;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.type.BooleanType;
import net.imglib2.type.numeric.IntegerType;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.IntType;

/**
 * Divides the foreground among seeds along the valleys of a height map.
 *
 * <p>Each seed grows downhill, all at the same level, until it meets another: F. Meyer, "Topographic distance and
 * watershed lines", <i>Signal Processing</i> 38(1), 1994, turned upside down, because the seeds of nuclei are the peaks
 * of a distance map; the usual form floods the negated map from its minima. No voxels are left as lines between the
 * objects.
 */
public final class Watershed {

    private final float[] heights;
    private final boolean[] foreground;
    private final int[] ids;
    private final Neighbourhood around;
    private final PriorityQueue<Front> fronts = new PriorityQueue<>();
    private int reached;

    private Watershed(Shape shape, float[] heights, int[] seeds, boolean[] foreground) {
        this.heights = heights;
        this.foreground = foreground;
        ids = seeds;
        around = Neighbourhood.around(shape, Connectivity.CORNERS);
    }

    /**
     * Divides the foreground.
     *
     * @param heights the height map, such as a {@link DistanceTransform}
     * @param seeds where the objects start, such as {@link Seeds}; several voxels may share a label
     * @param mask the foreground; nothing grows outside, and seeds there are dropped
     * @return labels of the same shape, with the numbers of the seeds; 0 also where the foreground hangs together with
     *     no seed. A voxel that several seeds reach at the same level goes to the one that got there first
     * @throws IllegalArgumentException if the shapes differ
     */
    public static Img<IntType> flood(
            RandomAccessibleInterval<? extends RealType<?>> heights,
            RandomAccessibleInterval<? extends IntegerType<?>> seeds,
            RandomAccessibleInterval<? extends BooleanType<?>> mask) {
        Shape shape = Shape.of(heights);
        shape.requireSame("seeds", Shape.of(seeds));
        shape.requireSame("mask", Shape.of(mask));
        Watershed watershed =
                new Watershed(shape, Voxels.values(heights), Voxels.labels(seeds), Voxels.foreground(mask));
        watershed.start();
        watershed.grow();
        return Voxels.image(shape, watershed.ids);
    }

    private void start() {
        for (int voxel = 0; voxel < ids.length; voxel++) {
            if (!foreground[voxel]) {
                ids[voxel] = 0;
            } else if (ids[voxel] > 0) {
                fronts.add(new Front(heights[voxel], reached++, voxel));
            }
        }
    }

    private void grow() {
        for (Front front = fronts.poll(); front != null; front = fronts.poll()) {
            int count = around.find(front.voxel);
            for (int i = 0; i < count; i++) {
                int neighbour = around.neighbour(i);
                if (foreground[neighbour] && ids[neighbour] == 0) {
                    ids[neighbour] = ids[front.voxel];
                    // What lies higher than here is reached over here, so it waits no longer than here.
                    float level = Math.min(front.level, heights[neighbour]);
                    fronts.add(new Front(level, reached++, neighbour));
                }
            }
        }
    }

    /** A labelled voxel whose neighbours are next, in the order of falling level and then of being reached. */
    private record Front(float level, int order, int voxel) implements Comparable<Front> {
        @Override
        public int compareTo(Front other) {
            int byLevel = Float.compare(other.level, level);
            return byLevel != 0 ? byLevel : Integer.compare(order, other.order);
        }
    }
}
