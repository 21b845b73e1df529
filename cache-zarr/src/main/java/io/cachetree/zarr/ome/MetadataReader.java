package io.cachetree.zarr.ome;

import io.cachetree.zarr.codec.DamagedDataException;
import io.cachetree.zarr.codec.UnsupportedFormatException;
import io.cachetree.zarr.ome.OmeMetadata.LabelInfo;
import io.cachetree.zarr.ome.OmeMetadata.Level;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the attributes of a group say about an image.
 *
 * <p>What the standard demands is demanded, a method for each rule. What it only recommends may be absent, and hints how
 * to show an image never keep it from being opened.
 */
final class MetadataReader {

    private static final String TRANSFORMATIONS = "coordinateTransformations";
    private static final String WHITE = "FFFFFF";

    private final OmeGroup group;
    private final JsonPlace multiscale;
    private final List<Axis> axes;

    private MetadataReader(OmeGroup group) throws DamagedDataException, UnsupportedFormatException {
        this.group = group;
        List<JsonPlace> all = group.attributes().field("multiscales").items();
        group.attributes().field("multiscales").require(!all.isEmpty(), "at least one image");
        this.multiscale = all.get(0).object();
        requireVersion();
        this.axes = axes();
    }

    /**
     * Reads the metadata of an image.
     *
     * @throws DamagedDataException if it breaks a rule of the standard
     * @throws UnsupportedFormatException if it is of a version that is not supported
     */
    static OmeMetadata read(OmeGroup group) throws DamagedDataException, UnsupportedFormatException {
        return new MetadataReader(group).metadata();
    }

    /** Returns the paths that a group lists, after a check that none leads out of it. */
    static List<String> paths(JsonPlace list) throws DamagedDataException {
        List<String> paths = new ArrayList<>();
        for (JsonPlace each : list.items()) {
            paths.add(path(each));
        }
        return paths;
    }

    private OmeMetadata metadata() throws DamagedDataException {
        return new OmeMetadata(
                group.version(),
                multiscale.text("name"),
                axes,
                levels(),
                multiscale.find("type").filter(type -> type.node().isString()).isPresent()
                        ? multiscale.text("type")
                        : "",
                channels(),
                labelInfo());
    }

    private void requireVersion() throws DamagedDataException, UnsupportedFormatException {
        String expected = group.version().label();
        String found = group.version() == OmeVersion.V0_5
                ? group.attributes().field("version").text()
                : multiscale.text("version");
        if (!found.equals(expected) && !(found.isEmpty() && group.version() == OmeVersion.V0_4)) {
            throw new UnsupportedFormatException(
                    "OME-Zarr \"%s\" in Zarr %d is not supported, supported are 0.4 in Zarr 2 and 0.5 in Zarr 3"
                            .formatted(found, group.version().format().number()));
        }
    }

    private List<Axis> axes() throws DamagedDataException {
        JsonPlace list = multiscale.field("axes");
        List<Axis> found = new ArrayList<>();
        for (JsonPlace each : list.items()) {
            found.add(axis(each.object()));
        }
        requireTwoToFive(list, found);
        requireDifferentNames(list, found);
        requireTwoOrThreeInSpace(list, found);
        requireOneTimeAndOneChannel(list, found);
        requireOrderOfTypes(list, found);
        return found;
    }

    private static Axis axis(JsonPlace json) throws DamagedDataException {
        String name = json.field("name").text();
        String type = json.find("type").isPresent() ? json.text("type") : Axis.typeOf(name);
        return new Axis(name, type, json.text("unit"));
    }

    private static void requireTwoToFive(JsonPlace list, List<Axis> axes) throws DamagedDataException {
        list.require(axes.size() >= 2 && axes.size() <= 5, "2 to 5 axes");
    }

    private static void requireDifferentNames(JsonPlace list, List<Axis> axes) throws DamagedDataException {
        Set<String> names = new HashSet<>();
        list.require(axes.stream().allMatch(axis -> names.add(axis.name())), "different names");
    }

    private static void requireTwoOrThreeInSpace(JsonPlace list, List<Axis> axes) throws DamagedDataException {
        long inSpace = axes.stream().filter(Axis::isSpace).count();
        list.require(inSpace == 2 || inSpace == 3, "2 or 3 axes of type \"space\"");
    }

    private static void requireOneTimeAndOneChannel(JsonPlace list, List<Axis> axes) throws DamagedDataException {
        list.require(axes.stream().filter(axis -> axis.rank() == 0).count() <= 1, "at most one axis of type \"time\"");
        list.require(
                axes.stream().filter(axis -> axis.rank() == 1).count() <= 1,
                "at most one axis that is neither of type \"time\" nor of type \"space\"");
    }

    private static void requireOrderOfTypes(JsonPlace list, List<Axis> axes) throws DamagedDataException {
        List<Integer> ranks = axes.stream().map(Axis::rank).toList();
        list.require(
                ranks.equals(ranks.stream().sorted().toList()),
                "time before a channel, and both before axes of type \"space\"");
    }

    private List<Level> levels() throws DamagedDataException {
        JsonPlace list = multiscale.field("datasets");
        list.require(!list.items().isEmpty(), "at least one level");
        Optional<JsonPlace> common = multiscale.find(TRANSFORMATIONS);
        List<Level> levels = new ArrayList<>();
        for (JsonPlace each : list.items()) {
            Level own = level(path(each.object().field("path")), each.field(TRANSFORMATIONS));
            levels.add(common.isEmpty() ? own : combine(own, level(own.path(), common.get())));
        }
        return levels;
    }

    /** What is said of all levels comes after what is said of one. */
    private static Level combine(Level own, Level common) {
        List<Double> scale = new ArrayList<>();
        List<Double> translation = new ArrayList<>();
        for (int d = 0; d < own.scale().size(); d++) {
            double factor = common.scale().get(d);
            scale.add(own.scale().get(d) * factor);
            translation.add(
                    own.translation().get(d) * factor + common.translation().get(d));
        }
        return new Level(own.path(), scale, translation);
    }

    private static String path(JsonPlace json) throws DamagedDataException {
        for (String part : json.text().split("/", -1)) {
            boolean isInside = !part.isEmpty() && !part.equals(".") && !part.equals("..");
            boolean isName = part.chars().noneMatch(c -> c == '\\' || c < ' ');
            json.require(isInside && isName, "a path to something inside of the group");
        }
        return json.text();
    }

    private Level level(String path, JsonPlace list) throws DamagedDataException {
        @Nullable List<Double> scale = null;
        @Nullable List<Double> translation = null;
        for (JsonPlace each : list.items()) {
            switch (each.object().field("type").text()) {
                case "scale" -> {
                    list.require(scale == null, "exactly one scale");
                    scale = vector(each, "scale");
                }
                case "translation" -> {
                    list.require(scale != null, "the translation after the scale");
                    list.require(translation == null, "at most one translation");
                    translation = vector(each, "translation");
                }
                default -> each.field("type").require(false, "\"scale\" or \"translation\"");
            }
        }
        if (scale == null) {
            throw new DamagedDataException("\"%s\": expected exactly one scale, found none".formatted(list.place()));
        }
        return new Level(path, scale, translation == null ? Collections.nCopies(axes.size(), 0.0) : translation);
    }

    private List<Double> vector(JsonPlace transformation, String type) throws DamagedDataException {
        JsonPlace list = transformation.field(type);
        List<Double> vector = new ArrayList<>();
        for (JsonPlace each : list.items()) {
            vector.add(each.number());
        }
        list.require(vector.size() == axes.size(), "a number for each of the %d axes".formatted(axes.size()));
        return vector;
    }

    private List<Channel> channels() {
        try {
            List<Channel> channels = new ArrayList<>();
            Optional<JsonPlace> list = group.attributes().find("omero").flatMap(omero -> omero.find("channels"));
            for (JsonPlace each :
                    list.isEmpty() ? List.<JsonPlace>of() : list.get().items()) {
                channels.add(channel(each.object()));
            }
            return channels;
        } catch (DamagedDataException e) {
            return List.of(); // as if nothing was said: these are hints
        }
    }

    private static Channel channel(JsonPlace json) throws DamagedDataException {
        String color = json.text("color");
        boolean isInactive = json.find("active")
                .filter(active -> active.node().isBoolean() && !active.node().booleanValue())
                .isPresent();
        Optional<JsonPlace> window = json.find("window");
        return new Channel(
                json.text("label"),
                color.matches("[0-9A-Fa-f]{6}") ? color : WHITE,
                !isInactive,
                window.isEmpty() ? null : window(window.get().object()));
    }

    /** Some writers leave out the limits, as in the documentation of ome-zarr-py. */
    private static Channel.Window window(JsonPlace json) throws DamagedDataException {
        JsonPlace start = json.field("start");
        JsonPlace end = json.field("end");
        return new Channel.Window(
                json.find("min").orElse(start).number(),
                start.number(),
                end.number(),
                json.find("max").orElse(end).number());
    }

    private @Nullable LabelInfo labelInfo() throws DamagedDataException {
        Optional<JsonPlace> json = group.attributes().find("image-label");
        if (json.isEmpty()) {
            return null;
        }
        Optional<JsonPlace> source = json.get().object().find("source");
        return new LabelInfo(
                colors(json.get().find("colors")),
                source.isEmpty() ? "" : source.get().object().text("image"));
    }

    /** Of several colours for one label, the last one counts. */
    private static Map<Long, String> colors(Optional<JsonPlace> list) throws DamagedDataException {
        Map<Long, String> colors = new HashMap<>();
        for (JsonPlace each : list.isEmpty() ? List.<JsonPlace>of() : list.get().items()) {
            long label = each.object().field("label-value").integer();
            Optional<JsonPlace> rgba = each.find("rgba");
            if (rgba.isPresent()) {
                colors.put(label, color(rgba.get()));
            }
        }
        return colors;
    }

    private static String color(JsonPlace rgba) throws DamagedDataException {
        List<JsonPlace> parts = rgba.items();
        rgba.require(parts.size() == 4, "four integers from 0 to 255");
        StringBuilder color = new StringBuilder();
        for (JsonPlace each : parts) {
            rgba.require(each.integer() >= 0 && each.integer() <= 255, "four integers from 0 to 255");
            color.append("%02X".formatted(each.integer()));
        }
        return color.toString();
    }
}
