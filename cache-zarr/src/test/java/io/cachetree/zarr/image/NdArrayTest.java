package io.cachetree.zarr.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cachetree.zarr.metadata.ElementType;
import java.io.IOException;
import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.logic.BitType;
import net.imglib2.type.numeric.integer.ShortType;
import net.imglib2.util.Cast;
import org.junit.jupiter.api.Test;

class NdArrayTest {

    @Test
    void isEqualByTypeShapeAndValues() {
        NdArray array = NdArray.of(new float[] {1, Float.NaN}, ElementType.FLOAT32, 1, 2);

        assertThat(array)
                .isEqualTo(NdArray.of(new float[] {1, 0f / 0}, ElementType.FLOAT32, 1, 2))
                .hasSameHashCodeAs(NdArray.of(new float[] {1, Float.NaN}, ElementType.FLOAT32, 1, 2))
                .isNotEqualTo(NdArray.of(new float[] {1, Float.NaN}, ElementType.FLOAT32, 2, 1))
                .isNotEqualTo(NdArray.of(new float[] {1, Float.NaN}, ElementType.FLOAT16, 1, 2))
                .isNotEqualTo(NdArray.of(new float[] {2, Float.NaN}, ElementType.FLOAT32, 1, 2))
                .hasToString("float32[1 x 2]");
    }

    @Test
    void refusesElementsThatDoNotFit() {
        assertThatThrownBy(() -> NdArray.of(new short[6], ElementType.UINT16, 2, 4))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> NdArray.of(new short[9], ElementType.UINT16, 2, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Cannot make an array of shape [2, 4] from 9 elements: it has 8. Give an array of that length.");
        assertThatThrownBy(() -> NdArray.of(new int[8], ElementType.UINT16, 2, 4))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> NdArray.of(new byte[8], ElementType.UINT8, 1 << 20, 1 << 20))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Cannot make an array of shape [1048576, 1048576]: it is negative, or has more elements than an "
                                + "array in Java. Use an image that is read in parts.");
    }

    @Test
    void sharesItsElementsWithTheImage() throws IOException {
        short[] elements = new short[2 * 3];
        NdArray array = NdArray.of(elements, ElementType.INT16, 2, 3);
        ArrayImg<ShortType, ?> image = Cast.unchecked(array.toImg());

        image.getAt(2, 1).set((short) 9);

        assertThat(elements).containsExactly(0, 0, 0, 0, 0, 9);
        assertThat(NdArray.of(image).elements()).isSameAs(elements);
        assertThat(NdArray.of(image).shape()).containsExactly(2L, 3L);
        assertThat(NdArray.of(ArrayImgs.booleans(new boolean[4], 2, 2)).type()).isEqualTo(ElementType.BOOL);
    }

    @Test
    void packsBooleansIntoBits() throws IOException {
        boolean[] elements = new boolean[3 * 50];
        elements[149] = true;
        elements[64] = true;
        NdArray array = NdArray.of(elements, ElementType.BOOL, 3, 50);
        ArrayImg<BitType, ?> image = Cast.unchecked(array.toImg());

        assertThat(image.getAt(49, 2).get()).isTrue();
        assertThat(image.getAt(14, 1).get()).isTrue();
        assertThat(image.getAt(15, 1).get()).isFalse();
        assertThat(NdArray.of(image)).isEqualTo(array);
    }
}
