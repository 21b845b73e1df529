package io.cachetree.examples.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.imglib2.FinalDimensions;
import org.junit.jupiter.api.Test;

class ShapeTest {

    private static final Shape SHAPE = new Shape(2, 3, 4);

    @Test
    void xIsFastestAndZSlowest() {
        assertThat(SHAPE.index(0, 0, 1)).isEqualTo(1);
        assertThat(SHAPE.index(0, 1, 0)).isEqualTo(4);
        assertThat(SHAPE.index(1, 0, 0)).isEqualTo(12);
    }

    @Test
    void coordinatesUndoTheIndex() {
        for (int i = 0; i < SHAPE.size(); i++) {
            assertThat(SHAPE.index(SHAPE.z(i), SHAPE.y(i), SHAPE.x(i))).isEqualTo(i);
        }
    }

    @Test
    void aVoxelOutsideIsNotTheFirstOfTheNextRow() {
        assertThatThrownBy(() -> SHAPE.index(0, 0, 4))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("Voxel (0, 0, 4) lies outside the image of 2 x 3 x 4 voxels.");
    }

    @Test
    void imagesOfImgLib2NameTheirDimensionsTheOtherWayRound() {
        assertThat(SHAPE.dimensions()).containsExactly(4, 3, 2);
        assertThat(Shape.of(FinalDimensions.wrap(SHAPE.dimensions()))).isEqualTo(SHAPE);
    }

    @Test
    void rejectsAPlane() {
        assertThatThrownBy(() -> Shape.of(FinalDimensions.wrap(SHAPE.planeDimensions())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cannot use an image of 2 dimensions: this takes those of three. Pass a stack of planes.");
    }

    @Test
    void rejectsAnEmptyExtent() {
        assertThatThrownBy(() -> new Shape(2, 0, 4))
                .hasMessage("Cannot shape an image 2 x 0 x 4: each extent must be at least 1."
                        + " Pass depth, height, width in voxels.");
    }

    @Test
    void rejectsMoreVoxelsThanAnArrayHolds() {
        assertThatCode(() -> new Shape(1, 1, Integer.MAX_VALUE)).doesNotThrowAnyException();
        assertThatThrownBy(() -> new Shape(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE))
                .hasMessage("Cannot shape an image 2147483647 x 2147483647 x 2147483647:"
                        + " it has more voxels than an array can hold. Split it into blocks.");
    }
}
