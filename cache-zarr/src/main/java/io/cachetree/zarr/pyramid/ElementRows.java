package io.cachetree.zarr.pyramid;

import io.cachetree.zarr.metadata.ElementType;

/**
 * Elements of any type as rows of {@code long}, and back.
 *
 * <p>Integers are their values, except that unsigned ones of 64 bits are less by 2^63: so their order and their means
 * are those of signed numbers. Floating point numbers are the bits of a {@code double}.
 */
final class ElementRows {

    private ElementRows() {}

    /** Copies elements of a primitive array to the beginning of a row. */
    static void widen(ElementType type, Object from, int at, int count, long[] row) {
        switch (type) {
            case BOOL -> {
                boolean[] values = (boolean[]) from;
                for (int i = 0; i < count; i++) {
                    row[i] = values[at + i] ? 1 : 0;
                }
            }
            case INT8, UINT8 -> {
                byte[] values = (byte[]) from;
                long mask = mask(type);
                for (int i = 0; i < count; i++) {
                    row[i] = values[at + i] & mask;
                }
            }
            case INT16, UINT16 -> {
                short[] values = (short[]) from;
                long mask = mask(type);
                for (int i = 0; i < count; i++) {
                    row[i] = values[at + i] & mask;
                }
            }
            case INT32, UINT32 -> {
                int[] values = (int[]) from;
                long mask = mask(type);
                for (int i = 0; i < count; i++) {
                    row[i] = values[at + i] & mask;
                }
            }
            case INT64, UINT64 -> {
                long[] values = (long[]) from;
                long shift = shift(type);
                for (int i = 0; i < count; i++) {
                    row[i] = values[at + i] ^ shift;
                }
            }
            case FLOAT16, FLOAT32 -> {
                float[] values = (float[]) from;
                for (int i = 0; i < count; i++) {
                    row[i] = Double.doubleToLongBits(values[at + i]);
                }
            }
            case FLOAT64 -> {
                double[] values = (double[]) from;
                for (int i = 0; i < count; i++) {
                    row[i] = Double.doubleToLongBits(values[at + i]);
                }
            }
        }
    }

    /** Copies the beginning of a row to a place in a primitive array. */
    static void narrow(ElementType type, long[] row, int count, Object into, int at) {
        switch (type) {
            case BOOL -> {
                boolean[] values = (boolean[]) into;
                for (int i = 0; i < count; i++) {
                    values[at + i] = row[i] != 0;
                }
            }
            case INT8, UINT8 -> {
                byte[] values = (byte[]) into;
                for (int i = 0; i < count; i++) {
                    values[at + i] = (byte) row[i];
                }
            }
            case INT16, UINT16 -> {
                short[] values = (short[]) into;
                for (int i = 0; i < count; i++) {
                    values[at + i] = (short) row[i];
                }
            }
            case INT32, UINT32 -> {
                int[] values = (int[]) into;
                for (int i = 0; i < count; i++) {
                    values[at + i] = (int) row[i];
                }
            }
            case INT64, UINT64 -> {
                long[] values = (long[]) into;
                long shift = shift(type);
                for (int i = 0; i < count; i++) {
                    values[at + i] = row[i] ^ shift;
                }
            }
            case FLOAT16, FLOAT32 -> {
                float[] values = (float[]) into;
                for (int i = 0; i < count; i++) {
                    values[at + i] = (float) Double.longBitsToDouble(row[i]);
                }
            }
            case FLOAT64 -> {
                double[] values = (double[]) into;
                for (int i = 0; i < count; i++) {
                    values[at + i] = Double.longBitsToDouble(row[i]);
                }
            }
        }
    }

    /** Returns the number that an element of a row stands for, as nearly as a {@code double} can. */
    static double number(ElementType type, long element) {
        if (type.isFloat()) {
            return Double.longBitsToDouble(element);
        }
        return type == ElementType.UINT64 ? element + 0x1p63 : element;
    }

    private static long mask(ElementType type) {
        return type.isUnsigned() ? (1L << (8 * type.size())) - 1 : -1;
    }

    private static long shift(ElementType type) {
        return type.isUnsigned() ? Long.MIN_VALUE : 0;
    }
}
