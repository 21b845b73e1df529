package io.cachetree.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

/** A primitive type as an element of a NumPy array: its NumPy name, and how its arrays become bytes and back. */
@SuppressWarnings("ImmutableEnumChecker") // the moves have no state
enum NpyElement {
    BOOLEAN(boolean.class, "|b1", 1, NpyElement::putBooleans, NpyElement::getBooleans),
    BYTE(
            byte.class,
            "|i1",
            1,
            (buffer, array, from, count) -> buffer.put((byte[]) array, from, count),
            (buffer, array, from, count) -> buffer.get((byte[]) array, from, count)),
    CHAR(
            char.class,
            "<u2",
            2,
            (buffer, array, from, count) -> buffer.asCharBuffer().put((char[]) array, from, count),
            (buffer, array, from, count) -> buffer.asCharBuffer().get((char[]) array, from, count)),
    SHORT(
            short.class,
            "<i2",
            2,
            (buffer, array, from, count) -> buffer.asShortBuffer().put((short[]) array, from, count),
            (buffer, array, from, count) -> buffer.asShortBuffer().get((short[]) array, from, count)),
    INT(
            int.class,
            "<i4",
            4,
            (buffer, array, from, count) -> buffer.asIntBuffer().put((int[]) array, from, count),
            (buffer, array, from, count) -> buffer.asIntBuffer().get((int[]) array, from, count)),
    LONG(
            long.class,
            "<i8",
            8,
            (buffer, array, from, count) -> buffer.asLongBuffer().put((long[]) array, from, count),
            (buffer, array, from, count) -> buffer.asLongBuffer().get((long[]) array, from, count)),
    FLOAT(
            float.class,
            "<f4",
            4,
            (buffer, array, from, count) -> buffer.asFloatBuffer().put((float[]) array, from, count),
            (buffer, array, from, count) -> buffer.asFloatBuffer().get((float[]) array, from, count)),
    DOUBLE(
            double.class,
            "<f8",
            8,
            (buffer, array, from, count) -> buffer.asDoubleBuffer().put((double[]) array, from, count),
            (buffer, array, from, count) -> buffer.asDoubleBuffer().get((double[]) array, from, count));

    /** Moves elements of an array, from an index on, into a little-endian buffer or out of it. */
    private interface Move {
        void apply(ByteBuffer buffer, Object array, int from, int count) throws IOException;
    }

    private final Class<?> type;
    private final String dtype;
    private final int size;
    private final Move put;
    private final Move get;

    NpyElement(Class<?> type, String dtype, int size, Move put, Move get) {
        this.type = type;
        this.dtype = dtype;
        this.size = size;
        this.put = put;
        this.get = get;
    }

    /** Returns the element for a primitive type, or nothing for any other type. */
    static Optional<NpyElement> of(Class<?> type) {
        return Arrays.stream(values()).filter(element -> element.type == type).findFirst();
    }

    Class<?> type() {
        return type;
    }

    /** Returns NumPy's name: byte order, kind and size, such as {@code <f8}. */
    String dtype() {
        return dtype;
    }

    /** Returns the size of an element in bytes. */
    int size() {
        return size;
    }

    /** Writes all elements of an array, as many at a time as the buffer takes. */
    void write(Object array, byte[] buffer, OutputStream out) throws IOException {
        int length = Array.getLength(array);
        int chunk = buffer.length / size;
        for (int from = 0; from < length; from += chunk) {
            int count = Math.min(chunk, length - from);
            put.apply(littleEndian(buffer), array, from, count);
            out.write(buffer, 0, count * size);
        }
    }

    /** Fills an array, as many elements at a time as the buffer takes. */
    void read(InputStream in, byte[] buffer, Object array) throws IOException {
        int length = Array.getLength(array);
        int chunk = buffer.length / size;
        for (int from = 0; from < length; from += chunk) {
            int count = Math.min(chunk, length - from);
            NpyHeader.readFully(in, buffer, count * size);
            get.apply(littleEndian(buffer), array, from, count);
        }
    }

    /** Returns the first elements in a buffer, as an array. */
    Object decode(byte[] buffer, int count) throws IOException {
        Object array = Array.newInstance(type, count);
        get.apply(littleEndian(buffer), array, 0, count);
        return array;
    }

    private static ByteBuffer littleEndian(byte[] buffer) {
        return ByteBuffer.wrap(buffer).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void putBooleans(ByteBuffer buffer, Object array, int from, int count) {
        boolean[] values = (boolean[]) array;
        for (int i = from; i < from + count; i++) {
            buffer.put((byte) (values[i] ? 1 : 0));
        }
    }

    private static void getBooleans(ByteBuffer buffer, Object array, int from, int count) throws IOException {
        boolean[] values = (boolean[]) array;
        for (int i = from; i < from + count; i++) {
            values[i] = toBoolean(buffer.get());
        }
    }

    private static boolean toBoolean(byte value) throws IOException {
        if (value != 0 && value != 1) {
            throw new IOException("Cannot read the NumPy array: %d is no boolean.".formatted(value));
        }
        return value == 1;
    }
}
