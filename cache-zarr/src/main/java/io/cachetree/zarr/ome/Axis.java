package io.cachetree.zarr.ome;

/**
 * One dimension of an image.
 *
 * @param name such as {@code x}
 * @param type {@code space}, {@code time}, {@code channel}, another one, or {@code ""} if nothing is said
 * @param unit the unit of sizes and places along it, such as {@code micrometer}, or {@code ""} if nothing is said
 */
public record Axis(String name, String type, String unit) {

    static final String SPACE = "space";
    static final String TIME = "time";
    static final String CHANNEL = "channel";

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
