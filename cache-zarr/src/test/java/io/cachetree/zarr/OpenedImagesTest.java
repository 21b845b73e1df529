package io.cachetree.zarr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cachetree.zarr.array.ArrayFiles;
import io.cachetree.zarr.array.ArrayStore;
import io.cachetree.zarr.image.Images;
import io.cachetree.zarr.metadata.ArraySpec;
import io.cachetree.zarr.metadata.ElementType;
import io.cachetree.zarr.metadata.ZarrFormat;
import io.cachetree.zarr.ome.NewImage;
import io.cachetree.zarr.ome.OmeImage;
import io.cachetree.zarr.ome.OmeVersion;
import io.cachetree.zarr.ome.OmeZarrOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Images that come from outside of any tree. */
class OpenedImagesTest {

    @TempDir
    private Path temp;

    private static void fill(long[] min, int[] size, Object into) {
        Arrays.fill((short[]) into, (short) 5);
    }

    @ParameterizedTest
    @EnumSource
    void omeZarrIsOpenedInFullResolution(OmeVersion version) throws IOException {
        NewImage image = NewImage.of(ElementType.UINT16, OpenedImagesTest::fill, 3, 20, 30)
                .with(OmeZarrOptions.unset().withVersion(version).withLevels(2));
        OmeImage.write(ArrayFiles.local(temp.resolve("scan.ome.zarr")), image, Runnable::run);

        assertThat(Images.open(temp.resolve("scan.ome.zarr")).dimensionsAsLongArray())
                .containsExactly(30, 20, 3);
    }

    @ParameterizedTest
    @EnumSource
    void anArrayIsOpened(ZarrFormat format) throws IOException {
        ArraySpec spec = ArraySpec.of(ElementType.UINT16, 3, 20, 30).withFormat(format);
        ArrayStore.zarr().create(ArrayFiles.local(temp.resolve("scan.zarr")), spec);

        assertThat(Images.open(temp.resolve("scan.zarr")).dimensionsAsLongArray())
                .containsExactly(30, 20, 3);
    }

    /** As xarray has it, which keeps the names of dimensions there. */
    @Test
    void anArrayWithAttributesIsOpened() throws IOException {
        ArraySpec spec = ArraySpec.of(ElementType.UINT16, 3, 20, 30);
        ArrayStore.zarr().create(ArrayFiles.local(temp.resolve("scan.zarr")), spec);
        Files.writeString(temp.resolve("scan.zarr/.zattrs"), "{\"_ARRAY_DIMENSIONS\": [\"z\", \"y\", \"x\"]}");

        assertThat(Images.open(temp.resolve("scan.zarr")).dimensionsAsLongArray())
                .containsExactly(30, 20, 3);
    }

    @Test
    void whatIsNotThereIsNamed() {
        assertThatThrownBy(() -> Images.open(temp.resolve("nothing")))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("nothing");
    }
}
