package io.cachetree.examples.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cachetree.examples.RandomImages;
import io.cachetree.examples.image.Shape;
import io.cachetree.examples.image.Voxels;
import java.util.Arrays;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.type.logic.BitType;
import net.imglib2.type.logic.NativeBoolType;
import net.imglib2.type.numeric.real.FloatType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SeedsTest {

    private static final Img<FloatType> TWO_PEAKS = Drawings.image("1352374331");

    @Test
    void aPeakDeeperThanTheDepthIsASeed() {
        assertThat(seeds(TWO_PEAKS, 2.9)).isEqualTo("..1..2....\n");
    }

    @Test
    void aPeakJustAsDeepIsNot() {
        assertThat(seeds(TWO_PEAKS, 3)).isEqualTo(".....1....\n");
    }

    @Test
    void aPlateauIsOneSeedAtItsFirstVoxel() {
        assertThat(seeds(Drawings.image("1333222331"), 0.5)).isEqualTo(".1.....2..\n");
    }

    @Test
    void eachPartOfTheForegroundHasASeedHoweverFlat() {
        Img<FloatType> heights = Drawings.image("11.9.22");

        assertThat(Drawings.drawn(Seeds.of(heights, Foreground.of(heights), 100)))
                .isEqualTo("1..2.3.\n");
    }

    @Test
    void anEmptyMaskHasNoSeeds() {
        RandomAccessibleInterval<BitType> nothing = Drawings.mask("..........");

        assertThat(Drawings.drawn(Seeds.of(TWO_PEAKS, nothing, 1))).isEqualTo("..........\n");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.cachetree.examples.RandomSeeds#some")
    void agreesWithTheMaximaOfTheReconstruction(long seed) {
        RandomImages images = new RandomImages(seed);
        Img<FloatType> heights = images.grey(8);
        Img<NativeBoolType> mask = images.mask(0.8);

        for (double depth : new double[] {0.5, 1, 2.5, 4}) {
            assertThat(Voxels.labels(Seeds.of(heights, mask, depth)))
                    .as("depth %s", depth)
                    .isEqualTo(hMaxima(Shape.of(heights), Voxels.values(heights), Voxels.foreground(mask), depth));
        }
    }

    @Test
    void rejectsADepthThatIsNoNumber() {
        assertThatThrownBy(() -> seeds(TWO_PEAKS, Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cannot find seeds: the depth NaN is no number from 0."
                        + " Pass a depth in the unit of the heights.");
    }

    @Test
    void rejectsAMaskOfAnotherShape() {
        assertThatThrownBy(() -> Seeds.of(TWO_PEAKS, Drawings.mask("###"), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cannot combine the mask of 1 x 1 x 3 voxels with an image of 1 x 1 x 10 voxels:"
                        + " the shapes differ. Use images of one scan.");
    }

    private static String seeds(Img<FloatType> heights, double depth) {
        return Drawings.drawn(Seeds.of(heights, Foreground.above(heights, -1), depth));
    }

    /**
     * The textbook form: lower the map by the depth, let it grow under the map as far as it can, and take the flat
     * zones of what came out that have no higher neighbour. Of each zone, the seed is the first highest voxel.
     */
    private static int[] hMaxima(Shape shape, float[] heights, boolean[] mask, double depth) {
        Neighbourhood around = Neighbourhood.around(shape, Connectivity.CORNERS);
        double[] grown = reconstruction(around, heights, mask, depth);
        int[] ids = new int[grown.length];
        int count = 0;
        for (int voxel = 0; voxel < grown.length; voxel++) {
            if (mask[voxel] && isFirstOfMaximum(around, heights, mask, grown, voxel)) {
                ids[voxel] = ++count;
            }
        }
        return ids;
    }

    private static double[] reconstruction(Neighbourhood around, float[] heights, boolean[] mask, double depth) {
        double[] grown = new double[heights.length];
        Arrays.setAll(grown, i -> heights[i] - depth);
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int voxel = 0; voxel < grown.length; voxel++) {
                int count = around.find(voxel);
                for (int i = 0; i < count && mask[voxel]; i++) {
                    int other = around.neighbour(i);
                    double level = Math.min(grown[other], heights[voxel]);
                    if (mask[other] && level > grown[voxel]) {
                        grown[voxel] = level;
                        changed = true;
                    }
                }
            }
        }
        return grown;
    }

    private static boolean isFirstOfMaximum(
            Neighbourhood around, float[] heights, boolean[] mask, double[] grown, int voxel) {
        boolean[] zone = new boolean[grown.length];
        zone[voxel] = true;
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int member = 0; member < zone.length; member++) {
                int count = zone[member] ? around.find(member) : 0;
                for (int i = 0; i < count; i++) {
                    int other = around.neighbour(i);
                    if (mask[other] && grown[other] > grown[voxel]) {
                        return false;
                    }
                    if (mask[other] && grown[other] == grown[voxel] && !zone[other]) {
                        zone[other] = true;
                        changed = true;
                    }
                }
            }
        }
        return isFirstHighest(heights, zone, voxel);
    }

    private static boolean isFirstHighest(float[] heights, boolean[] zone, int voxel) {
        float height = heights[voxel];
        for (int other = 0; other < zone.length; other++) {
            float otherHeight = heights[other];
            if (zone[other] && (otherHeight > height || (otherHeight == height && other < voxel))) {
                return false;
            }
        }
        return true;
    }
}
