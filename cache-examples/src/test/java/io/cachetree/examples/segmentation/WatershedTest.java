package io.cachetree.examples.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cachetree.examples.RandomImages;
import io.cachetree.examples.image.Labels;
import io.cachetree.examples.image.Mask;
import io.cachetree.examples.image.Volume;
import io.cachetree.examples.image.VoxelSize;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WatershedTest {

    @Test
    void theValleyDividesThePeaks() {
        Volume heights = Images.volume("1354224531");

        Labels labels = Watershed.flood(heights, Images.labels("..1....2.."), heights.above(0));

        assertThat(labels).isEqualTo(Images.labels("1111122222"));
    }

    @Test
    void aSummitWithoutASeedIsTakenFromTheSeedWithTheHigherPass() {
        Volume heights = Images.volume("9281793");

        Labels labels = Watershed.flood(heights, Images.labels("1......"), heights.above(0));

        assertThat(labels).isEqualTo(Images.labels("1111111"));
    }

    @Test
    void onLevelGroundSeedsGrowAtOneSpeed() {
        Volume flat = Images.volume("1111111");

        assertThat(Watershed.flood(flat, Images.labels("1.....2"), flat.above(0)))
                .isEqualTo(Images.labels("1111222"));
    }

    @Test
    void nothingGrowsOutsideTheMask() {
        Labels labels =
                Watershed.flood(Images.volume("999999999"), Images.labels("1.......2"), Images.mask("###.###.."));

        assertThat(labels).isEqualTo(Images.labels("111......"));
    }

    @Test
    void touchingDiscsAreSplitAtTheWaist() {
        Mask mask = Images.mask("""
                ...............
                ..###.....###..
                .#####...#####.
                .#############.
                .#####...#####.
                ..###.....###..
                ...............
                """);
        Volume distances = DistanceTransform.of(mask, new VoxelSize(1, 1, 1));

        Labels labels = Watershed.flood(distances, Seeds.of(distances, mask, 0.5), mask);

        assertThat(labels).isEqualTo(Images.labels("""
                ...............
                ..111.....222..
                .11111...22222.
                .1111111222222.
                .11111...22222.
                ..111.....222..
                ...............
                """));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.cachetree.examples.RandomSeeds#some")
    void eachVoxelGoesToASeedThatReachesItWithoutDescendingFurtherThanNeeded(long seed) {
        RandomImages images = new RandomImages(seed);
        Volume heights = images.grey(6);
        Mask mask = images.mask(0.8);
        Labels seeds = Seeds.of(heights, mask, 1);

        Labels labels = Watershed.flood(heights, seeds, mask);

        double[] best = passes(heights, mask, seeds, 0);
        for (int label = 1; label <= seeds.count(); label++) {
            double[] own = passes(heights, mask, seeds, label);
            for (int voxel = 0; voxel < own.length; voxel++) {
                if (labels.ids()[voxel] == label) {
                    assertThat(own[voxel]).as("voxel %d", voxel).isEqualTo(best[voxel]);
                }
            }
        }
        assertThat(labels.mask()).as("each part of the foreground has a seed").isEqualTo(mask);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.cachetree.examples.RandomSeeds#some")
    void eachObjectHangsTogether(long seed) {
        RandomImages images = new RandomImages(seed);
        Volume heights = images.real();
        Mask mask = images.mask(0.8);

        Labels labels = Watershed.flood(heights, Seeds.of(heights, mask, 0.2), mask);

        for (int label = 1; label <= labels.count(); label++) {
            assertThat(ConnectedComponents.label(only(labels, label), Connectivity.CORNERS)
                            .count())
                    .as("label %d", label)
                    .isEqualTo(1);
        }
    }

    @Test
    void rejectsSeedsOfAnotherShape() {
        Volume heights = Images.volume("123");

        assertThatThrownBy(() -> Watershed.flood(heights, Images.labels("12"), heights.above(0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cannot combine the seeds of 1 x 1 x 2 voxels with an image of 1 x 1 x 3 voxels:"
                        + " the shapes differ. Use images of one scan.");
    }

    /** For each voxel, the greatest height one need not go below on the way from a seed: from any if the label is 0. */
    private static double[] passes(Volume heights, Mask mask, Labels seeds, int label) {
        Neighbourhood around = Neighbourhood.around(heights.shape(), Connectivity.CORNERS);
        double[] passes = new double[heights.voxels().length];
        Arrays.setAll(passes, i -> startsAt(seeds.ids()[i], label) ? heights.voxels()[i] : Double.NEGATIVE_INFINITY);
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int voxel = 0; voxel < passes.length; voxel++) {
                int count = mask.voxels()[voxel] ? around.find(voxel) : 0;
                for (int i = 0; i < count; i++) {
                    double level = Math.min(passes[around.neighbour(i)], heights.voxels()[voxel]);
                    if (level > passes[voxel]) {
                        passes[voxel] = level;
                        changed = true;
                    }
                }
            }
        }
        return passes;
    }

    private static boolean startsAt(int id, int label) {
        return label == 0 ? id > 0 : id == label;
    }

    private static Mask only(Labels labels, int label) {
        boolean[] inside = new boolean[labels.ids().length];
        for (int i = 0; i < inside.length; i++) {
            inside[i] = labels.ids()[i] == label;
        }
        return new Mask(labels.shape(), inside);
    }
}
