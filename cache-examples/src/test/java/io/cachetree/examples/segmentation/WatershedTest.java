package io.cachetree.examples.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cachetree.examples.RandomImages;
import io.cachetree.examples.image.Labels;
import io.cachetree.examples.image.Shape;
import io.cachetree.examples.image.VoxelSize;
import io.cachetree.examples.image.Voxels;
import java.util.Arrays;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.converter.Converters;
import net.imglib2.img.Img;
import net.imglib2.type.logic.BitType;
import net.imglib2.type.logic.NativeBoolType;
import net.imglib2.type.numeric.integer.IntType;
import net.imglib2.type.numeric.real.FloatType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WatershedTest {

    @Test
    void theValleyDividesThePeaks() {
        Img<FloatType> heights = Drawings.image("1354224531");

        Img<IntType> labels = Watershed.flood(heights, Drawings.labels("..1....2.."), Foreground.of(heights));

        assertThat(Drawings.drawn(labels)).isEqualTo("1111122222\n");
    }

    @Test
    void aSummitWithoutASeedIsTakenFromTheSeedWithTheHigherPass() {
        Img<FloatType> heights = Drawings.image("9281793");

        Img<IntType> labels = Watershed.flood(heights, Drawings.labels("1......"), Foreground.of(heights));

        assertThat(Drawings.drawn(labels)).isEqualTo("1111111\n");
    }

    @Test
    void onLevelGroundSeedsGrowAtOneSpeed() {
        Img<FloatType> flat = Drawings.image("1111111");

        assertThat(Drawings.drawn(Watershed.flood(flat, Drawings.labels("1.....2"), Foreground.of(flat))))
                .isEqualTo("1111222\n");
    }

    @Test
    void nothingGrowsOutsideTheMask() {
        Img<IntType> labels =
                Watershed.flood(Drawings.image("999999999"), Drawings.labels("1.......2"), Drawings.mask("###.###.."));

        assertThat(Drawings.drawn(labels)).isEqualTo("111......\n");
    }

    @Test
    void touchingDiscsAreSplitAtTheWaist() {
        RandomAccessibleInterval<BitType> mask = Drawings.mask("""
                ...............
                ..###.....###..
                .#####...#####.
                .#############.
                .#####...#####.
                ..###.....###..
                ...............
                """);
        Img<FloatType> distances = DistanceTransform.of(mask, new VoxelSize(1, 1, 1));

        Img<IntType> labels = Watershed.flood(distances, Seeds.of(distances, mask, 0.5), mask);

        assertThat(Drawings.drawn(labels)).isEqualTo("""
                ...............
                ..111.....222..
                .11111...22222.
                .1111111222222.
                .11111...22222.
                ..111.....222..
                ...............
                """);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.cachetree.examples.RandomSeeds#some")
    void eachVoxelGoesToASeedThatReachesItWithoutDescendingFurtherThanNeeded(long seed) {
        RandomImages images = new RandomImages(seed);
        Img<FloatType> heights = images.grey(6);
        Img<NativeBoolType> mask = images.mask(0.8);
        Img<IntType> seeds = Seeds.of(heights, mask, 1);

        Img<IntType> labels = Watershed.flood(heights, seeds, mask);

        int[] ids = Voxels.labels(labels);
        double[] best = passes(heights, mask, seeds, 0);
        for (int label = 1; label <= Labels.count(seeds); label++) {
            double[] own = passes(heights, mask, seeds, label);
            for (int voxel = 0; voxel < own.length; voxel++) {
                if (ids[voxel] == label) {
                    assertThat(own[voxel]).as("voxel %d", voxel).isEqualTo(best[voxel]);
                }
            }
        }
        assertThat(Voxels.foreground(Foreground.of(labels)))
                .as("each part of the foreground has a seed")
                .isEqualTo(Voxels.foreground(mask));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.cachetree.examples.RandomSeeds#some")
    void eachObjectHangsTogether(long seed) {
        RandomImages images = new RandomImages(seed);
        Img<FloatType> heights = images.real();
        Img<NativeBoolType> mask = images.mask(0.8);

        Img<IntType> labels = Watershed.flood(heights, Seeds.of(heights, mask, 0.2), mask);

        for (int label = 1; label <= Labels.count(labels); label++) {
            assertThat(Labels.count(ConnectedComponents.label(only(labels, label), Connectivity.CORNERS)))
                    .as("label %d", label)
                    .isEqualTo(1);
        }
    }

    @Test
    void rejectsSeedsOfAnotherShape() {
        Img<FloatType> heights = Drawings.image("123");

        assertThatThrownBy(() -> Watershed.flood(heights, Drawings.labels("12"), Foreground.of(heights)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cannot combine the seeds of 1 x 1 x 2 voxels with an image of 1 x 1 x 3 voxels:"
                        + " the shapes differ. Use images of one scan.");
    }

    /** For each voxel, the greatest height one need not go below on the way from a seed: from any if the label is 0. */
    private static double[] passes(Img<FloatType> image, Img<NativeBoolType> mask, Img<IntType> seeds, int label) {
        Neighbourhood around = Neighbourhood.around(Shape.of(image), Connectivity.CORNERS);
        float[] heights = Voxels.values(image);
        boolean[] foreground = Voxels.foreground(mask);
        int[] ids = Voxels.labels(seeds);
        double[] passes = new double[heights.length];
        Arrays.setAll(passes, i -> startsAt(ids[i], label) ? heights[i] : Double.NEGATIVE_INFINITY);
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int voxel = 0; voxel < passes.length; voxel++) {
                int count = foreground[voxel] ? around.find(voxel) : 0;
                for (int i = 0; i < count; i++) {
                    double level = Math.min(passes[around.neighbour(i)], heights[voxel]);
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

    private static RandomAccessibleInterval<BitType> only(Img<IntType> labels, int label) {
        return Converters.convert(labels, (id, inside) -> inside.set(id.get() == label), new BitType());
    }
}
