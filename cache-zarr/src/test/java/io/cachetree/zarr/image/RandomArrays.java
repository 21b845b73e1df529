package io.cachetree.zarr.image;

import io.cachetree.zarr.array.ArrayFiles;
import io.cachetree.zarr.array.ArrayStore;
import io.cachetree.zarr.array.StoredArray;
import io.cachetree.zarr.codec.BloscCodec;
import io.cachetree.zarr.codec.ZstdCodec;
import io.cachetree.zarr.metadata.ArraySpec;
import io.cachetree.zarr.metadata.ElementType;
import io.cachetree.zarr.metadata.ZarrFormat;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;

/** Random arrays, and specs by which they can be stored. */
record RandomArrays(Random random) {

    private static final List<ElementType> TYPES = Arrays.stream(ElementType.values())
            .filter(type -> type != ElementType.FLOAT16)
            .toList();

    /** Returns an array of any type, of one to four dimensions; some have rows of several runs. */
    NdArray array() {
        long[] shape = random.longs(1 + random.nextInt(4), 1, 9).toArray();
        shape[shape.length - 1] = 1L + random.nextInt(random.nextInt(3) == 0 ? 300 : 20);
        return array(TYPES.get(random.nextInt(TYPES.size())), shape);
    }

    NdArray array(ElementType type, long... shape) {
        int count = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        Object elements = type.newArray(count);
        for (int i = 0; i < count; i++) {
            set(elements, i, random.nextInt(5) == 0 ? 0 : random.nextLong());
        }
        return NdArray.of(elements, type, shape);
    }

    private static void set(Object elements, int at, long value) {
        if (elements instanceof boolean[] values) {
            values[at] = (value & 1) != 0;
        } else if (elements instanceof byte[] values) {
            values[at] = (byte) value;
        } else if (elements instanceof short[] values) {
            values[at] = (short) value;
        } else if (elements instanceof int[] values) {
            values[at] = (int) value;
        } else if (elements instanceof long[] values) {
            values[at] = value;
        } else if (elements instanceof float[] values) {
            values[at] = value % 7 == 0
                    ? Float.intBitsToFloat((int) value | 0x7f80_0001)
                    : Float.intBitsToFloat((int) value);
        } else {
            Array.setDouble(elements, at, value % 7 == 0 ? Double.NaN : Double.longBitsToDouble(value));
        }
    }

    /** Returns any chunks, format and codec for an array. */
    ArraySpec spec(NdArray array) {
        int[] chunks = array.shape().stream()
                .mapToInt(size -> 1 + random.nextInt(size.intValue() + 3))
                .toArray();
        if (random.nextBoolean()) {
            chunks[chunks.length - 1] = 64;
        }
        ArraySpec spec = ArraySpec.of(
                        array.type(),
                        array.shape().stream().mapToLong(Long::longValue).toArray())
                .withChunks(chunks)
                .withCodecs(random.nextBoolean() ? BloscCodec.lz4() : new ZstdCodec(1));
        if (random.nextBoolean()) {
            return spec;
        }
        ArraySpec changed = spec.withFormat(ZarrFormat.V3);
        return random.nextBoolean()
                ? changed
                : changed.withShards(Arrays.stream(chunks).map(each -> 2 * each).toArray());
    }

    /** Writes an array, and opens it again. */
    static StoredArray stored(NdArray array, ArraySpec spec, Path directory, Executor executor) throws IOException {
        ArrayFiles files = ArrayFiles.local(directory);
        ArrayStore.zarr().create(files, spec).write(array.blocks(), executor);
        return ArrayStore.zarr().open(files);
    }
}
