package io.cachetree.examples.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cachetree.examples.image.Region;
import io.cachetree.examples.image.Shape;
import io.cachetree.examples.image.Voxels;
import java.util.Arrays;
import java.util.List;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SimulatedNucleiTest {

    private static final SimulationOptions OPTIONS = SimulationOptions.seeded(42);

    @Test
    void aSeedStandsForAScanOnEveryJvm() {
        float[] scan = Voxels.values(SimulatedNuclei.of(OPTIONS).scan());

        assertThat(Arrays.hashCode(scan)).isEqualTo(859_766_785);
        assertThat(Voxels.values(SimulatedNuclei.of(OPTIONS).scan())).isEqualTo(scan);
    }

    @Test
    void anotherSeedIsAnotherScan() {
        assertThat(Voxels.values(
                        SimulatedNuclei.of(SimulationOptions.seeded(43)).scan()))
                .isNotEqualTo(Voxels.values(SimulatedNuclei.of(OPTIONS).scan()));
    }

    @Test
    void theScanHasTheShapeThatWasAskedFor() {
        Img<UnsignedByteType> scan = SimulatedNuclei.of(OPTIONS).scan();

        assertThat(Shape.of(scan)).isEqualTo(new Shape(32, 160, 160));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.cachetree.examples.RandomSeeds#some")
    void onlyThePairsComeNearEachOther(long seed) {
        List<Ellipsoid> nuclei =
                SimulatedNuclei.of(SimulationOptions.seeded(seed)).nuclei();

        for (int one = 0; one < nuclei.size(); one++) {
            for (int other = one + 1; other < nuclei.size(); other++) {
                boolean pair = other < 32 && one % 2 == 0 && other == one + 1;
                double distance = nuclei.get(one).distanceTo(nuclei.get(other));
                double reach = nuclei.get(one).reach() + nuclei.get(other).reach();
                assertThat(distance < reach + 1.5).as("%d and %d", one, other).isEqualTo(pair);
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.cachetree.examples.RandomSeeds#some")
    void theRegionsHoldAllNuclei(long seed) {
        SimulatedNuclei nuclei = SimulatedNuclei.of(SimulationOptions.seeded(seed));

        List<Region> quarters = Region.quarters(OPTIONS.shape());

        assertThat(quarters.stream().mapToInt(nuclei::countIn).sum()).isEqualTo(64);
    }

    @Test
    void withoutNucleiThereIsOnlyNoise() {
        SimulationOptions empty = OPTIONS.withShape(new Shape(4, 20, 20)).withNuclei(0, 0);

        assertThat(SimulatedNuclei.of(empty).scan()).allMatch(voxel -> voxel.get() <= 80);
    }

    @Test
    void refusesToPlaceMoreThanThereIsRoomFor() {
        SimulationOptions crowded = OPTIONS.withShape(new Shape(16, 32, 32)).withNuclei(100, 0);

        assertThatThrownBy(() -> SimulatedNuclei.of(crowded))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching(
                        "Cannot place 100 nuclei in 16 x 32 x 32 voxels: no room was found for nucleus \\d+\\."
                                + " Use fewer nuclei or a larger shape\\.");
    }

    @Test
    void refusesMorePairsThanNuclei() {
        assertThatThrownBy(() -> OPTIONS.withNuclei(5, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Cannot simulate 5 nuclei with 3 touching pairs: a pair takes two nuclei. Use 0 to 2 pairs.");
    }
}
