package io.cachetree.examples.density;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cachetree.examples.image.Region;
import io.cachetree.examples.image.Shape;
import io.cachetree.examples.image.VoxelSize;
import java.util.List;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.real.FloatType;
import org.junit.jupiter.api.Test;

class DensityMapTest {

    private static final Shape SHAPE = new Shape(10, 100, 200);
    private static final List<NucleusRow> NUCLEI = List.of(
            new NucleusRow(1, 5, 10, 15, 9), new NucleusRow(2, 5, 24.7, 0, 9), new NucleusRow(3, 5, 24.8, 49.75, 9));

    @Test
    void theDensityIsPerCubicMillimetre() {
        Region northWest = Region.quarters(SHAPE).get(0);

        RegionDensity density = RegionDensity.of(NUCLEI, northWest, SHAPE, VoxelSize.CONFOCAL);

        // 10 µm x 25 µm x 50 µm = 12,500 µm³
        assertThat(density.nuclei()).isEqualTo(2);
        assertThat(density.perCubicMillimetre()).isEqualTo(160_000, within(1e-6));
    }

    @Test
    void eachNucleusIsCountedOnce() {
        DensityMap map = DensityMap.of(NUCLEI, SHAPE, VoxelSize.CONFOCAL, 2, 2);

        assertThat(map.tiles()).extracting(RegionDensity::nuclei).containsExactly(2, 0, 0, 1);
        assertThat(map.tile(1, 1).nuclei()).isEqualTo(1);
    }

    @Test
    void theImageHasTheDensityOfTheTileThatThePixelIsIn() {
        Img<FloatType> image =
                DensityMap.of(NUCLEI, SHAPE, VoxelSize.CONFOCAL, 2, 2).image();

        assertThat(image.dimensionsAsLongArray()).containsExactly(200, 100);
        assertThat(image.randomAccess().setPositionAndGet(99, 49).get()).isEqualTo(160_000);
        assertThat(image.randomAccess().setPositionAndGet(100, 49).get()).isZero();
        assertThat(image.randomAccess().setPositionAndGet(99, 50).get()).isZero();
        assertThat(image.randomAccess().setPositionAndGet(100, 50).get()).isEqualTo(80_000);
    }

    @Test
    void aTileOutsideIsNotTheFirstOfTheNextRow() {
        DensityMap map = DensityMap.of(NUCLEI, SHAPE, VoxelSize.CONFOCAL, 2, 2);

        assertThatThrownBy(() -> map.tile(0, 2))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("Tile (0, 2) lies outside the map of 2 x 2 tiles.");
    }

    @Test
    void rejectsAGridWithHoles() {
        assertThatThrownBy(() -> new DensityMap(SHAPE, 2, 2, List.of(), VoxelSize.CONFOCAL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Cannot create a density map of 2 x 2 tiles: 0 tiles were given. Pass each tile of the grid.");
    }
}
