package io.cachetree.cli.difference;

import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Elements of an image as numbers. Whole numbers of 64 bits, such as labels made from hashes, can be told apart although a double cannot hold
 * them. Thread safety: immutable.
 */
final class Elements {

    private final double[] values;
    private final long @Nullable [] exact;

    private Elements(double[] values, long @Nullable [] exact) {
        this.values = values;
        this.exact = exact;
    }

    static Elements of(double... values) {
        return new Elements(values, null);
    }

    /** Returns the first elements of a primitive array. */
    static Elements of(Object array, int length, boolean isUnsigned) {
        IntToDoubleFunction element = isUnsigned ? unsigned(array) : signed(array);
        double[] values = new double[length];
        for (int i = 0; i < length; i++) {
            values[i] = element.applyAsDouble(i);
        }
        return new Elements(values, array instanceof long[] longs ? longs : null);
    }

    int length() {
        return values.length;
    }

    double at(int i) {
        return values[i];
    }

    /** Returns what only equal elements of one type have in common; 0 for zero. */
    long identity(int i) {
        return exact == null ? Double.doubleToLongBits(values[i] + 0.0) : exact[i];
    }

    boolean differ(int i, Elements other) {
        return (exact == null || other.exact == null)
                ? Double.compare(values[i], other.values[i]) != 0 && values[i] != other.values[i]
                : exact[i] != other.exact[i];
    }

    private static IntToDoubleFunction unsigned(Object array) {
        if (array instanceof byte[] bytes) {
            return i -> bytes[i] & 0xff;
        }
        if (array instanceof short[] shorts) {
            return i -> shorts[i] & 0xffff;
        }
        if (array instanceof int[] ints) {
            return i -> ints[i] & 0xffff_ffffL;
        }
        return array instanceof long[] longs ? i -> unsigned(longs[i]) : signed(array);
    }

    /** Half of it is a positive long. */
    private static double unsigned(long value) {
        return value >= 0 ? value : 2.0 * ((value >>> 1) | (value & 1));
    }

    private static IntToDoubleFunction signed(Object array) {
        if (array instanceof byte[] bytes) {
            return i -> bytes[i];
        }
        if (array instanceof short[] shorts) {
            return i -> shorts[i];
        }
        if (array instanceof int[] ints) {
            return i -> ints[i];
        }
        if (array instanceof long[] longs) {
            return i -> longs[i];
        }
        if (array instanceof float[] floats) {
            return i -> floats[i];
        }
        if (array instanceof boolean[] booleans) {
            return i -> booleans[i] ? 1 : 0;
        }
        double[] doubles = (double[]) array;
        return i -> doubles[i];
    }
}
