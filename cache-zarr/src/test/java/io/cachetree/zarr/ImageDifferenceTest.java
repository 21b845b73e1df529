package io.cachetree.zarr;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.zarr.array.ArrayFiles;
import io.cachetree.zarr.array.ArrayStore;
import io.cachetree.zarr.array.StoredArray;
import io.cachetree.zarr.image.NdArray;
import io.cachetree.zarr.metadata.ArraySpec;
import io.cachetree.zarr.metadata.ElementType;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageDifferenceTest {

    @TempDir
    private Path directory;

    @Test
    void namesPlaceAndBothValues() throws IOException {
        assertThat(ImageDifference.first(
                        stored("a", ElementType.FLOAT32, new float[] {1, 2, 3, Float.NaN, 5, 6}),
                        stored("b", ElementType.FLOAT32, new float[] {1, 2, 3, Float.NaN, 5, -0.5f})))
                .contains("[1, 2]: 6.0 -> -0.5");
        assertThat(ImageDifference.first(
                        stored("c", ElementType.INT8, new byte[] {1, 2, 3, 4, -5, 6}),
                        stored("d", ElementType.INT8, new byte[] {1, 2, 3, 4, 5, 6})))
                .contains("[1, 1]: -5 -> 5");
    }

    @Test
    void showsUnsignedValuesWithoutSign() throws IOException {
        assertThat(ImageDifference.first(
                        stored("a", ElementType.UINT8, new byte[] {0, (byte) 200, 0, 0, 0, 0}),
                        stored("b", ElementType.UINT8, new byte[] {0, 7, 0, 0, 0, 0})))
                .contains("[0, 1]: 200 -> 7");
        assertThat(ImageDifference.first(
                        stored("c", ElementType.UINT16, new short[] {(short) 40000, 0, 0, 0, 0, 0}),
                        stored("d", ElementType.UINT16, new short[] {5, 0, 0, 0, 0, 0})))
                .contains("[0, 0]: 40000 -> 5");
        assertThat(ImageDifference.first(
                        stored("e", ElementType.UINT64, new long[] {-1, 0, 0, 0, 0, 0}),
                        stored("f", ElementType.UINT64, new long[] {1, 0, 0, 0, 0, 0})))
                .contains("[0, 0]: 18446744073709551615 -> 1");
    }

    private StoredArray stored(String name, ElementType type, Object elements) throws IOException {
        ArraySpec spec = ArraySpec.of(type, 2, 3).withChunks(2, 2);
        StoredArray array = ArrayStore.zarr().create(ArrayFiles.local(directory.resolve(name)), spec);
        array.write(NdArray.of(elements, type, 2, 3).blocks(), Runnable::run);
        return array;
    }
}
