package io.cachetree.zarr.ome;

import io.cachetree.zarr.ome.OmeMetadata.LabelInfo;
import io.cachetree.zarr.ome.OmeMetadata.Level;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The JSON of an image's metadata; that of 0.5 has one version for all, that of 0.4 one in each part. */
final class MetadataJson {

    private static final double EXACT = 0x1p53;

    private final OmeMetadata metadata;

    private MetadataJson(OmeMetadata metadata) {
        this.metadata = metadata;
    }

    /**
     * Returns the attributes of an image.
     *
     * @param firstPlane the number of the plane that is shown first
     */
    static ObjectNode write(OmeMetadata metadata, long firstPlane) {
        return new MetadataJson(metadata).attributes(firstPlane);
    }

    /** Returns the attributes of the group that lists label images. */
    static ObjectNode labels(OmeVersion version, Collection<String> names) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (version == OmeVersion.V0_5) {
            json.put("version", version.label());
        }
        ArrayNode list = json.putArray("labels");
        names.forEach(list::add);
        return json;
    }

    private ObjectNode attributes(long firstPlane) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (metadata.version() == OmeVersion.V0_5) {
            json.put("version", metadata.version().label());
        }
        putMultiscale(json.putArray("multiscales").addObject());
        if (!metadata.channels().isEmpty()) {
            putOmero(json.putObject("omero"), firstPlane);
        }
        LabelInfo labels = metadata.labelInfo();
        if (labels != null) {
            putLabels(json.putObject("image-label"), labels);
        }
        return json;
    }

    private void putMultiscale(ObjectNode json) {
        putVersion(json);
        json.put("name", metadata.name());
        ArrayNode axes = json.putArray("axes");
        metadata.axes().forEach(axis -> putAxis(axes.addObject(), axis));
        ArrayNode datasets = json.putArray("datasets");
        metadata.levels().forEach(level -> putLevel(datasets.addObject(), level));
        json.put("type", metadata.reduction());
        json.putObject("metadata")
                .put(
                        "description",
                        "Each element is the %s of those of the level before.".formatted(metadata.reduction()))
                .put("method", "cachetree " + metadata.reduction())
                .put("version", "1");
    }

    private void putVersion(ObjectNode json) {
        if (metadata.version() == OmeVersion.V0_4) {
            json.put("version", metadata.version().label());
        }
    }

    private static void putAxis(ObjectNode json, Axis axis) {
        json.put("name", axis.name());
        json.put("type", axis.type());
        if (!axis.unit().isEmpty()) {
            json.put("unit", axis.unit());
        }
    }

    private static void putLevel(ObjectNode json, Level level) {
        json.put("path", level.path());
        ArrayNode transformations = json.putArray("coordinateTransformations");
        putVector(transformations.addObject(), "scale", level.scale());
        putVector(transformations.addObject(), "translation", level.translation());
    }

    private static void putVector(ObjectNode json, String type, List<Double> values) {
        ArrayNode vector = json.put("type", type).putArray(type);
        values.forEach(vector::add);
    }

    private void putOmero(ObjectNode json, long firstPlane) {
        putVersion(json);
        json.put("name", metadata.name());
        ArrayNode channels = json.putArray("channels");
        metadata.channels().forEach(channel -> putChannel(channels.addObject(), channel));
        json.putObject("rdefs")
                .put("defaultT", 0)
                .put("defaultZ", firstPlane)
                .put("model", metadata.channels().size() == 1 ? "greyscale" : "color");
    }

    private static void putChannel(ObjectNode json, Channel channel) {
        json.put("active", channel.isActive())
                .put("coefficient", 1)
                .put("color", channel.color())
                .put("family", "linear")
                .put("inverted", false)
                .put("label", channel.label());
        Channel.Window window = channel.window();
        if (window != null) {
            ObjectNode limits = json.putObject("window");
            putNumber(limits, "min", window.min());
            putNumber(limits, "start", window.start());
            putNumber(limits, "end", window.end());
            putNumber(limits, "max", window.max());
        }
    }

    /** Whole numbers are written as such: some viewers show them as they are. */
    private static void putNumber(ObjectNode json, String name, double value) {
        if (value == Math.rint(value) && Math.abs(value) <= EXACT) {
            json.put(name, (long) value);
        } else {
            json.put(name, value);
        }
    }

    private void putLabels(ObjectNode json, LabelInfo labels) {
        json.put("version", metadata.version().label());
        if (!labels.colors().isEmpty()) {
            ArrayNode colors = json.putArray("colors");
            new TreeMap<>(labels.colors()).forEach((label, color) -> putColor(colors.addObject(), label, color));
        }
        if (!labels.source().isEmpty()) {
            json.putObject("source").put("image", labels.source());
        }
    }

    private static void putColor(ObjectNode json, long label, String color) {
        ArrayNode rgba = json.put("label-value", label).putArray("rgba");
        for (int i = 0; i < color.length(); i += 2) {
            rgba.add(Integer.parseInt(color.substring(i, i + 2), 16));
        }
    }
}
