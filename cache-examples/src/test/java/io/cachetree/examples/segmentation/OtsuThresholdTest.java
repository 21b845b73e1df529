package io.cachetree.examples.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cachetree.examples.RandomImages;
import io.cachetree.examples.RealScan;
import io.cachetree.examples.image.Shape;
import io.cachetree.examples.image.Voxels;
import io.cachetree.zarr.image.Images;
import java.io.IOException;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.real.FloatType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtsuThresholdTest {

    @Test
    void theThresholdIsTheLastDarkGreyValue() {
        assertThat(OtsuThreshold.of(line(1, 2, 3, 200, 201))).isEqualTo(3);
    }

    @Test
    void agreesWithOtherProgramsOnTheRealScan() throws IOException {
        assertThat(OtsuThreshold.of(Images.openTiff(RealScan.file()))).isEqualTo(91);
    }

    @Test
    void otherValuesAreSortedIntoBinsFromLeastToGreatest() {
        // 256 bins of width 1/256 from 0 to 1; 0.25 opens bin 64, and its centre is half a bin further.
        assertThat(OtsuThreshold.of(line(0, 0.25f, 1, 1))).isEqualTo(64.5 / 256, within(1e-12));
    }

    @Test
    void greyValuesAboveEightBitsShareBins() {
        double threshold = OtsuThreshold.of(line(0, 100, 65000, 65535));

        assertThat(threshold).isEqualTo(65535 / 256.0 / 2, within(1e-9));
    }

    @Test
    void anImageOfOneValueHasNothingAboveTheThreshold() {
        assertThat(OtsuThreshold.of(line(7, 7, 7))).isEqualTo(7);
        assertThat(OtsuThreshold.of(line(0.3f, 0.3f))).isEqualTo(0.3f);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.cachetree.examples.RandomSeeds#some")
    void noOtherGreyValueDividesBetter(long seed) {
        Img<FloatType> image = new RandomImages(seed).grey(256);

        double best = varianceWithin(image, OtsuThreshold.of(image));

        for (int other = 0; other < 256; other++) {
            assertThat(best).as("against %d", other).isLessThanOrEqualTo(varianceWithin(image, other) + 1e-9);
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY})
    void rejectsWhatIsNoFiniteNumber(float voxel) {
        assertThatThrownBy(() -> OtsuThreshold.of(line(1, voxel)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cannot find a threshold in the image of 1 x 1 x 2 voxels: one of them is " + voxel
                        + ". Replace what is no finite number first.");
    }

    /** What Otsu's method makes least, in its first form; the sum of squares about the mean of each class. */
    private static double varianceWithin(Img<FloatType> image, double threshold) {
        float[] voxels = Voxels.values(image);
        boolean[] bright = Voxels.foreground(Foreground.above(image, threshold));
        return sumOfSquares(voxels, bright, true) + sumOfSquares(voxels, bright, false);
    }

    private static double sumOfSquares(float[] voxels, boolean[] mask, boolean inside) {
        double sum = 0;
        double squares = 0;
        int count = 0;
        for (int i = 0; i < voxels.length; i++) {
            if (mask[i] == inside) {
                double voxel = voxels[i];
                sum += voxel;
                squares += voxel * voxel;
                count++;
            }
        }
        return count == 0 ? 0 : squares - sum * sum / count;
    }

    private static Img<FloatType> line(float... voxels) {
        return Voxels.image(new Shape(1, 1, voxels.length), voxels);
    }
}
