package io.cachetree.examples.image;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.real.FloatType;

/**
 * Smoothing with a Gaussian, one axis after the other, which for a Gaussian is the same as all at once.
 *
 * <p>The kernel is the sampled Gaussian of T. Lindeberg, "Scale-space for discrete signals", <i>IEEE Transactions on
 * Pattern Analysis and Machine Intelligence</i> 12(3), 1990, cut at four sigma and scaled to sum 1; beyond the border
 * the image goes on mirrored with its border voxels repeated, {@code (c b a | a b c | c b a)}. Both are what
 * {@code scipy.ndimage.gaussian_filter} does by default, so results agree with it to rounding.
 */
public final class GaussianSmoothing {

    private static final double TRUNCATE = 4.0;

    private GaussianSmoothing() {}

    /**
     * Smooths an image.
     *
     * @param sigmaZ standard deviation along z in voxels; 0 leaves the axis alone
     * @param sigmaY standard deviation along y in voxels; 0 leaves the axis alone
     * @param sigmaX standard deviation along x in voxels; 0 leaves the axis alone
     * @return an image of the same shape
     * @throws IllegalArgumentException if a sigma is negative, infinite or no number
     */
    public static Img<FloatType> smooth(
            RandomAccessibleInterval<? extends RealType<?>> image, double sigmaZ, double sigmaY, double sigmaX) {
        double[][] kernels = {kernel("z", sigmaZ), kernel("y", sigmaY), kernel("x", sigmaX)};
        Shape shape = Shape.of(image);
        float[] voxels = Voxels.values(image);
        alongAxis(voxels, shape.depth(), shape.height() * shape.width(), kernels[0]);
        alongAxis(voxels, shape.height(), shape.width(), kernels[1]);
        alongAxis(voxels, shape.width(), 1, kernels[2]);
        return Voxels.image(shape, voxels);
    }

    /** Returns the weights from the centre outwards; the kernel is symmetric. */
    private static double[] kernel(String axis, double sigma) {
        if (!(sigma >= 0) || Double.isInfinite(sigma)) {
            throw new IllegalArgumentException("""
                    Cannot smooth along %s: sigma %s is no finite number from 0. \
                    Pass the standard deviation in voxels.""".formatted(axis, sigma));
        }
        double[] weights = new double[(int) (TRUNCATE * sigma + 0.5) + 1];
        weights[0] = 1;
        double sum = 1;
        for (int i = 1; i < weights.length; i++) {
            weights[i] = StrictMath.exp(-0.5 * i * i / (sigma * sigma));
            sum += 2 * weights[i];
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= sum;
        }
        return weights;
    }

    private static void alongAxis(float[] voxels, int length, int stride, double[] kernel) {
        if (kernel.length == 1) {
            return;
        }
        int[] source = mirrored(length, kernel.length - 1);
        int block = length * stride; // holds one line per stride
        for (int first = 0; first < voxels.length; first += block) {
            for (int start = first; start < first + stride; start++) {
                line(voxels, start, length, stride, source, kernel);
            }
        }
    }

    private static void line(float[] voxels, int start, int length, int stride, int[] source, double[] kernel) {
        double[] line = new double[source.length];
        for (int i = 0; i < line.length; i++) {
            line[i] = voxels[start + source[i] * stride];
        }
        for (int i = 0; i < length; i++) {
            voxels[start + i * stride] = (float) weigh(line, i + kernel.length - 1, kernel);
        }
    }

    private static double weigh(double[] line, int centre, double[] kernel) {
        double sum = kernel[0] * line[centre];
        for (int i = 1; i < kernel.length; i++) {
            sum += kernel[i] * (line[centre - i] + line[centre + i]);
        }
        return sum;
    }

    /** Returns where on the line each voxel of the line, prolonged by the radius at both ends, is taken from. */
    private static int[] mirrored(int length, int radius) {
        int[] source = new int[length + 2 * radius];
        for (int i = 0; i < source.length; i++) {
            int position = Math.floorMod(i - radius, 2 * length);
            source[i] = Math.min(position, 2 * length - 1 - position);
        }
        return source;
    }
}
