package io.cachetree.zarr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cachetree.tree.Digest;
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
import java.util.List;
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
    void imagesThatAreReachedByLinksAreKnownByTheFilesThere() throws IOException {
        for (String name : List.of("a", "b")) {
            ArraySpec spec = ArraySpec.of(ElementType.UINT16, 3, name.equals("a") ? 20 : 21, 30);
            ArrayStore.zarr().create(ArrayFiles.local(temp.resolve(name)), spec);
            Files.createSymbolicLink(temp.resolve("link-" + name), temp.resolve(name));
        }

        assertThat(Images.open(temp.resolve("link-a")).identity())
                .isEqualTo(Images.open(temp.resolve("a")).identity())
                .isNotEqualTo(Images.open(temp.resolve("link-b")).identity());
    }

    @Test
    void aLevelThatIsReachedByALinkIsPartOfTheImage() throws IOException {
        Path scan = temp.resolve("scan.ome.zarr");
        NewImage image = NewImage.of(ElementType.UINT16, OpenedImagesTest::fill, 3, 20, 30);
        OmeImage.write(ArrayFiles.local(scan), image, Runnable::run);
        Files.move(scan.resolve("0"), temp.resolve("moved"));
        Files.createSymbolicLink(scan.resolve("0"), temp.resolve("moved"));
        Digest before = Images.open(scan).identity();
        Files.write(temp.resolve("moved/0/0/0"), new byte[1000]);

        assertThat(Images.open(scan).identity()).isNotEqualTo(before);
    }

    @Test
    void whatIsNotThereIsNamed() {
        assertThatThrownBy(() -> Images.open(temp.resolve("nothing")))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("nothing");
    }
}
