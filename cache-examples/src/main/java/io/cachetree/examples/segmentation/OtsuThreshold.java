package io.cachetree.examples.segmentation;

import io.cachetree.examples.image.Shape;
import io.cachetree.examples.image.Voxels;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

/**
 * The grey value that best divides an image into dark and bright: the one with the greatest variance between the two
 * classes.
 *
 * <p>N. Otsu, "A threshold selection method from gray-level histograms", <i>IEEE Transactions on Systems, Man, and
 * Cybernetics</i> 9(1), 1979. The histogram has one bin per grey value if all voxels are whole numbers from 0 to 255,
 * and otherwise 256 bins of equal width from the least value to the greatest. {@code skimage.filters.threshold_otsu}
 * does the same for 8-bit and for floating-point images, so the thresholds agree.
 */
public final class OtsuThreshold {

    private static final int BINS = 256;

    private OtsuThreshold() {}

    /**
     * Finds the threshold.
     *
     * @return the centre of the last dark bin: foreground is what lies above it, as {@link Foreground#above} takes it. Of
     *     thresholds that divide equally well the lowest; the value itself if all voxels have the same
     * @throws IllegalArgumentException if a voxel is infinite or no number
     */
    public static double of(RandomAccessibleInterval<? extends RealType<?>> image) {
        float[] voxels = Voxels.values(image);
        Range range = Range.of(voxels, Shape.of(image));
        double[] centres = new double[BINS];
        for (int i = 0; i < BINS; i++) {
            centres[i] = range.centre(i);
        }
        return centres[lastDarkBin(histogram(voxels, range), centres)];
    }

    private static long[] histogram(float[] voxels, Range range) {
        long[] histogram = new long[BINS];
        for (float voxel : voxels) {
            histogram[range.bin(voxel)]++;
        }
        return histogram;
    }

    private static int lastDarkBin(long[] histogram, double[] centres) {
        Side dark = new Side();
        Side bright = new Side();
        for (int bin = 0; bin < BINS; bin++) {
            bright.add(histogram[bin], centres[bin]);
        }
        int best = 0;
        double greatest = -1;
        for (int bin = 0; bin < BINS; bin++) {
            dark.add(histogram[bin], centres[bin]);
            bright.add(-histogram[bin], centres[bin]);
            double variance = variance(dark, bright);
            if (histogram[bin] > 0 && variance > greatest) {
                best = bin;
                greatest = variance;
            }
        }
        return best;
    }

    /**
     * Returns the variance between the classes, times the square of the number of voxels, which does not move the
     * maximum.
     */
    private static double variance(Side dark, Side bright) {
        if (dark.voxels == 0 || bright.voxels == 0) {
            return 0;
        }
        double difference = dark.sum / dark.voxels - bright.sum / bright.voxels;
        return (double) dark.voxels * bright.voxels * difference * difference;
    }

    /** The voxels on one side of the threshold. */
    private static final class Side {

        private long voxels;
        private double sum;

        void add(long count, double value) {
            voxels += count;
            sum += count * value;
        }
    }

    /** What the bins of the histogram cover. */
    private record Range(double min, double width) {

        static Range of(float[] voxels, Shape shape) {
            boolean grey = true;
            float min = Float.POSITIVE_INFINITY;
            float max = Float.NEGATIVE_INFINITY;
            for (float voxel : voxels) {
                requireFinite(voxel, shape);
                grey &= voxel >= 0 && voxel < BINS && voxel == (int) voxel;
                min = Math.min(min, voxel);
                max = Math.max(max, voxel);
            }
            return grey ? new Range(-0.5, 1) : new Range(min, ((double) max - min) / BINS);
        }

        int bin(float voxel) {
            return width == 0 ? 0 : Math.min((int) ((voxel - min) / width), BINS - 1);
        }

        double centre(int bin) {
            return min + (bin + 0.5) * width;
        }

        private static void requireFinite(float voxel, Shape shape) {
            if (!Float.isFinite(voxel)) {
                throw new IllegalArgumentException(
                        "Cannot find a threshold in the image of %s voxels: one of them is %s. Replace what is no finite number first."
                                .formatted(shape, voxel));
            }
        }
    }
}
