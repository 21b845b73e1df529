package io.cachetree.table;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The values of one column, in an array of its type.
 *
 * <p>At a missing place the array has what a new one has there, so that equal columns have equal arrays. Thread safety:
 * immutable, as nobody gets the array itself.
 */
final class Cells {

    private final Object array;
    private final BitSet missing;

    private Cells(Object array, BitSet missing) {
        this.array = array;
        this.missing = missing;
    }

    int count() {
        return Array.getLength(array);
    }

    boolean isMissing(int row) {
        return missing.get(row);
    }

    /** Returns where values are missing. */
    BitSet missing() {
        return (BitSet) missing.clone();
    }

    /** Returns a value, boxed, or null if it is missing. */
    @Nullable Object value(int row) {
        return missing.get(row) ? null : Array.get(array, row);
    }

    long[] longs() {
        return ((long[]) array).clone();
    }

    double[] doubles() {
        return ((double[]) array).clone();
    }

    boolean[] booleans() {
        return ((boolean[]) array).clone();
    }

    @Nullable String[] texts() {
        return ((@Nullable String[]) array).clone();
    }

    /** By bits that count: all NaN are equal, -0.0 and 0.0 are not. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Cells cells && Objects.deepEquals(array, cells.array) && missing.equals(cells.missing);
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(new Object[] {array, missing});
    }

    /** Takes the values of a column one after the other. */
    static final class Growing {

        private static final int FIRST = 16;

        private Object array;
        private final BitSet missing = new BitSet();
        private int count;

        Growing(ColumnType type) {
            this.array = Array.newInstance(type.element(), FIRST);
        }

        /** Adds a value of the column's type, or none. */
        void add(@Nullable Object value) {
            if (count == Array.getLength(array)) {
                array = resized(Math.max(count, Math.addExact(count, count / 2)));
            }
            if (value == null) {
                missing.set(count);
            } else {
                Array.set(array, count, value);
            }
            count++;
        }

        Cells cells() {
            return new Cells(resized(count), (BitSet) missing.clone());
        }

        private Object resized(int length) {
            Object other = Array.newInstance(array.getClass().getComponentType(), length);
            System.arraycopy(array, 0, other, 0, count);
            return other;
        }
    }
}
