package io.cachetree.zarr.array;

import io.cachetree.zarr.metadata.ArraySpec;
import java.lang.reflect.Array;

/** The elements that the scripts under {@code src/test/interop} write and expect. */
record Formula(ArraySpec spec) implements BlockSource {

    @Override
    public void copy(long[] min, int[] size, Object into) {
        Box whole = Box.of(spec);
        Box block = Box.inside(spec, min, size);
        for (int i = 0; i < block.elements(); i++) {
            set(into, i, whole.number(block.at(i)));
        }
    }

    /** Returns all elements. */
    Object all() {
        Box whole = Box.of(spec);
        Object elements = spec.type().newArray(whole.elements());
        copy(whole.min(), whole.intSize(), elements);
        return elements;
    }

    private void set(Object into, int at, long i) {
        long unsigned = i * i % 121;
        long value = unsigned - 60;
        switch (spec.type()) {
            case BOOL -> Array.setBoolean(into, at, i % 3 == 0);
            case INT8 -> Array.setByte(into, at, (byte) value);
            case UINT8 -> Array.setByte(into, at, (byte) unsigned);
            case INT16 -> Array.setShort(into, at, (short) value);
            case UINT16 -> Array.setShort(into, at, (short) unsigned);
            case INT32 -> Array.setInt(into, at, (int) value);
            case UINT32 -> Array.setInt(into, at, (int) unsigned);
            case INT64 -> Array.setLong(into, at, value);
            case UINT64 -> Array.setLong(into, at, unsigned);
            case FLOAT16, FLOAT32 -> Array.setFloat(into, at, value / 4f);
            case FLOAT64 -> Array.setDouble(into, at, value / 4d);
        }
    }
}
