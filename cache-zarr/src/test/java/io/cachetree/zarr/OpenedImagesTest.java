package io.cachetree.zarr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cachetree.tree.Digest;
import io.cachetree.zarr.array.ArrayFiles;
import io.cachetree.zarr.array.ArrayStore;
import io.cachetree.zarr.codec.DamagedDataException;
import io.cachetree.zarr.codec.UnsupportedFormatException;
import io.cachetree.zarr.image.Images;
import io.cachetree.zarr.image.StoredImage;
import io.cachetree.zarr.metadata.ArraySpec;
import io.cachetree.zarr.metadata.ElementType;
import io.cachetree.zarr.metadata.ZarrFormat;
import io.cachetree.zarr.ome.NewImage;
import io.cachetree.zarr.ome.OmeImage;
import io.cachetree.zarr.ome.OmeVersion;
import io.cachetree.zarr.ome.OmeZarrOptions;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.imglib2.type.numeric.integer.UnsignedShortType;
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

    /** Each place, what is there, and what to do. */
    @Test
    void placesWithoutAnImageAreNamedWithWhatToDo() throws IOException {
        String here = "%s: Cannot open an image here: ";
        assertAbsent("nothing", here + "there is nothing. Give the directory of an image.");
        Files.createDirectory(temp.resolve("empty"));
        assertAbsent(
                "empty",
                here + "there is neither an image of OME-Zarr nor an array of Zarr. Give the directory of an image.");
        String group = here + "it is a group of Zarr, and no image. Give the directory of an image.";
        text("group2/.zgroup", "{\"zarr_format\": 2}");
        assertAbsent("group2", group);
        text("group2/.zattrs", "{\"plate\": {}}");
        assertAbsent("group2", group);
        text("group3/zarr.json", "{\"zarr_format\": 3, \"node_type\": \"group\"}");
        assertAbsent("group3", group);
        text(
                "group3/zarr.json",
                "{\"zarr_format\": 3, \"node_type\": \"group\", \"attributes\": {\"ome\": {\"version\": \"0.5\"}}}");
        assertAbsent("group3", group);
        text("raw/.zattrs", "{\"bioformats2raw.layout\": 3}");
        assertThatThrownBy(() -> Images.open(temp.resolve("raw")))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage(
                        "%s: Cannot open an image here: there is no group of OME-Zarr. Give the directory of an image.",
                        temp.resolve("raw/0"));
    }

    private void assertAbsent(String name, String message) {
        assertThatThrownBy(() -> Images.open(temp.resolve(name)))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage(message, temp.resolve(name));
    }

    @Test
    void imagesInTheFoldersBelowAreProposed() throws IOException {
        text("results/notes.txt", "");
        OmeImage.write(ArrayFiles.local(temp.resolve("results/dask_im")), image(), Runnable::run);
        ArrayStore.zarr()
                .create(ArrayFiles.local(temp.resolve("results/array")), ArraySpec.of(ElementType.UINT8, 3, 3));
        text("results/group/.zgroup", "{\"zarr_format\": 2}");
        text("results/broken/zarr.json", "{");
        assertAbsent(
                "results",
                "%s: Cannot open an image here: there is neither an image of OME-Zarr nor an array of Zarr. Give one of the folders in it: [array, dask_im].");
        text("results/.zgroup", "{\"zarr_format\": 2}");
        assertAbsent(
                "results",
                "%s: Cannot open an image here: it is a group of Zarr, and no image. Give one of the folders in it: [array, dask_im].");
    }

    @Test
    void addressesAreNamedAsSuch() {
        for (String address : List.of("https://host/scan.zarr", "s3://bucket/scan.zarr", "file:/tmp/scan.zarr")) {
            assertThatThrownBy(() -> Images.open(Path.of(address)))
                    .isInstanceOf(NoSuchFileException.class)
                    .hasMessage(
                            "%s: Cannot open an image here: it is a URL, and no path. Give it as a \"URI\".",
                            Path.of(address));
        }
    }

    @Test
    void filesAreNamedWithWhatOpensThem() throws IOException {
        String message = "Cannot open the image \"%s\": it is a file, and an image of Zarr is a directory. ";
        Map<String, String> remedies = Map.of(
                "scan.txt", "Give the directory of an image.",
                "scan.TIF", "Open it by \"Images.openTiff\".",
                "scan.tiff", "Open it by \"Images.openTiff\".",
                "scan.zarr.zip", "Unpack it, or give \"FileSystems.newFileSystem(file).getPath(\"/\")\".");
        for (Map.Entry<String, String> each : remedies.entrySet()) {
            text(each.getKey(), "");
            assertThatThrownBy(() -> Images.open(temp.resolve(each.getKey())))
                    .isInstanceOf(UnsupportedFormatException.class)
                    .hasMessage(message + each.getValue(), temp.resolve(each.getKey()));
        }
    }

    @Test
    void anImageInAZipFileIsOpened() throws IOException {
        OmeImage.write(ArrayFiles.local(temp.resolve("scan")), image(), Runnable::run);
        try (FileSystem zip = FileSystems.newFileSystem(temp.resolve("scan.zip"), Map.of("create", "true"));
                Stream<Path> files = Files.walk(temp.resolve("scan"))) {
            for (Path file : files.toList()) {
                Files.copy(file, zip.getPath("/", temp.relativize(file).toString()));
            }
        }
        try (FileSystem zip = FileSystems.newFileSystem(temp.resolve("scan.zip"))) {
            StoredImage<UnsignedShortType> image =
                    Images.open(zip.getPath("/scan")).as(new UnsignedShortType());
            assertThat(image.dimensionsAsLongArray()).containsExactly(30, 20, 3);
            assertThat(image.getAt(29, 19, 2).get()).isEqualTo(5);
        }
    }

    private static NewImage image() {
        return NewImage.of(ElementType.UINT16, OpenedImagesTest::fill, 3, 20, 30);
    }

    @Test
    void aLevelThatCannotBeReadIsNamedOnce() throws IOException {
        String axes = "[{\"name\": \"y\", \"type\": \"space\"}, {\"name\": \"x\", \"type\": \"space\"}]";
        text("scan/.zattrs", """
                {"multiscales": [{"axes": %s, "datasets": [{"path": "0", "coordinateTransformations": [
                  {"type": "scale", "scale": [1, 1]}]}]}]}""".formatted(axes));
        text("scan/0/.zarray", "{");
        assertThatThrownBy(() -> Images.open(temp.resolve("scan")))
                .isInstanceOf(DamagedDataException.class)
                .hasMessage(
                        "Cannot open \"%s\": JSON: expected an object, found (Unexpected end-of-input: expected close marker for Object). Bring the file back, or write the array again.",
                        temp.resolve("scan/0/.zarray"));
        text("scan/0/.zarray", """
                {"zarr_format": 2, "shape": [4, 4], "chunks": [4, 4], "dtype": "|O", "fill_value": null, "order": "C",
                 "compressor": null, "filters": [{"id": "vlen-utf8"}]}""");
        assertThatThrownBy(() -> Images.open(temp.resolve("scan")))
                .isInstanceOf(UnsupportedFormatException.class)
                .hasMessage(
                        "Cannot open \"%s\": elements of type \"|O\" are not supported, supported are bool, int8, int16, int32, int64, uint8, uint16, uint32, uint64, float16, float32, float64. Write the array in a supported form with another tool.",
                        temp.resolve("scan/0/.zarray"));
    }

    @Test
    void metadataThatIsTooLargeOrTooDeepIsNamed() throws IOException {
        text("large/zarr.json", "{\"a\": \"" + "x".repeat(17 << 20) + "\"}");
        text("deep/.zattrs", "[".repeat(100_000));
        for (String name : List.of("large", "deep")) {
            assertThatThrownBy(() -> Images.open(temp.resolve(name)))
                    .isInstanceOf(DamagedDataException.class)
                    .hasMessageStartingWith("Cannot open the image \"%s\": ", temp.resolve(name))
                    .hasMessageEndingWith(". Correct it, or write the image again.");
        }
    }

    @Test
    void anEnormousImageIsOpenedAndReadInParts() throws IOException {
        text("huge/.zarray", """
                {"zarr_format": 2, "shape": [1073741824, 2147483648], "chunks": [64, 64], "dtype": "<u2",
                 "fill_value": 7, "order": "C", "compressor": null, "filters": null}""");
        StoredImage<UnsignedShortType> image = Images.open(temp.resolve("huge")).as(new UnsignedShortType());
        assertThat(image.getAt(2147483647, 1073741823).get()).isEqualTo(7);
        assertThatThrownBy(image::copy)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "Cannot copy the image \"%s\" into memory: it has 2305843009213693952 pixels of 2 bytes, and Java has ",
                        temp.resolve("huge"))
                .hasMessageEndingWith(" bytes. Read a part of it, by \"Views.interval\".");
    }

    private void text(String name, String content) throws IOException {
        Path file = temp.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
