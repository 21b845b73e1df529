package io.cachetree.zarr.metadata;

import io.cachetree.zarr.codec.DamagedDataException;
import java.math.BigDecimal;
import java.math.BigInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The fill value in JSON, which has no infinities, and numbers beyond a {@code long} only for unsigned elements. */
final class FillJson {

    private static final String FIELD = "fill_value";
    private static final int MAX_DIGITS = 20;

    private FillJson() {}

    static Number read(JsonNode node, ElementType type) throws DamagedDataException {
        if (node.isNull()) {
            return 0;
        }
        try {
            return type.isFloat() ? readFloat(node, type) : readInteger(node, type);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new DamagedDataException(
                    "\"%s\": expected an element of type %s, found %s".formatted(FIELD, type.label(), node), e);
        }
    }

    static JsonNode write(Number fill, ElementType type) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        if (type == ElementType.BOOL) {
            return json.booleanNode(fill.longValue() != 0);
        }
        if (!type.isFloat()) {
            return type == ElementType.UINT64
                    ? json.numberNode(new BigInteger(Long.toUnsignedString(fill.longValue())))
                    : json.numberNode(fill.longValue());
        }
        double value = fill.doubleValue();
        if (Double.isNaN(value)) {
            return json.stringNode("NaN");
        }
        return Double.isInfinite(value)
                ? json.stringNode(value > 0 ? "Infinity" : "-Infinity")
                : json.numberNode(value);
    }

    private static long readInteger(JsonNode node, ElementType type) {
        if (node.isBoolean()) {
            return node.booleanValue() ? 1 : 0;
        }
        if (!node.isNumber()) {
            throw new IllegalArgumentException("no number");
        }
        BigDecimal number = new BigDecimal(node.toString());
        if (number.precision() - (long) number.scale() > MAX_DIGITS) {
            throw new IllegalArgumentException("out of range"); // before a huge exponent becomes as many digits
        }
        BigInteger value = number.toBigIntegerExact();
        int bits = type == ElementType.BOOL ? 1 : 8 * type.size();
        boolean isUnsigned = type.isUnsigned() || type == ElementType.BOOL;
        if (isUnsigned ? value.signum() < 0 || value.bitLength() > bits : value.bitLength() >= bits) {
            throw new IllegalArgumentException("out of range");
        }
        return value.longValue();
    }

    private static double readFloat(JsonNode node, ElementType type) {
        if (node.isNumber()) {
            return node.doubleValue();
        }
        String text = node.isString() ? node.stringValue() : "";
        return switch (text) {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> readBits(text, type);
        };
    }

    /** Zarr 3 has the bits of a floating point number as {@code 0x7fc00000}. */
    private static double readBits(String text, ElementType type) {
        if (!text.startsWith("0x") || text.length() != 2 + 2 * type.size()) {
            throw new IllegalArgumentException("no floating point number");
        }
        long bits = Long.parseUnsignedLong(text.substring(2), 16);
        return switch (type.size()) {
            case 2 -> HalfFloat.toFloat((short) bits);
            case 4 -> Float.intBitsToFloat((int) bits);
            default -> Double.longBitsToDouble(bits);
        };
    }
}
