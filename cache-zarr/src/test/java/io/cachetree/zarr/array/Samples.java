package io.cachetree.zarr.array;

import io.cachetree.zarr.metadata.ArraySpec;
import java.lang.reflect.Array;
import java.util.Random;

/** A whole array in memory, from which blocks are copied one element at a time: slow, and too simple to be wrong. */
record Samples(ArraySpec spec, Object elements) implements BlockSource {

    /** Returns elements that are random in some places and the fill value in others. */
    static Samples random(ArraySpec spec, Random random) {
        int count = (int) Box.of(spec).count();
        Object elements = spec.type().newArray(count);
        int from = random.nextInt(count + 1);
        int to = from + random.nextInt(count - from + 1);
        for (int i = 0; i < count; i++) {
            set(
                    elements,
                    i,
                    i >= from && i < to ? random.nextLong() : spec.fill().longValue(),
                    spec);
        }
        return new Samples(spec, elements);
    }

    private static void set(Object elements, int at, long value, ArraySpec spec) {
        switch (spec.type()) {
            case BOOL -> Array.setBoolean(elements, at, (value & 1) != 0);
            case INT8, UINT8 -> Array.setByte(elements, at, (byte) value);
            case INT16, UINT16 -> Array.setShort(elements, at, (short) value);
            case INT32, UINT32 -> Array.setInt(elements, at, (int) value);
            case INT64, UINT64 -> Array.setLong(elements, at, value);
            case FLOAT16, FLOAT32 -> Array.setFloat(elements, at, (float) value);
            case FLOAT64 -> Array.setDouble(elements, at, (double) value);
        }
    }

    @Override
    public void copy(long[] min, int[] size, Object into) {
        Box whole = Box.of(spec);
        Box block = Box.inside(spec, min, size);
        for (int i = 0; i < block.elements(); i++) {
            Array.set(into, i, Array.get(elements, whole.number(block.at(i))));
        }
    }
}
