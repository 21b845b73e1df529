package io.cachetree.examples.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cachetree.examples.RandomImages;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.real.FloatType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GaussianSmoothingTest {

    @Test
    void aPointBecomesTheKernel() {
        float[] point = new float[11];
        point[5] = 1;

        Img<FloatType> smooth = GaussianSmoothing.smooth(Voxels.image(new Shape(1, 1, 11), point), 0, 0, 1);

        // exp(-i²/2) for i from -4 to 4, divided by their sum, 2.506623
        assertThat(Voxels.values(smooth))
                .containsExactly(
                        new float[] {
                            0, 0.000134f, 0.004432f, 0.053991f, 0.241971f, 0.398943f, 0.241971f, 0.053991f, 0.004432f,
                            0.000134f, 0
                        },
                        within(1e-6f));
    }

    @Test
    void theBorderIsMirroredWithItsVoxelRepeated() {
        float[] smooth = Voxels.values(
                GaussianSmoothing.smooth(Voxels.image(new Shape(1, 1, 2), new float[] {1, 0}), 0, 0, 0.3));

        // The kernel is (b, a, b) with b/a = exp(-1/0.18); of the voxel at the border, b reflects back.
        double b = Math.exp(-1 / 0.18) / (1 + 2 * Math.exp(-1 / 0.18));
        assertThat((double) smooth[0]).isEqualTo(1 - b, within(1e-7));
        assertThat((double) smooth[1]).isEqualTo(b, within(1e-7));
    }

    @Test
    void sigmaZeroLeavesTheImageAsItIs() {
        Img<FloatType> image = new RandomImages(1).real();

        assertThat(Voxels.values(GaussianSmoothing.smooth(image, 0, 0, 0))).isEqualTo(Voxels.values(image));
    }

    @Test
    void theInputIsNotChanged() {
        Img<FloatType> image = new RandomImages(2).real();
        float[] before = Voxels.values(image);

        GaussianSmoothing.smooth(image, 1, 1, 1);

        assertThat(Voxels.values(image)).isEqualTo(before);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.cachetree.examples.RandomSeeds#some")
    void agreesWithTheSumOverAllNeighboursAtOnce(long seed) {
        Img<FloatType> image = new RandomImages(seed).real();

        Img<FloatType> smooth = GaussianSmoothing.smooth(image, 0.5, 1.5, 1);

        assertThat(Voxels.values(smooth)).containsExactly(reference(image, 0.5, 1.5, 1), within(1e-5f));
    }

    @Test
    void rejectsANegativeSigma() {
        assertThatThrownBy(() -> GaussianSmoothing.smooth(Voxels.image(new Shape(1, 1, 1), new float[1]), 1, -1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cannot smooth along y: sigma -1.0 is no finite number from 0."
                        + " Pass the standard deviation in voxels.");
    }

    private static float[] reference(Img<FloatType> image, double sigmaZ, double sigmaY, double sigmaX) {
        Shape shape = Shape.of(image);
        float[] voxels = Voxels.values(image);
        float[] smooth = new float[shape.size()];
        for (int i = 0; i < smooth.length; i++) {
            double sum = 0;
            double weights = 0;
            for (int dz = -2; dz <= 2; dz++) {
                for (int dy = -6; dy <= 6; dy++) {
                    for (int dx = -4; dx <= 4; dx++) {
                        double weight = Math.exp(-(dz * dz / (2 * sigmaZ * sigmaZ)
                                + dy * dy / (2 * sigmaY * sigmaY)
                                + dx * dx / (2 * sigmaX * sigmaX)));
                        weights += weight;
                        sum += weight
                                * voxels[
                                        shape.index(
                                                mirror(shape.z(i) + dz, shape.depth()),
                                                mirror(shape.y(i) + dy, shape.height()),
                                                mirror(shape.x(i) + dx, shape.width()))];
                    }
                }
            }
            smooth[i] = (float) (sum / weights);
        }
        return smooth;
    }

    private static int mirror(int position, int length) {
        int mirrored = position;
        while (mirrored < 0 || mirrored >= length) {
            mirrored = mirrored < 0 ? -1 - mirrored : 2 * length - 1 - mirrored;
        }
        return mirrored;
    }
}
