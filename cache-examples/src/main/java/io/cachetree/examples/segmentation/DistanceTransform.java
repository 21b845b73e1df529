package io.cachetree.examples.segmentation;

import io.cachetree.examples.image.Shape;
import io.cachetree.examples.image.VoxelSize;
import io.cachetree.examples.image.Voxels;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.type.BooleanType;
import net.imglib2.type.numeric.real.FloatType;

/**
 * The exact Euclidean distance of each foreground voxel to the background.
 *
 * <p>P. F. Felzenszwalb, D. P. Huttenlocher, "Distance transforms of sampled functions", <i>Theory of Computing</i> 8,
 * 2012: along each axis in turn, the squared distance is the lower envelope of a parabola per voxel, in linear time.
 */
public final class DistanceTransform {

    private final double[] squares;

    private DistanceTransform(boolean[] foreground) {
        squares = new double[foreground.length];
        for (int i = 0; i < squares.length; i++) {
            squares[i] = foreground[i] ? Double.POSITIVE_INFINITY : 0;
        }
    }

    /**
     * Measures the distances.
     *
     * @param voxelSize the distances of voxel centres, which need not be the same along the axes
     * @return for each voxel the distance in micrometres from its centre to the centre of the nearest background voxel:
     *     0 in the background, infinite where there is no background at all; what lies beyond the border counts as
     *     neither
     */
    public static Img<FloatType> of(RandomAccessibleInterval<? extends BooleanType<?>> mask, VoxelSize voxelSize) {
        Shape shape = Shape.of(mask);
        DistanceTransform transform = new DistanceTransform(Voxels.foreground(mask));
        transform.alongAxis(shape.width(), 1, voxelSize.x());
        transform.alongAxis(shape.height(), shape.width(), voxelSize.y());
        transform.alongAxis(shape.depth(), shape.height() * shape.width(), voxelSize.z());
        return transform.roots(shape);
    }

    private void alongAxis(int length, int stride, double spacing) {
        LowerEnvelope envelope = new LowerEnvelope(length, spacing);
        int block = length * stride; // holds one line per stride
        for (int first = 0; first < squares.length; first += block) {
            for (int start = first; start < first + stride; start++) {
                envelope.replace(squares, start, stride);
            }
        }
    }

    private Img<FloatType> roots(Shape shape) {
        float[] distances = new float[squares.length];
        for (int i = 0; i < distances.length; i++) {
            distances[i] = (float) Math.sqrt(squares[i]);
        }
        return Voxels.image(shape, distances);
    }
}
