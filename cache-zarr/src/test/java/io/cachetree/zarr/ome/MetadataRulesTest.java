package io.cachetree.zarr.ome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cachetree.zarr.array.ArrayFiles;
import io.cachetree.zarr.array.ArrayStore;
import io.cachetree.zarr.codec.DamagedDataException;
import io.cachetree.zarr.codec.UnsupportedFormatException;
import io.cachetree.zarr.metadata.ArraySpec;
import io.cachetree.zarr.metadata.ElementType;
import io.cachetree.zarr.metadata.ZarrFormat;
import io.cachetree.zarr.ome.OmeMetadata.LabelInfo;
import io.cachetree.zarr.ome.OmeMetadata.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each rule of the standard, with an image that breaks it; and what the standard leaves open. */
class MetadataRulesTest {

    private static final String AXES = """
            [{"name": "c", "type": "channel"}, {"name": "y", "type": "space"}, {"name": "x", "type": "space"}]""";
    private static final String SCALE = "{\"type\": \"scale\", \"scale\": [1, 0.5, 0.5]}";
    private static final String TRANSLATION = "{\"type\": \"translation\", \"translation\": [0, 7, 8]}";
    private static final String DATASETS = datasets("0", SCALE);

    @TempDir
    private Path directory;

    @BeforeEach
    void createArrays() throws IOException {
        array("0", ElementType.UINT8, 2, 20, 30);
        array("1", ElementType.UINT8, 2, 10, 15);
        array("large", ElementType.UINT8, 2, 21, 30);
        array("flat", ElementType.UINT8, 20, 30);
        array("float", ElementType.FLOAT32, 2, 20, 30);
        array("3/0", ArraySpec.of(ElementType.UINT8, 2, 20, 30).withFormat(ZarrFormat.V3));
        array(
                "3/named",
                ArraySpec.of(ElementType.UINT8, 2, 20, 30)
                        .withFormat(ZarrFormat.V3)
                        .withDimensionNames("c", "x", "y"));
    }

    @Test
    void theImageWithoutMistakesIsOpened() throws IOException {
        assertThat(open(image(AXES, DATASETS)).metadata().levels())
                .containsExactly(new Level("0", List.of(1.0, 0.5, 0.5), List.of(0.0, 0.0, 0.0)));
    }

    @Test
    void multiscalesIsAListOfAtLeastOneImage() {
        assertBroken("{}", "\"multiscales\": expected, not found");
        assertBroken("{\"multiscales\": {}}", "\"multiscales\": expected a list, found {}");
        assertBroken("{\"multiscales\": []}", "\"multiscales\": expected at least one image, found []");
        assertBroken("{\"multiscales\": [5]}", "\"multiscales[0]\": expected an object, found 5");
        assertBroken("[]", "\"\": expected an object, found []");
        assertBroken("{", "\".zattrs\": expected JSON, found (");
    }

    @Test
    void axesAreThere() {
        assertBroken("{\"multiscales\": [{\"datasets\": []}]}", "\"multiscales[0].axes\": expected, not found");
        assertBroken(
                image("[\"c\", \"y\", \"x\"]", DATASETS),
                "\"multiscales[0].axes[0]\": expected an object, found \"c\"");
    }

    @Test
    void axesAreTwoToFive() {
        assertBrokenAxes("2 to 5 axes", "x:space");
        assertBrokenAxes("2 to 5 axes", "a:space", "b:space", "c:space", "d:space", "e:space", "f:space");
    }

    @Test
    void axesHaveDifferentNames() {
        assertBrokenAxes("different names", "c:channel", "x:space", "x:space");
        assertBroken(
                image("[{\"type\": \"space\"}, {\"name\": \"x\"}]", DATASETS),
                "\"multiscales[0].axes[0].name\": expected, not found");
        assertBroken(image("[{\"name\": 5}]", DATASETS), "\"multiscales[0].axes[0].name\": expected a text, found 5");
    }

    @Test
    void axesHaveTwoOrThreeInSpace() {
        assertBrokenAxes("2 or 3 axes of type \"space\"", "t:time", "c:channel", "x:space");
        assertBrokenAxes("2 or 3 axes of type \"space\"", "w:space", "z:space", "y:space", "x:space");
    }

    @Test
    void axesHaveAtMostOneTimeAndOneChannel() {
        assertBrokenAxes("at most one axis of type \"time\"", "t:time", "s:time", "y:space", "x:space");
        assertBrokenAxes(
                "at most one axis that is neither of type \"time\" nor of type \"space\"",
                "c:channel",
                "a:angle",
                "y:space",
                "x:space");
    }

    @Test
    void axesAreOrderedByTheirTypes() {
        String order = "time before a channel, and both before axes of type \"space\"";
        assertBrokenAxes(order, "y:space", "x:space", "c:channel");
        assertBrokenAxes(order, "c:channel", "t:time", "y:space", "x:space");
        assertBrokenAxes(order, "y:space", "c:channel", "x:space");
    }

    @Test
    void axesMayHaveNoTypeOrOneOfTheirOwn() throws IOException {
        assertThat(open(image("[{\"name\": \"c\"}, {\"name\": \"y\"}, {\"name\": \"x\"}]", DATASETS))
                        .metadata()
                        .axes())
                .containsExactly(new Axis("c", "channel", ""), new Axis("y", "space", ""), new Axis("x", "space", ""));
        assertThat(open(image(axes("p:phase", "y:space", "x:space"), DATASETS))
                        .metadata()
                        .axes())
                .contains(new Axis("p", "phase", ""));
    }

    @Test
    void datasetsAreThere() {
        assertBroken(
                "{\"multiscales\": [{\"axes\": %s}]}".formatted(AXES),
                "\"multiscales[0].datasets\": expected, not found");
        assertBroken(image(AXES, "[]"), "\"multiscales[0].datasets\": expected at least one level, found []");
        assertBroken(image(AXES, "[{}]"), "\"multiscales[0].datasets[0].path\": expected, not found");
    }

    @Test
    void pathsStayInsideOfTheGroup() {
        for (String path : List.of("../0", "/0", "0/..", ".", "", "0//1", "a/./b", "..\\\\0", "0\\u0000")) {
            assertBroken(
                    image(AXES, datasets(path, SCALE)),
                    "\"multiscales[0].datasets[0].path\": expected a path to something inside of the group, found \"%s\""
                            .formatted(path));
        }
    }

    @Test
    void levelsHaveExactlyOneScale() {
        String place = "\"multiscales[0].datasets[0].coordinateTransformations\": expected ";
        assertBroken(
                image(AXES, "[{\"path\": \"0\"}]"),
                "\"multiscales[0].datasets[0].coordinateTransformations\": expected, not found");
        assertBroken(image(AXES, datasets("0", "")), place + "exactly one scale, found none");
        assertBroken(image(AXES, datasets("0", SCALE + ", " + SCALE)), place + "exactly one scale, found [");
        assertBroken(
                image(AXES, datasets("0", "{\"type\": \"affine\"}")),
                "\"multiscales[0].datasets[0].coordinateTransformations[0].type\": expected \"scale\" or \"translation\", found \"affine\"");
    }

    @Test
    void levelsHaveAtMostOneTranslationAfterTheScale() {
        String place = "\"multiscales[0].datasets[0].coordinateTransformations\": expected ";
        assertBroken(
                image(AXES, datasets("0", TRANSLATION + ", " + SCALE)),
                place + "the translation after the scale, found [");
        assertBroken(
                image(AXES, datasets("0", SCALE + ", " + TRANSLATION + ", " + TRANSLATION)),
                place + "at most one translation, found [");
    }

    @Test
    void transformationsHaveANumberForEachAxis() {
        String place = "\"multiscales[0].datasets[0].coordinateTransformations[0].scale";
        assertBroken(
                image(AXES, datasets("0", "{\"type\": \"scale\", \"scale\": [1, 1]}")),
                place + "\": expected a number for each of the 3 axes, found [1,1]");
        assertBroken(
                image(AXES, datasets("0", "{\"type\": \"scale\", \"scale\": [1, 1, \"1\"]}")),
                place + "[2]\": expected a number, found \"1\"");
        assertBroken(
                image(AXES, datasets("0", "{\"type\": \"scale\", \"path\": \"scales\"}")),
                place + "\": expected, not found");
    }

    @Test
    void transformationsOfAllLevelsComeAfterThoseOfOne() throws IOException {
        String common = """
                {"multiscales": [{"axes": %s, "datasets": %s, "coordinateTransformations": [
                    {"type": "scale", "scale": [1, 2, 4]}, {"type": "translation", "translation": [0, 1, 1]}]}]}""";
        assertThat(open(common.formatted(AXES, datasets("0", SCALE + ", " + TRANSLATION)))
                        .metadata()
                        .levels())
                .containsExactly(new Level("0", List.of(1.0, 1.0, 2.0), List.of(0.0, 15.0, 33.0)));
        assertBroken(
                common.formatted(AXES, DATASETS).replace("[1, 2, 4]", "[1]"),
                "\"multiscales[0].coordinateTransformations[0].scale\": expected a number for each of the 3 axes, found [1]");
    }

    @Test
    void arraysHaveADimensionForEachAxis() {
        assertBroken(
                image(AXES, datasets("flat", SCALE)),
                "level \"flat\": expected 3 dimensions, one for each axis, found the shape [20, 30]");
    }

    @Test
    void levelsBecomeSmaller() {
        assertBroken(
                image(AXES, "[%s, %s]".formatted(dataset("0", SCALE), dataset("large", SCALE))),
                "levels: expected the largest first, found the shape [2, 21, 30] after [2, 20, 30]");
    }

    @Test
    void levelThatIsNotThereIsAnError() {
        assertThatThrownBy(() -> open(image(AXES, datasets("7", SCALE))))
                .hasMessageContaining("Cannot open an array here");
    }

    @Test
    void otherVersionsAreNotSupported() throws IOException {
        assertThatThrownBy(() -> open("{\"multiscales\": [{\"version\": \"0.3\", \"axes\": [\"y\", \"x\"]}]}"))
                .isInstanceOf(UnsupportedFormatException.class)
                .hasMessage(
                        "Cannot open the image \"%s\": OME-Zarr \"0.3\" in Zarr 2 is not supported, supported are 0.4 in Zarr 2 and 0.5 in Zarr 3. Convert it with another tool.",
                        directory);
        assertThatThrownBy(() -> open3("{\"version\": \"0.6\", \"multiscales\": [{}]}"))
                .isInstanceOf(UnsupportedFormatException.class)
                .hasMessageContaining("OME-Zarr \"0.6\" in Zarr 3 is not supported");
    }

    @Test
    void version05NamesItself() throws IOException {
        String multiscales = "\"multiscales\": [{\"axes\": %s, \"datasets\": %s}]".formatted(AXES, DATASETS);
        assertThat(open3("{\"version\": \"0.5\", %s}".formatted(multiscales))
                        .metadata()
                        .version())
                .isEqualTo(OmeVersion.V0_5);
        assertThatThrownBy(() -> open3("{%s}".formatted(multiscales)))
                .isInstanceOf(DamagedDataException.class)
                .hasMessageContaining("\"attributes.ome.version\": expected, not found");
    }

    @Test
    void version05NamesDimensionsAsTheAxes() {
        assertThatThrownBy(() -> open3("{\"version\": \"0.5\", \"multiscales\": [{\"axes\": %s, \"datasets\": %s}]}"
                        .formatted(AXES, datasets("named", SCALE))))
                .isInstanceOf(DamagedDataException.class)
                .hasMessageContaining(
                        "level \"named\": expected the dimensions [c, y, x], as the axes are, found [c, x, y]");
    }

    @Test
    void arrayIsNoImage() {
        assertThatThrownBy(() -> OmeImage.open(ArrayFiles.local(directory.resolve("3/0"))))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("there is no group of OME-Zarr");
    }

    @Test
    void labelsAreIntegers() {
        assertBroken(
                labels("{}", datasets("float", SCALE)),
                "level \"float\": expected integers, which labels are, found float32");
    }

    @Test
    void coloursOfLabelsHaveALabelAndFourBytes() throws IOException {
        String place = "\"image-label.colors[0]";
        assertBroken(labels("{\"colors\": {}}", DATASETS), "\"image-label.colors\": expected a list, found {}");
        assertBroken(
                labels("{\"colors\": [{\"rgba\": [1, 2, 3, 4]}]}", DATASETS),
                place + ".label-value\": expected, not found");
        assertBroken(
                labels("{\"colors\": [{\"label-value\": 1.5}]}", DATASETS),
                place + ".label-value\": expected an integer, found 1.5");
        for (String rgba : List.of("[1,2,3]", "[1,2,3,256]", "[-1,2,3,4]")) {
            assertBroken(
                    labels("{\"colors\": [{\"label-value\": 1, \"rgba\": %s}]}".formatted(rgba), DATASETS),
                    place + ".rgba\": expected four integers from 0 to 255, found " + rgba);
        }
        assertThat(open(labels(
                                "{\"colors\": [{\"label-value\": 1, \"rgba\": [1, 2, 3, 4]}, {\"label-value\": 1, \"rgba\": [255, 0, 0, 255]}, {\"label-value\": 2}], \"source\": {\"image\": \"../../\"}}",
                                DATASETS))
                        .metadata()
                        .labelInfo())
                .as("the last colour of a label counts")
                .isEqualTo(new LabelInfo(Map.of(1L, "FF0000FF"), "../../"));
    }

    @Test
    void groupOfLabelsListsPathsInsideOfIt() throws IOException {
        OmeImage image = open(image(AXES, DATASETS));
        assertThat(image.labelNames()).isEmpty();
        Path attributes = Files.createDirectories(directory.resolve("labels")).resolve(".zattrs");
        Files.writeString(attributes, "{}");
        assertThatThrownBy(image::labelNames)
                .hasMessage(
                        "Cannot open the image \"%s\": \"labels\": expected, not found. Correct it, or write the image again.",
                        directory.resolve("labels"));
        Files.writeString(attributes, "{\"labels\": [\"../0\"]}");
        assertThatThrownBy(image::labelNames)
                .isInstanceOf(DamagedDataException.class)
                .hasMessageContaining("\"labels[0]\": expected a path to something inside of the group");
        Files.writeString(attributes, "{\"labels\": [\"original/0\"]}");
        assertThat(image.labelNames()).containsExactly("original/0");
    }

    @Test
    void labelsHaveAsManyLevelsAsTheirImage() throws IOException {
        OmeImage image = open(image(AXES, "[%s, %s]".formatted(dataset("0", SCALE), dataset("1", SCALE))));
        array("labels/n/0", ElementType.UINT8, 2, 20, 30);
        Files.writeString(directory.resolve("labels/n/.zattrs"), labels("{}", DATASETS));
        assertThatThrownBy(() -> image.labels("n"))
                .isInstanceOf(DamagedDataException.class)
                .hasMessage(
                        "Cannot open the image \"%s\": levels: expected 2 as the image has, found 1. Correct it, or write the image again.",
                        directory.resolve("labels/n"));
    }

    @Test
    void hintsHowToShowAnImageNeverKeepItFromBeingOpened() throws IOException {
        String image = image(AXES, DATASETS);
        for (String omero :
                List.of("5", "{}", "{\"channels\": 5}", "{\"channels\": [5]}", "{\"channels\": [{\"window\": {}}]}")) {
            assertThat(open(image.replaceFirst("\\{", "{\"omero\": " + omero + ", "))
                            .metadata()
                            .channels())
                    .isEmpty();
        }
        assertThat(open(image.replaceFirst(
                                "\\{", "{\"omero\": {\"channels\": [{\"label\": \"DNA\", \"active\": false}]}, "))
                        .metadata()
                        .channels())
                .containsExactly(new Channel("DNA", "FFFFFF", false, null));
    }

    @Test
    void eachPartIsOfItsKind() {
        String place = "\"multiscales[0].";
        assertBroken(
                image(AXES, DATASETS).replaceFirst("\\[\\{", "[{\"name\": 5, "),
                place + "name\": expected a text, found 5");
        assertBroken(image("{}", DATASETS), place + "axes\": expected a list, found {}");
        assertBroken(
                image("[{\"name\": \"y\", \"type\": 5}]", DATASETS),
                place + "axes[0].type\": expected a text, found 5");
        assertBroken(
                image("[{\"name\": \"y\", \"unit\": 5}]", DATASETS),
                place + "axes[0].unit\": expected a text, found 5");
        assertBroken(image(AXES, "{}"), place + "datasets\": expected a list, found {}");
        assertBroken(image(AXES, "[5]"), place + "datasets[0]\": expected an object, found 5");
        assertBroken(image(AXES, "[{\"path\": 5}]"), place + "datasets[0].path\": expected a text, found 5");
        String transformations = place + "datasets[0].coordinateTransformations";
        assertBroken(
                image(AXES, "[{\"path\": \"0\", \"coordinateTransformations\": {}}]"),
                transformations + "\": expected a list, found {}");
        assertBroken(image(AXES, datasets("0", "5")), transformations + "[0]\": expected an object, found 5");
        assertBroken(
                image(AXES, datasets("0", "{\"type\": \"scale\", \"scale\": 5}")),
                transformations + "[0].scale\": expected a list, found 5");
        assertBroken(
                image(AXES, datasets("0", SCALE + ", {\"type\": \"translation\", \"translation\": [1]}")),
                transformations + "[1].translation\": expected a number for each of the 3 axes, found [1]");
    }

    @Test
    void eachPartOfLabelsIsOfItsKind() {
        assertBroken(labels("5", DATASETS), "\"image-label\": expected an object, found 5");
        assertBroken(labels("{\"colors\": [5]}", DATASETS), "\"image-label.colors[0]\": expected an object, found 5");
        assertBroken(labels("{\"source\": 5}", DATASETS), "\"image-label.source\": expected an object, found 5");
        assertBroken(
                labels("{\"source\": {\"image\": 5}}", DATASETS),
                "\"image-label.source.image\": expected a text, found 5");
    }

    /** The schemas of the standard have a label that is a number, and by JSON Schema 1.0 is an integer. */
    @Test
    void integersMayHaveADecimalPoint() throws IOException {
        assertThat(open(labels("{\"colors\": [{\"label-value\": 1.0, \"rgba\": [255.0, 0, 0, 1e2]}]}", DATASETS))
                        .metadata()
                        .labelInfo())
                .isEqualTo(new LabelInfo(Map.of(1L, "FF000064"), ""));
        for (String label : List.of("1.5", "1e30", "\"1\"")) {
            assertBroken(
                    labels("{\"colors\": [{\"label-value\": %s}]}".formatted(label), DATASETS),
                    "\"image-label.colors[0].label-value\": expected an integer, found ");
        }
    }

    private void assertBrokenAxes(String expected, String... axes) {
        assertBroken(image(axes(axes), DATASETS), "\"multiscales[0].axes\": expected %s, found [".formatted(expected));
    }

    private void assertBroken(String attributes, String why) {
        assertThatThrownBy(() -> open(attributes))
                .isInstanceOf(DamagedDataException.class)
                .hasMessageStartingWith("Cannot open the image \"%s\": %s", directory, why.replace("%", "%%"))
                .hasMessageEndingWith(". Correct it, or write the image again.");
    }

    private OmeImage open(String attributes) throws IOException {
        Files.writeString(directory.resolve(".zattrs"), attributes);
        return OmeImage.open(ArrayFiles.local(directory));
    }

    private OmeImage open3(String attributes) throws IOException {
        Files.writeString(
                directory.resolve("3/zarr.json"),
                "{\"zarr_format\": 3, \"node_type\": \"group\", \"attributes\": {\"ome\": %s}}".formatted(attributes));
        return OmeImage.open(ArrayFiles.local(directory.resolve("3")));
    }

    private static String image(String axes, String datasets) {
        return "{\"multiscales\": [{\"axes\": %s, \"datasets\": %s}]}".formatted(axes, datasets);
    }

    private static String labels(String imageLabel, String datasets) {
        return image(AXES, datasets).replaceFirst("\\{", "{\"image-label\": " + imageLabel + ", ");
    }

    private static String axes(String... axes) {
        List<String> all = Arrays.stream(axes)
                .map(axis -> "{\"name\": \"%s\", \"type\": \"%s\"}".formatted(axis.substring(0, 1), axis.substring(2)))
                .toList();
        return "[" + String.join(", ", all) + "]";
    }

    private static String datasets(String path, String transformations) {
        return "[" + dataset(path, transformations) + "]";
    }

    private static String dataset(String path, String transformations) {
        return "{\"path\": \"%s\", \"coordinateTransformations\": [%s]}".formatted(path, transformations);
    }

    private void array(String name, ElementType type, long... shape) throws IOException {
        array(name, ArraySpec.of(type, shape));
    }

    private void array(String name, ArraySpec spec) throws IOException {
        ArrayStore.zarr().create(ArrayFiles.local(directory.resolve(name)), spec);
    }
}
