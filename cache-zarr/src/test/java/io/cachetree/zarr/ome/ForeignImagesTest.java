package io.cachetree.zarr.ome;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.zarr.array.ArrayFiles;
import io.cachetree.zarr.array.ArrayStore;
import io.cachetree.zarr.metadata.ArraySpec;
import io.cachetree.zarr.metadata.ElementType;
import io.cachetree.zarr.metadata.ZarrFormat;
import io.cachetree.zarr.ome.OmeMetadata.LabelInfo;
import io.cachetree.zarr.ome.OmeMetadata.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Metadata in the forms that other programs write: with more than we need, and with less than is recommended. */
class ForeignImagesTest {

    @TempDir
    private Path directory;

    @Test
    void imageWithLabelsInTheFormOfOmeZarrPyIsRead() throws IOException {
        array("0", ArraySpec.of(ElementType.UINT8, 10, 128, 128));
        array("1", ArraySpec.of(ElementType.UINT8, 10, 64, 64));
        array("labels/blobs/0", ArraySpec.of(ElementType.INT8, 10, 128, 128));
        array("labels/blobs/1", ArraySpec.of(ElementType.INT8, 10, 64, 64));
        String multiscales = """
                "multiscales": [{
                  "axes": [{"name": "z", "type": "space"}, {"name": "y", "type": "space"}, {"name": "x", "type": "space"}],
                  "datasets": [
                    {"coordinateTransformations": [{"scale": [1.0, 1.0, 1.0], "type": "scale"}], "path": "0"},
                    {"coordinateTransformations": [{"scale": [1.0, 2.0, 2.0], "type": "scale"}], "path": "1"}],
                  "name": "/", "version": "0.4"}]""";
        text(".zattrs", """
                {%s, "omero": {"channels": [
                  {"color": "00FFFF", "window": {"start": 0, "end": 20}, "label": "random", "active": true}]}}""".formatted(multiscales));
        text("labels/.zattrs", "{\"labels\": [\"blobs\"]}");
        text("labels/blobs/.zattrs", """
                {%s, "image-label": {"colors": [{"label-value": 1, "rgba": [255, 0, 0, 0]}],
                  "properties": [{"label-value": 1, "class": "foo"}], "source": {"image": "../../"}}}""".formatted(multiscales));

        OmeImage image = open("");
        assertThat(image.metadata().levels().get(1))
                .isEqualTo(new Level("1", List.of(1.0, 2.0, 2.0), List.of(0.0, 0.0, 0.0)));
        assertThat(image.metadata().channels())
                .containsExactly(new Channel("random", "00FFFF", true, new Channel.Window(0, 0, 20, 20)));
        assertThat(image.labelNames()).containsExactly("blobs");
        assertThat(image.labels("blobs").metadata().labelInfo())
                .isEqualTo(new LabelInfo(Map.of(1L, "FF000000"), "../../"));
    }

    @Test
    void conversionInTheFormOfBioformats2rawIsRead() throws IOException {
        array("0/0", ArraySpec.of(ElementType.UINT16, 1, 1, 1, 20, 30));
        text(".zattrs", "{\"bioformats2raw.layout\": 3}");
        text("OME/.zattrs", "{\"series\": [\"0\"]}");
        text("0/.zattrs", """
                {"multiscales": [{
                   "metadata": {"method": "loci.common.image.SimpleImageScaler", "version": "Bio-Formats 7.0.0"},
                   "axes": [{"name": "t", "type": "time"}, {"name": "c", "type": "channel"},
                     {"name": "z", "type": "space", "unit": "µm"}, {"name": "y", "type": "space", "unit": "micrometer"},
                     {"name": "x", "type": "space", "unit": "micrometer"}],
                   "name": null,
                   "datasets": [{"path": "0", "coordinateTransformations": [
                     {"scale": [1.0, 1.0, 1.0, 0.25, 0.25], "type": "scale"}]}],
                   "version": "0.4"}],
                 "omero": {"channels": [{"color": "808080", "coefficient": 1, "active": true, "label": "Channel 0",
                     "window": {"min": 0.0, "max": 255.0, "start": 0.0, "end": 255.0}, "family": "linear", "inverted": false}],
                   "rdefs": {"defaultT": 0, "model": "greyscale", "defaultZ": 0}}}""");

        OmeMetadata metadata = open("").metadata();
        assertThat(metadata.name()).isEmpty();
        assertThat(metadata.axes()).extracting(Axis::unit).containsExactly("", "", "µm", "micrometer", "micrometer");
        assertThat(metadata.channels())
                .containsExactly(new Channel("Channel 0", "808080", true, new Channel.Window(0, 0, 255, 255)));
        assertThat(open("0").metadata()).isEqualTo(metadata);
    }

    @Test
    void imageOfVersion05WithConsolidatedMetadataIsRead() throws IOException {
        array(
                "s0",
                ArraySpec.of(ElementType.UINT16, 20, 30)
                        .withFormat(ZarrFormat.V3)
                        .withDimensionNames("y", "x"));
        text("zarr.json", """
                {"attributes": {"ome": {"version": "0.5", "multiscales": [{
                     "axes": [{"name": "y", "type": "space", "unit": "micrometer"}, {"name": "x", "type": "space"}],
                     "datasets": [{"path": "s0", "coordinateTransformations": [{"type": "scale", "scale": [0.5, 0.5]}]}],
                     "name": "image"}], "_creator": {"name": "ome-zarr-py", "version": "0.11"}}, "other": 5},
                 "zarr_format": 3, "consolidated_metadata": {"kind": "inline", "must_understand": false, "metadata": {}},
                 "node_type": "group"}""");

        OmeImage image = open("");
        assertThat(image.metadata().version()).isEqualTo(OmeVersion.V0_5);
        assertThat(image.metadata().channels()).isEmpty();
        assertThat(image.level(0).spec().shape()).containsExactly(20L, 30L);
    }

    private void array(String name, ArraySpec spec) throws IOException {
        ArrayStore.zarr().create(ArrayFiles.local(directory.resolve(name)), spec);
    }

    private void text(String name, String json) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, json);
    }

    private OmeImage open(String name) throws IOException {
        return OmeImage.open(ArrayFiles.local(directory.resolve(name)));
    }
}
