package io.cachetree.examples.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.IntType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import org.junit.jupiter.api.Test;

class VoxelsTest {

    private static final Shape SHAPE = new Shape(2, 3, 4);

    @Test
    void voxelsAreWhereTheShapeSaysTheyAre() {
        Img<UnsignedByteType> image = ArrayImgs.unsignedBytes(SHAPE.dimensions());
        image.randomAccess().setPositionAndGet(3, 1, 0).set(200);
        image.randomAccess().setPositionAndGet(0, 2, 1).set(7);

        float[] voxels = Voxels.values(image);

        assertThat(voxels[SHAPE.index(0, 1, 3)]).isEqualTo(200);
        assertThat(voxels[SHAPE.index(1, 2, 0)]).isEqualTo(7);
    }

    @Test
    void anImageOfVoxelsHasThem() {
        int[] labels = new int[SHAPE.size()];
        labels[SHAPE.index(1, 2, 3)] = 5;

        Img<IntType> image = Voxels.image(SHAPE, labels);

        assertThat(Shape.of(image)).isEqualTo(SHAPE);
        assertThat(image.randomAccess().setPositionAndGet(3, 2, 1).get()).isEqualTo(5);
        assertThat(Voxels.labels(image)).isEqualTo(labels);
    }

    @Test
    void labelsAreCounted() {
        int[] labels = {0, 1, 1, 0, 0, 3};

        assertThat(Labels.sizes(labels)).containsExactly(3, 2, 0, 1);
        assertThat(Labels.count(Voxels.image(new Shape(1, 2, 3), labels))).isEqualTo(3);
    }

    @Test
    void rejectsANegativeLabel() {
        assertThatThrownBy(() -> Voxels.labels(Voxels.image(new Shape(1, 1, 2), new int[] {1, -1})))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Cannot use a label image: label -1 is negative." + " Number objects from 1, background is 0.");
    }
}
