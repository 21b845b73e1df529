package io.cachetree.zarr.ome;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * One dimension of an image.
 *
 * @param name such as {@code x}
 * @param type {@code space}, {@code time}, {@code channel}, another one, or {@code ""} if nothing is said
 * @param unit the unit of sizes and places along it, such as {@code micrometer}, or {@code ""} if nothing is said
 */
public record Axis(String name, String type, String unit) {

    /** All axes that are written, in the order of the standard. */
    static final String ORDER = "tczyx";

    private static final int MIN_RANK = 2; // y and x
    private static final String SPACE = "space";
    private static final String TIME = "time";
    private static final String CHANNEL = "channel";

    /** Returns the axes of an image that is to be written. */
    static List<Axis> of(List<Long> shape, OmeZarrOptions options) {
        List<Axis> axes = names(shape, options).stream().map(Axis::of).toList();
        List<String> units = units(shape, axes, Objects.requireNonNullElse(options.units(), List.of("")));
        return IntStream.range(0, axes.size())
                .mapToObj(d -> axes.get(d).withUnit(units.get(d)))
                .toList();
    }

    /** Returns the names of the axes of an image that is to be written. */
    static List<String> names(List<Long> shape, OmeZarrOptions options) {
        int rank = shape.size();
        ImagePlan.require(
                rank >= MIN_RANK && rank <= ORDER.length(),
                shape,
                "%d dimensions are not 2 to 5".formatted(rank),
                "Store it as another kind of array.");
        String names = Objects.requireNonNullElse(options.axes(), ORDER.substring(ORDER.length() - rank));
        ImagePlan.require(
                names.length() == rank,
                shape,
                "the axes \"%s\" are not %d".formatted(names, rank),
                "Give an axis for each dimension.");
        return names.chars().mapToObj(Character::toString).toList();
    }

    /** Returns the distance between elements along each axis of an image that is to be written. */
    static List<Double> voxelSize(List<Long> shape, List<Axis> axes, OmeZarrOptions options) {
        List<Double> sizes = options.voxelSize();
        return sizes == null ? Collections.nCopies(axes.size(), 1.0) : forEach(axes, shape, "voxel sizes", sizes, 1.0);
    }

    /** One unit is that of all axes in space. */
    private static List<String> units(List<Long> shape, List<Axis> axes, List<String> units) {
        return units.size() == 1
                ? axes.stream().map(axis -> axis.isSpace() ? units.get(0) : "").toList()
                : forEach(axes, shape, "units", units, "");
    }

    /**
     * Values may be given for the axes in space only, which are the last; those for z, y and x hold for a plane as well, so that a
     * pipeline says them once for its volumes and its planes.
     */
    private static <T> List<T> forEach(List<Axis> axes, List<Long> shape, String what, List<T> said, T otherwise) {
        List<T> given = axes.size() == MIN_RANK && said.size() == MIN_RANK + 1 ? said.subList(1, said.size()) : said;
        long inSpace = axes.stream().filter(Axis::isSpace).count();
        ImagePlan.require(
                given.size() == inSpace || given.size() == axes.size(),
                shape,
                "%d %s are neither one for each axis nor one for each of the %d in space"
                        .formatted(given.size(), what, inSpace),
                "Give as many.");
        List<T> values = new ArrayList<>(Collections.nCopies(axes.size() - given.size(), otherwise));
        values.addAll(given);
        return values;
    }

    /** Returns an axis without a unit, of the type that its name has everywhere. */
    static Axis of(String name) {
        return new Axis(name, typeOf(name), "");
    }

    /** Returns the type that a name has everywhere, or {@code ""}. */
    static String typeOf(String name) {
        return switch (name) {
            case "x", "y", "z" -> SPACE;
            case "t" -> TIME;
            case "c" -> CHANNEL;
            default -> "";
        };
    }

    Axis withUnit(String other) {
        return new Axis(name, type, other);
    }

    /** Returns whether it is a direction in space. */
    public boolean isSpace() {
        return type.equals(SPACE);
    }

    /** Returns the place in the order that the standard demands: time, then channel or another, then space. */
    int rank() {
        return switch (type) {
            case TIME -> 0;
            case SPACE -> 2;
            default -> 1;
        };
    }
}
