package io.cachetree.zarr.ome;

import io.cachetree.zarr.array.BlockSource;
import io.cachetree.zarr.metadata.ElementType;
import java.lang.reflect.Array;
import java.util.Arrays;

/** An image of which each element is its number in C order, modulo a number; of any integer or floating point type. */
@SuppressWarnings("ArrayRecordComponent") // is never compared
record Picture(ElementType type, int modulo, long... shape) implements BlockSource {

    NewImage image() {
        return NewImage.of(type, this, shape);
    }

    /** Returns all elements. */
    Object all() {
        int[] size = Arrays.stream(shape).mapToInt(Math::toIntExact).toArray();
        Object into = type.newArray(Arrays.stream(size).reduce(1, Math::multiplyExact));
        copy(new long[shape.length], size, into);
        return into;
    }

    @Override
    public void copy(long[] min, int[] size, Object into) {
        int count = Arrays.stream(size).reduce(1, Math::multiplyExact);
        for (int i = 0; i < count; i++) {
            set(into, i, number(min, size, i) % modulo);
        }
    }

    private long number(long[] min, int[] size, int i) {
        long number = 0;
        long stride = 1;
        int rest = i;
        for (int d = shape.length - 1; d >= 0; d--) {
            number += stride * (min[d] + rest % size[d]);
            rest /= size[d];
            stride *= shape[d];
        }
        return number;
    }

    private void set(Object into, int at, long value) {
        switch (type.code().charAt(1)) {
            case '1' -> Array.setByte(into, at, (byte) value);
            case '2' -> Array.setShort(into, at, (short) value);
            case '4' -> setFour(into, at, value);
            default -> setEight(into, at, value);
        }
    }

    private void setFour(Object into, int at, long value) {
        if (type.isFloat()) {
            Array.setFloat(into, at, (float) value);
        } else {
            Array.setInt(into, at, (int) value);
        }
    }

    private void setEight(Object into, int at, long value) {
        if (type.isFloat()) {
            Array.setDouble(into, at, (double) value);
        } else {
            Array.setLong(into, at, value);
        }
    }
}
