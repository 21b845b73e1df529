package io.cachetree.examples.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class RegionTest {

    @Test
    void quartersReadLikeAMap() {
        assertThat(Region.quarters(new Shape(1, 4, 6)))
                .containsExactly(
                        new Region("north-west", 0, 0, 2, 3),
                        new Region("north-east", 0, 3, 2, 3),
                        new Region("south-west", 2, 0, 2, 3),
                        new Region("south-east", 2, 3, 2, 3));
    }

    @Test
    void eachPointOfAnUnevenGridLiesInOneRegion() {
        List<Region> grid = Region.grid(new Shape(1, 7, 11), 3, 4);

        assertThat(grid).hasSize(12).extracting(Region::name).startsWith("row-1-column-1", "row-1-column-2");
        for (double y = 0; y <= 6; y += 0.25) {
            for (double x = 0; x <= 10; x += 0.25) {
                double py = y;
                double px = x;
                assertThat(grid).filteredOn(region -> region.contains(py, px)).hasSize(1);
            }
        }
    }

    @Test
    void rejectsAGridFinerThanThePixels() {
        assertThatThrownBy(() -> Region.grid(new Shape(9, 2, 9), 3, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cannot divide 2 pixels into 3 rows: each needs a pixel. Use 1 to 2 rows.");
    }

    @Test
    void rejectsAnEmptyRegion() {
        assertThatThrownBy(() -> new Region("nowhere", 0, 0, 0, 5))
                .hasMessage("Cannot create region \"nowhere\" of 0 x 5 pixels at (0, 0):"
                        + " it is empty or starts outside the image."
                        + " Pass a first row and column from 0, and at least one pixel.");
    }
}
