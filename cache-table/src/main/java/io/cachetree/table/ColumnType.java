package io.cachetree.table;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.NumberOutput;

/** What the values of a column are, and how they are written. Any of them may be missing. */
public enum ColumnType {

    /** Whole numbers from -2^63 to 2^63 - 1. */
    INTEGER("long", long.class),

    /**
     * Floating point of 64 bits, in the fewest digits that read back exactly. It may be {@code NaN}, {@code INF} or {@code
     * -INF}: so these are written, which pandas and R read. Excel has no such numbers and shows the letters. All NaN are the
     * same, -0.0 is not 0.0.
     */
    REAL("double", double.class),

    /** Text of any length; the empty one is not a missing one. */
    TEXT("string", String.class),

    /** {@code true} or {@code false}. */
    BOOLEAN("boolean", boolean.class);

    private static final String OF_INTEGERS = "+-0123456789";
    private static final String OF_REALS = OF_INTEGERS + ".eE";

    private final String datatype;
    private final Class<?> element;

    ColumnType(String datatype, Class<?> element) {
        this.datatype = datatype;
        this.element = element;
    }

    /** Returns the name of the type among those of XML Schema. */
    String datatype() {
        return datatype;
    }

    /** Returns what the elements of an array of such values are. */
    Class<?> element() {
        return element;
    }

    /** Returns the type of that {@link #datatype}, or null if there is none. */
    static @Nullable ColumnType ofDatatype(String datatype) {
        return Stream.of(values())
                .filter(type -> type.datatype.equals(datatype))
                .findFirst()
                .orElse(null);
    }

    /** Returns the type of the column for values of a class, or null if there is none. */
    static @Nullable ColumnType ofValues(Class<?> values) {
        if (values == String.class || values.isEnum()) {
            return TEXT;
        }
        if (values == boolean.class || values == Boolean.class) {
            return BOOLEAN;
        }
        if (values == double.class || values == Double.class || values == float.class || values == Float.class) {
            return REAL;
        }
        return isWhole(values) ? INTEGER : null;
    }

    private static boolean isWhole(Class<?> values) {
        return Stream.of(long.class, Long.class, int.class, Integer.class, short.class, Short.class)
                        .anyMatch(whole -> whole == values)
                || values == byte.class
                || values == Byte.class;
    }

    /** Returns a value in the form of this type, or null if it has none: no conversion that could lose something. */
    @Nullable Object convert(Object value) {
        return switch (this) {
            case INTEGER -> isWhole(value.getClass()) ? Long.valueOf(((Number) value).longValue()) : null;
            case REAL -> toReal(value);
            case TEXT -> toText(value);
            case BOOLEAN -> value instanceof Boolean ? value : null;
        };
    }

    private static @Nullable Object toReal(Object value) {
        boolean exact = ofValues(value.getClass()) == REAL || (isWhole(value.getClass()) && !(value instanceof Long));
        return exact ? Double.valueOf(((Number) value).doubleValue()) : null;
    }

    private static @Nullable Object toText(Object value) {
        return value instanceof Enum<?> constant ? constant.name() : value instanceof String ? value : null;
    }

    /** Writes a value, the same in every JVM and locale. */
    String format(Object value) {
        return value instanceof Double real ? format(real.doubleValue()) : value.toString();
    }

    private static String format(double real) {
        if (Double.isInfinite(real)) {
            return real > 0 ? "INF" : "-INF";
        }
        // Not Double.toString: up to JDK 18 it may write more digits than it needs.
        return NumberOutput.toString(real, true);
    }

    /**
     * Reads what {@link #format} wrote.
     *
     * @throws IllegalArgumentException if the text is no such value
     */
    Object parse(String text) {
        return switch (this) {
            case INTEGER -> Long.valueOf(requireOnly(OF_INTEGERS, text));
            case REAL -> parseReal(text);
            case TEXT -> text;
            case BOOLEAN -> parseBoolean(text);
        };
    }

    private static Double parseReal(String text) {
        return switch (text) {
            case "NaN" -> Double.NaN;
            case "INF" -> Double.POSITIVE_INFINITY;
            case "-INF" -> Double.NEGATIVE_INFINITY;
            default -> Double.valueOf(requireOnly(OF_REALS, text));
        };
    }

    private static Boolean parseBoolean(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("neither true nor false");
        };
    }

    /** Java would also read digits of other scripts, hexadecimal numbers, and spaces around. */
    private static String requireOnly(String allowed, String text) {
        if (text.chars().anyMatch(c -> allowed.indexOf(c) < 0)) {
            throw new NumberFormatException("not a number");
        }
        return text;
    }
}
