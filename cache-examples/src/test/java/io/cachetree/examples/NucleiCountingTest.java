package io.cachetree.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cachetree.examples.density.Measurements;
import io.cachetree.examples.density.NucleusRow;
import io.cachetree.examples.density.RegionDensity;
import io.cachetree.examples.image.GaussianSmoothing;
import io.cachetree.examples.image.Labels;
import io.cachetree.examples.image.Region;
import io.cachetree.examples.image.Shape;
import io.cachetree.examples.image.VoxelSize;
import io.cachetree.examples.segmentation.ConnectedComponents;
import io.cachetree.examples.segmentation.Connectivity;
import io.cachetree.examples.segmentation.DistanceTransform;
import io.cachetree.examples.segmentation.Foreground;
import io.cachetree.examples.segmentation.OtsuThreshold;
import io.cachetree.examples.segmentation.Seeds;
import io.cachetree.examples.segmentation.SmallObjects;
import io.cachetree.examples.segmentation.Watershed;
import io.cachetree.examples.simulation.SimulatedNuclei;
import io.cachetree.examples.simulation.SimulationOptions;
import java.util.List;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.type.logic.BitType;
import net.imglib2.type.numeric.integer.IntType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The algorithms together: do they find the nuclei that are there? Seeds are fixed, for the bounds are of statistics.
 */
class NucleiCountingTest {

    private static final int TOTAL = 64;
    private static final int SMALL = 100; // voxels; a nucleus has about 600
    private static final double DEPTH = 0.2; // micrometres between the peaks of two nuclei and their waist

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 42})
    void theCountIsRightWithinFivePercent(long seed) {
        List<NucleusRow> found = nuclei(scan(seed));

        assertThat(found.size()).isCloseTo(TOTAL, within(TOTAL / 20));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 42})
    void theCountOfEachRegionIsRightWithinTwo(long seed) {
        SimulatedNuclei truth = SimulatedNuclei.of(SimulationOptions.seeded(seed));
        Img<UnsignedByteType> scan = truth.scan();
        List<NucleusRow> found = nuclei(scan);

        for (Region region : Region.quarters(Shape.of(scan))) {
            RegionDensity density = RegionDensity.of(found, region, Shape.of(scan), VoxelSize.CONFOCAL);
            assertThat(density.nuclei()).as(region.name()).isCloseTo(truth.countIn(region), within(2));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 42})
    void componentsAloneTakeTouchingNucleiForOne(long seed) {
        Img<IntType> components = components(scan(seed));

        assertThat(Labels.count(components)).isCloseTo(TOTAL - 16, within(2));
        assertThat(Labels.count(split(components))).isGreaterThan(Labels.count(components) + 10);
    }

    private static Img<UnsignedByteType> scan(long seed) {
        return SimulatedNuclei.of(SimulationOptions.seeded(seed)).scan();
    }

    private static List<NucleusRow> nuclei(Img<UnsignedByteType> scan) {
        return Measurements.of(split(components(scan)), VoxelSize.CONFOCAL);
    }

    private static Img<IntType> components(Img<UnsignedByteType> scan) {
        Img<FloatType> smooth = GaussianSmoothing.smooth(scan, 0.5, 1, 1);
        RandomAccessibleInterval<BitType> mask = Foreground.above(smooth, OtsuThreshold.of(smooth));
        return SmallObjects.remove(ConnectedComponents.label(mask, Connectivity.CORNERS), SMALL);
    }

    private static Img<IntType> split(Img<IntType> components) {
        RandomAccessibleInterval<BitType> mask = Foreground.of(components);
        Img<FloatType> distances = DistanceTransform.of(mask, VoxelSize.CONFOCAL);
        Img<IntType> nuclei = Watershed.flood(distances, Seeds.of(distances, mask, DEPTH), mask);
        return SmallObjects.remove(nuclei, SMALL);
    }
}
