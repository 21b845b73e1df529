package io.cachetree.examples.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cachetree.examples.RandomImages;
import io.cachetree.examples.image.Labels;
import io.cachetree.examples.image.Mask;
import io.cachetree.examples.image.Volume;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SeedsTest {

    private static final Volume TWO_PEAKS = Images.volume("1352374331");

    @Test
    void aPeakDeeperThanTheDepthIsASeed() {
        assertThat(seeds(TWO_PEAKS, 2.9)).isEqualTo(Images.labels("..1..2...."));
    }

    @Test
    void aPeakJustAsDeepIsNot() {
        assertThat(seeds(TWO_PEAKS, 3)).isEqualTo(Images.labels(".....1...."));
    }

    @Test
    void aPlateauIsOneSeedAtItsFirstVoxel() {
        assertThat(seeds(Images.volume("1333222331"), 0.5)).isEqualTo(Images.labels(".1.....2.."));
    }

    @Test
    void eachPartOfTheForegroundHasASeedHoweverFlat() {
        Volume heights = Images.volume("11.9.22");

        assertThat(Seeds.of(heights, heights.above(0), 100)).isEqualTo(Images.labels("1..2.3."));
    }

    @Test
    void anEmptyMaskHasNoSeeds() {
        Mask nothing = Images.mask("..........");

        assertThat(Seeds.of(TWO_PEAKS, nothing, 1).count()).isEqualTo(0);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.cachetree.examples.RandomSeeds#some")
    void agreesWithTheMaximaOfTheReconstruction(long seed) {
        RandomImages images = new RandomImages(seed);
        Volume heights = images.grey(8);
        Mask mask = images.mask(0.8);

        for (double depth : new double[] {0.5, 1, 2.5, 4}) {
            assertThat(Seeds.of(heights, mask, depth)).as("depth %s", depth).isEqualTo(hMaxima(heights, mask, depth));
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
        assertThatThrownBy(() -> Seeds.of(TWO_PEAKS, Images.mask("###"), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cannot combine the mask of 1 x 1 x 3 voxels with an image of 1 x 1 x 10 voxels:"
                        + " the shapes differ. Use images of one scan.");
    }

    private static Labels seeds(Volume heights, double depth) {
        return Seeds.of(heights, heights.above(-1), depth);
    }

    /**
     * The textbook form: lower the map by the depth, let it grow under the map as far as it can, and take the flat
     * zones of what came out that have no higher neighbour. Of each zone, the seed is the first highest voxel.
     */
    private static Labels hMaxima(Volume heights, Mask mask, double depth) {
        double[] grown = reconstruction(heights, mask, depth);
        int[] ids = new int[grown.length];
        int count = 0;
        for (int voxel = 0; voxel < grown.length; voxel++) {
            if (mask.voxels()[voxel] && isFirstOfMaximum(heights, mask, grown, voxel)) {
                ids[voxel] = ++count;
            }
        }
        return new Labels(heights.shape(), ids);
    }

    private static double[] reconstruction(Volume heights, Mask mask, double depth) {
        Neighbourhood around = Neighbourhood.around(heights.shape(), Connectivity.CORNERS);
        double[] grown = new double[heights.voxels().length];
        Arrays.setAll(grown, i -> heights.voxels()[i] - depth);
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int voxel = 0; voxel < grown.length; voxel++) {
                int count = around.find(voxel);
                for (int i = 0; i < count && mask.voxels()[voxel]; i++) {
                    int other = around.neighbour(i);
                    double level = Math.min(grown[other], heights.voxels()[voxel]);
                    if (mask.voxels()[other] && level > grown[voxel]) {
                        grown[voxel] = level;
                        changed = true;
                    }
                }
            }
        }
        return grown;
    }

    private static boolean isFirstOfMaximum(Volume heights, Mask mask, double[] grown, int voxel) {
        boolean[] zone = new boolean[grown.length];
        zone[voxel] = true;
        Neighbourhood around = Neighbourhood.around(heights.shape(), Connectivity.CORNERS);
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int member = 0; member < zone.length; member++) {
                int count = zone[member] ? around.find(member) : 0;
                for (int i = 0; i < count; i++) {
                    int other = around.neighbour(i);
                    if (mask.voxels()[other] && grown[other] > grown[voxel]) {
                        return false;
                    }
                    if (mask.voxels()[other] && grown[other] == grown[voxel] && !zone[other]) {
                        zone[other] = true;
                        changed = true;
                    }
                }
            }
        }
        return isFirstHighest(heights, zone, voxel);
    }

    private static boolean isFirstHighest(Volume heights, boolean[] zone, int voxel) {
        float height = heights.voxels()[voxel];
        for (int other = 0; other < zone.length; other++) {
            float otherHeight = heights.voxels()[other];
            if (zone[other] && (otherHeight > height || (otherHeight == height && other < voxel))) {
                return false;
            }
        }
        return true;
    }
}
