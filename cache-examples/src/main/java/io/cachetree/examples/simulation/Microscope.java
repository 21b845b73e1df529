package io.cachetree.examples.simulation;

import io.cachetree.examples.image.GaussianSmoothing;
import io.cachetree.examples.image.Shape;
import io.cachetree.examples.image.VoxelSize;
import io.cachetree.examples.image.Voxels;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;

/**
 * Shows nuclei as a fluorescence microscope would: each of its own brightness on a dim background, blurred more along z
 * than in the plane, with noise, in grey values of 8 bits.
 */
final class Microscope {

    private static final double BACKGROUND = 20; // grey value
    private static final double DIMMEST = 90; // grey value of a nucleus above the background
    private static final double BRIGHTEST = 150;
    private static final double BLUR_Z = 0.8; // standard deviation of the point spread, in micrometres
    private static final double BLUR_YX = 0.4;
    private static final double READ_NOISE = 4; // standard deviation in grey values
    private static final int WHITE = 255;
    private static final long NOISE = 0x9E3779B97F4A7C15L; // keeps the noise apart from the placement of the same seed

    private Microscope() {}

    static Img<UnsignedByteType> scan(List<Ellipsoid> nuclei, SimulationOptions options) {
        Random random = new Random(options.seed() ^ NOISE);
        Shape shape = options.shape();
        VoxelSize size = options.voxelSize();
        float[] voxels = new float[shape.size()];
        Arrays.fill(voxels, (float) BACKGROUND);
        for (Ellipsoid nucleus : nuclei) {
            double brightness = DIMMEST + (BRIGHTEST - DIMMEST) * random.nextDouble();
            new Brush(nucleus, shape, size).paint(voxels, (float) (BACKGROUND + brightness));
        }
        Img<FloatType> sharp = Voxels.image(shape, voxels);
        Img<FloatType> blurred =
                GaussianSmoothing.smooth(sharp, BLUR_Z / size.z(), BLUR_YX / size.y(), BLUR_YX / size.x());
        return ArrayImgs.unsignedBytes(withNoise(Voxels.values(blurred), random), shape.dimensions());
    }

    /**
     * Adds the noise of counting photons, one per grey value, and that of reading the camera. Counts are drawn from the
     * normal distribution of the same variance, which at counts of twenty and more is hard to tell from Poisson's.
     */
    private static byte[] withNoise(float[] voxels, Random random) {
        byte[] noisy = new byte[voxels.length];
        for (int i = 0; i < voxels.length; i++) {
            double deviation = Math.sqrt(voxels[i] + READ_NOISE * READ_NOISE);
            double grey = Math.rint(voxels[i] + deviation * random.nextGaussian());
            noisy[i] = (byte) Math.min(Math.max(grey, 0), WHITE);
        }
        return noisy;
    }
}
