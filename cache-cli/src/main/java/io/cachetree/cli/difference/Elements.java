package io.cachetree.cli.difference;

import java.util.function.IntToDoubleFunction;

/** Elements of primitive arrays as numbers. */
final class Elements {

    private Elements() {}

    static double[] doubles(Object array, int length, boolean isUnsigned) {
        IntToDoubleFunction element = isUnsigned ? unsigned(array) : signed(array);
        double[] values = new double[length];
        for (int i = 0; i < length; i++) {
            values[i] = element.applyAsDouble(i);
        }
        return values;
    }

    private static IntToDoubleFunction unsigned(Object array) {
        if (array instanceof byte[] bytes) {
            return i -> bytes[i] & 0xff;
        }
        if (array instanceof short[] shorts) {
            return i -> shorts[i] & 0xffff;
        }
        return array instanceof int[] ints ? i -> ints[i] & 0xffff_ffffL : signed(array);
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
