package io.cachetree.zarr.array;

import io.cachetree.zarr.metadata.ElementType;
import io.cachetree.zarr.metadata.HalfFloat;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;

/** Bytes, seen as elements: moves many at a time into a primitive array, or out of one. */
sealed interface ElementView {

    /** Copies elements from a number on into an array. */
    void get(int number, Object into, int at, int count);

    /** Copies elements of an array to a number and those that follow it. */
    void put(int number, Object from, int at, int count);

    /** Returns the elements from position to limit of a buffer, in its byte order. */
    static ElementView of(ElementType type, ByteBuffer bytes) {
        return switch (type) {
            case BOOL -> new Booleans(bytes.slice());
            case INT8, UINT8 -> new Bytes(bytes.slice());
            case INT16, UINT16 -> new Shorts(bytes.asShortBuffer());
            case INT32, UINT32 -> new Ints(bytes.asIntBuffer());
            case INT64, UINT64 -> new Longs(bytes.asLongBuffer());
            case FLOAT16 -> new Halves(bytes.asShortBuffer());
            case FLOAT32 -> new Floats(bytes.asFloatBuffer());
            case FLOAT64 -> new Doubles(bytes.asDoubleBuffer());
        };
    }

    /** A byte each; zero is false, all else is true. */
    record Booleans(ByteBuffer bytes) implements ElementView {
        @Override
        public void get(int number, Object into, int at, int count) {
            boolean[] values = (boolean[]) into;
            byte[] array = bytes.array();
            int from = bytes.arrayOffset() + number;
            for (int i = 0; i < count; i++) {
                values[at + i] = array[from + i] != 0;
            }
        }

        @Override
        public void put(int number, Object from, int at, int count) {
            boolean[] values = (boolean[]) from;
            byte[] array = bytes.array();
            int to = bytes.arrayOffset() + number;
            for (int i = 0; i < count; i++) {
                array[to + i] = (byte) (values[at + i] ? 1 : 0);
            }
        }
    }

    /** One byte. */
    record Bytes(ByteBuffer bytes) implements ElementView {
        @Override
        public void get(int number, Object into, int at, int count) {
            bytes.get(number, (byte[]) into, at, count);
        }

        @Override
        public void put(int number, Object from, int at, int count) {
            bytes.put(number, (byte[]) from, at, count);
        }
    }

    /** Integers of two bytes. */
    record Shorts(ShortBuffer elements) implements ElementView {
        @Override
        public void get(int number, Object into, int at, int count) {
            elements.get(number, (short[]) into, at, count);
        }

        @Override
        public void put(int number, Object from, int at, int count) {
            elements.put(number, (short[]) from, at, count);
        }
    }

    /** Integers of four bytes. */
    record Ints(IntBuffer elements) implements ElementView {
        @Override
        public void get(int number, Object into, int at, int count) {
            elements.get(number, (int[]) into, at, count);
        }

        @Override
        public void put(int number, Object from, int at, int count) {
            elements.put(number, (int[]) from, at, count);
        }
    }

    /** Integers of eight bytes. */
    record Longs(LongBuffer elements) implements ElementView {
        @Override
        public void get(int number, Object into, int at, int count) {
            elements.get(number, (long[]) into, at, count);
        }

        @Override
        public void put(int number, Object from, int at, int count) {
            elements.put(number, (long[]) from, at, count);
        }
    }

    /** Floating point numbers of two bytes, which are floats in memory. */
    record Halves(ShortBuffer elements) implements ElementView {
        @Override
        public void get(int number, Object into, int at, int count) {
            float[] values = (float[]) into;
            for (int i = 0; i < count; i++) {
                values[at + i] = HalfFloat.toFloat(elements.get(number + i));
            }
        }

        @Override
        public void put(int number, Object from, int at, int count) {
            float[] values = (float[]) from;
            for (int i = 0; i < count; i++) {
                elements.put(number + i, HalfFloat.ofFloat(values[at + i]));
            }
        }
    }

    /** Floating point numbers of four bytes. */
    record Floats(FloatBuffer elements) implements ElementView {
        @Override
        public void get(int number, Object into, int at, int count) {
            elements.get(number, (float[]) into, at, count);
        }

        @Override
        public void put(int number, Object from, int at, int count) {
            elements.put(number, (float[]) from, at, count);
        }
    }

    /** Floating point numbers of eight bytes. */
    record Doubles(DoubleBuffer elements) implements ElementView {
        @Override
        public void get(int number, Object into, int at, int count) {
            elements.get(number, (double[]) into, at, count);
        }

        @Override
        public void put(int number, Object from, int at, int count) {
            elements.put(number, (double[]) from, at, count);
        }
    }
}
