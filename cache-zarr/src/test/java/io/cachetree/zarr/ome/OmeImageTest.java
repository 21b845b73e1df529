package io.cachetree.zarr.ome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cachetree.zarr.FilesBelow;
import io.cachetree.zarr.array.ArrayFiles;
import io.cachetree.zarr.array.StoredArray;
import io.cachetree.zarr.codec.DamagedDataException;
import io.cachetree.zarr.codec.UnsupportedFormatException;
import io.cachetree.zarr.metadata.ElementType;
import io.cachetree.zarr.ome.OmeMetadata.LabelInfo;
import io.cachetree.zarr.ome.OmeMetadata.Level;
import io.cachetree.zarr.ome.OmeZarrOptions.Content;
import io.cachetree.zarr.pyramid.ReducedSource;
import io.cachetree.zarr.pyramid.Reduction;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images that are written are in the files as the standard says, and are read as they were written. */
class OmeImageTest {

    private static final OmeZarrOptions UNSET = OmeZarrOptions.unset();
    private static final Picture CELLS = new Picture(ElementType.UINT16, 60000, 2, 3, 40, 30);
    private static final OmeZarrOptions DESCRIBED = UNSET.withName("cells")
            .withUnit("micrometer")
            .withVoxelSize(2, 0.5, 0.5)
            .withLevels(3)
            .withChannels("DNA", "actin")
            .withColors(List.of("0000FF", "00ff00"));
    private static final Picture NUCLEI = new Picture(ElementType.INT32, 7, 3, 40, 30);

    @TempDir
    private Path directory;

    @Test
    void metadataOfVersion04IsAsInTheGoldenFile() throws IOException {
        write("image", CELLS.image().with(DESCRIBED).withLabels("nuclei", NUCLEI.image()));
        assertThat(directory.resolve("image/.zgroup"))
                .content()
                .isEqualToIgnoringNewLines("{\n  \"zarr_format\" : 2\n}");
        assertThat(text("image/.zattrs")).isEqualTo(golden("image-0.4.json"));
        assertThat(text("image/labels/nuclei/.zattrs")).isEqualTo(golden("labels-0.4.json"));
        assertThat(text("image/labels/.zattrs")).isEqualTo("{\n  \"labels\" : [ \"nuclei\" ]\n}");
        assertThat(directory.resolve("image/0/0/0/0/0")).isRegularFile();
    }

    @Test
    void metadataOfVersion05IsAsInTheGoldenFile() throws IOException {
        OmeZarrOptions options = DESCRIBED.withShards(1, 3, 40, 30).withChunks(1, 1, 20, 15);
        write(
                "image",
                CELLS.image()
                        .with(options)
                        .withLabels("nuclei", NUCLEI.image().with(UNSET.withColors(OmeZarrOptions.palette(2)))));
        assertThat(text("image/zarr.json")).isEqualTo(golden("image-0.5.json"));
        assertThat(text("image/labels/nuclei/zarr.json")).isEqualTo(golden("labels-0.5.json"));
        assertThat(text("image/0/zarr.json")).contains("\"dimension_names\" : [ \"c\", \"z\", \"y\", \"x\" ]");
        assertThat(text("image/labels/zarr.json").replaceAll("\\s", ""))
                .isEqualTo(
                        "{\"zarr_format\":3,\"node_type\":\"group\",\"attributes\":{\"ome\":{\"version\":\"0.5\",\"labels\":[\"nuclei\"]}}}");
    }

    @Test
    void imageIsReadAsItWasWritten() throws IOException {
        for (OmeVersion version : OmeVersion.values()) {
            OmeImage image = write(version.name(), CELLS.image().with(DESCRIBED.withVersion(version)));
            OmeMetadata metadata = image.metadata();
            assertThat(metadata.version()).isEqualTo(version);
            assertThat(metadata.name()).isEqualTo("cells");
            assertThat(metadata.reduction()).isEqualTo("mean");
            assertThat(metadata.isLabels()).isFalse();
            assertThat(metadata.axes())
                    .containsExactly(
                            new Axis("c", "channel", ""),
                            new Axis("z", "space", "micrometer"),
                            new Axis("y", "space", "micrometer"),
                            new Axis("x", "space", "micrometer"));
            assertThat(metadata.levels())
                    .containsExactly(
                            new Level("0", List.of(1.0, 2.0, 0.5, 0.5), List.of(0.0, 0.0, 0.0, 0.0)),
                            new Level("1", List.of(1.0, 2.0, 1.0, 1.0), List.of(0.0, 0.0, 0.25, 0.25)),
                            new Level("2", List.of(1.0, 2.0, 2.0, 2.0), List.of(0.0, 0.0, 0.75, 0.75)));
            assertThat(metadata.channels())
                    .containsExactly(
                            new Channel("DNA", "0000FF", true, new Channel.Window(0, 47, 3554, 65535)),
                            new Channel("actin", "00ff00", true, new Channel.Window(0, 3647, 7154, 65535)));
            assertThat(all(image.level(0))).isEqualTo(CELLS.all());
            assertLevels(image, Reduction.MEAN);
        }
    }

    @Test
    void eachThreadOfAnExecutorHelps() throws Exception {
        Picture large = new Picture(ElementType.UINT8, 251, 5, 700, 900);
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            OmeImage image = OmeImage.write(
                    ArrayFiles.local(directory.resolve("image")),
                    large.image().with(UNSET.withChunks(1, 64, 64)),
                    threads);
            assertThat(image.levels()).hasSize(2);
            assertThat(all(image.level(0))).isEqualTo(large.all());
            assertLevels(image, Reduction.MEAN);
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void labelsAreFoundBelowTheirImageAndHaveItsLevelsAndItsVoxels() throws IOException {
        for (OmeVersion version : OmeVersion.values()) {
            Picture cells = new Picture(ElementType.UINT8, 5, 1, 40, 30);
            OmeImage image = write(
                    version.name(),
                    CELLS.image()
                            .with(DESCRIBED.withVersion(version))
                            .withLabels("nuclei", NUCLEI.image().with(UNSET.withColors(List.of("FF0000"))))
                            .withLabels("cells", cells.image()));
            assertThat(image.labelNames()).containsExactly("nuclei", "cells");
            OmeImage nuclei = image.labels("nuclei");
            assertThat(nuclei.metadata().name()).isEqualTo("nuclei");
            assertThat(nuclei.metadata().labelInfo()).isEqualTo(new LabelInfo(Map.of(1L, "FF0000FF"), "../../"));
            assertThat(nuclei.metadata().channels()).isEmpty();
            assertThat(nuclei.metadata().axes())
                    .isEqualTo(image.metadata().axes().subList(1, 4));
            assertThat(nuclei.metadata().levels().get(2))
                    .isEqualTo(new Level("2", List.of(2.0, 2.0, 2.0), List.of(0.0, 0.75, 0.75)));
            assertThat(all(nuclei.level(0))).isEqualTo(NUCLEI.all());
            assertLevels(nuclei, Reduction.MODE);
            assertThat(all(image.labels("cells").level(0))).isEqualTo(cells.all());
        }
    }

    @Test
    void labelImageOnItsOwnSaysThatItIsOne() throws IOException {
        OmeImage labels = write("labels.ome.zarr", NUCLEI.image().with(UNSET.withContent(Content.LABELS)));
        assertThat(labels.metadata().labelInfo()).isEqualTo(new LabelInfo(Map.of(), ""));
        assertThat(labels.metadata().reduction()).isEqualTo("mode");
        assertThat(labels.labelNames()).isEmpty();
        assertThat(text("labels.ome.zarr/.zattrs"))
                .contains("\"image-label\" : {\n    \"version\" : \"0.4\"\n  }")
                .doesNotContain("omero");
    }

    @Test
    void windowOfFloatingPointIsThatOfTheDataAndNeverEmpty() throws IOException {
        assertThat(window(new Picture(ElementType.FLOAT32, 1000, 50, 40)))
                .isEqualTo(new Channel.Window(0, 1, 998, 999));
        Channel.Window constant = window(new Picture(ElementType.FLOAT64, 1, 50, 40));
        assertThat(constant).isEqualTo(new Channel.Window(0, 0, 1, 1));
        assertThat(window(new Picture(ElementType.INT16, 1, 5, 4)))
                .isEqualTo(new Channel.Window(-32768, -32768, 32767, 32767));
        assertThat(window(new Picture(ElementType.UINT8, 1, 0, 4))).isEqualTo(new Channel.Window(0, 0, 1, 255));
    }

    @Test
    void windowShowsAFewBrightSpots() throws IOException {
        NewImage spot = NewImage.of(ElementType.UINT16, (min, size, into) -> ((short[]) into)[0] = 300, 50, 40);
        Channel channel = write("spot", spot).metadata().channels().get(0);
        assertThat(channel.window()).isEqualTo(new Channel.Window(0, 0, 300, 65535));
    }

    @Test
    void theOnlyChannelIsCalledAsTheImageAndOfSeveralEachHasANumber() throws IOException {
        OmeZarrOptions named = OmeZarrOptions.unset().withName("nuclei");
        assertThat(labels("one", new Picture(ElementType.UINT8, 1, 8, 9).image()))
                .containsExactly("image");
        assertThat(labels(
                        "named", new Picture(ElementType.UINT8, 1, 8, 9).image().with(named)))
                .containsExactly("nuclei");
        assertThat(labels(
                        "flat",
                        new Picture(ElementType.UINT8, 1, 1, 8, 9).image().with(named.withAxes("cyx"))))
                .containsExactly("nuclei");
        assertThat(labels(
                        "two",
                        new Picture(ElementType.UINT8, 1, 2, 8, 9).image().with(named.withAxes("cyx"))))
                .containsExactly("Channel 0", "Channel 1");
    }

    private List<String> labels(String directory, NewImage image) throws IOException {
        return write(directory, image).metadata().channels().stream()
                .map(Channel::label)
                .toList();
    }

    private Channel.Window window(Picture picture) throws IOException {
        OmeImage image = write(picture.toString().replaceAll("\\W", ""), picture.image());
        return Objects.requireNonNull(image.metadata().channels().get(0).window());
    }

    @Test
    void imageIsWrittenOnce() throws IOException {
        write("image", CELLS.image());
        assertThatThrownBy(() -> write("image", CELLS.image())).isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void optionsThatDoNotFitLeaveNothingBehind() {
        NewImage wrong = CELLS.image().withLabels("nuclei", NUCLEI.image().with(UNSET.withLevels(7)));
        assertThatThrownBy(() -> write("image", wrong)).isInstanceOf(IllegalArgumentException.class);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void imageWhoseSourceFailsIsNoImage() {
        NewImage failing = NewImage.of(
                ElementType.UINT8,
                (min, size, into) -> {
                    throw new IOException("no more");
                },
                4,
                4);
        assertThatThrownBy(() -> write("image", failing))
                .isInstanceOf(IOException.class)
                .hasMessage("no more");
        assertThatThrownBy(() -> open("image")).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void folderWithoutAnImageIsAClearError() {
        assertThatThrownBy(() -> open("nothing"))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage(
                        "%s: Cannot open an image here: there is no group of OME-Zarr. Give the directory of an image.",
                        directory.resolve("nothing"));
    }

    @Test
    void lostChunkIsAnErrorWhereItIsExpected() throws IOException {
        OmeImage image = write("image", CELLS.image().with(DESCRIBED));
        List<String> written = FilesBelow.names(directory.resolve("image"));
        Files.delete(directory.resolve("image/1/1/2/0/0"));
        assertThat(all(image.level(1))).isNotNull();
        OmeImage expecting = image.expecting(written::contains);
        assertThat(all(expecting.level(0))).isEqualTo(CELLS.all());
        assertThatThrownBy(() -> all(expecting.level(1)))
                .isInstanceOf(DamagedDataException.class)
                .hasMessageContaining("expected because it was written");
    }

    @Test
    void seriesOfOneImageIsOpenedAndThatOfSeveralIsListed() throws IOException {
        Path root = Files.createDirectories(directory.resolve("converted"));
        Files.writeString(root.resolve(".zattrs"), "{\"bioformats2raw.layout\": 3}");
        write("converted/0", CELLS.image());
        assertThat(OmeImage.series(files("converted"))).containsExactly("0");
        assertThat(all(open("converted").level(0))).isEqualTo(CELLS.all());

        write("converted/1", CELLS.image());
        assertThat(OmeImage.series(files("converted"))).containsExactly("0", "1");
        assertThatThrownBy(() -> open("converted"))
                .isInstanceOf(UnsupportedFormatException.class)
                .hasMessage(
                        "Cannot open the image \"%s\": there are several in it, [0, 1]. Open one of these folders.",
                        root);

        Files.createDirectories(root.resolve("OME"));
        Files.writeString(root.resolve("OME/.zattrs"), "{\"series\": [\"1\"]}");
        assertThat(OmeImage.series(files("converted"))).containsExactly("1");
        assertThat(open("converted").levels()).hasSize(1);
    }

    private static void assertLevels(OmeImage image, Reduction reduction) throws IOException {
        for (int i = 1; i < image.levels().size(); i++) {
            StoredArray finer = image.level(i - 1);
            int rank = finer.spec().rank();
            List<Integer> factors =
                    IntStream.range(0, rank).mapToObj(d -> d < rank - 2 ? 1 : 2).toList();
            int[] size = size(image.level(i));
            Object expected = finer.spec().type().newArray(Arrays.stream(size).reduce(1, (a, b) -> a * b));
            ReducedSource.of(finer, factors, reduction).copy(new long[rank], size, expected);
            assertThat(all(image.level(i))).isEqualTo(expected);
        }
    }

    private static int[] size(StoredArray array) {
        return array.spec().shape().stream().mapToInt(Long::intValue).toArray();
    }

    private static Object all(StoredArray array) throws IOException {
        return array.read(new long[array.spec().rank()], size(array));
    }

    private OmeImage write(String name, NewImage image) throws IOException {
        return OmeImage.write(files(name), image, Runnable::run);
    }

    private OmeImage open(String name) throws IOException {
        return OmeImage.open(files(name));
    }

    private ArrayFiles files(String name) {
        return ArrayFiles.local(directory.resolve(name));
    }

    private String text(String name) throws IOException {
        return Files.readString(directory.resolve(name)).replace("\r\n", "\n");
    }

    private static String golden(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(OmeImageTest.class.getResourceAsStream("/ome/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("\r\n", "\n")
                    .stripTrailing();
        }
    }
}
