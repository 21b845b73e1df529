package io.cachetree.zarr.image;

import io.cachetree.tree.Digest;
import io.cachetree.zarr.metadata.ElementType;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The sum of the hashes of an image's runs, to which blocks are added in any order; see {@link ValueDigest} for the scheme.
 *
 * <p>Thread safety: may be used by many threads at the same time.
 */
final class RunSum {

    /** The elements of a run. */
    static final int RUN = 64;

    private static final long ODD_1 = 0x9e37_79b9_7f4a_7c15L;
    private static final long ODD_2 = 0xd1b5_4a32_d192_ed03L;

    private final ElementType type;
    private final long[] shape;
    private final long width;
    private final long runsPerRow;
    private long high;
    private long low;
    private long elements;

    RunSum(ElementType type, List<Long> shape) {
        this.type = type == ElementType.FLOAT16 ? ElementType.FLOAT32 : type;
        // What has no dimensions is a row of one.
        this.shape = shape.isEmpty()
                ? new long[] {1}
                : shape.stream().mapToLong(Long::longValue).toArray();
        this.width = this.shape[this.shape.length - 1];
        this.runsPerRow = (width + RUN - 1) / RUN;
    }

    /** Returns whether a range of a row consists of whole runs. */
    boolean isOfRuns(long first, long count) {
        return first % RUN == 0 && (count % RUN == 0 || first + count == width);
    }

    /** Adds a block if it consists of whole runs, from its primitive array; a block counts once. */
    void add(long[] min, int[] size, Object block) {
        if (min.length == 0) {
            addRows(0, 1, 0, 1, block, 0);
        } else if (isOfRuns(min[min.length - 1], size[size.length - 1])) {
            addBlock(min, size, block);
        }
    }

    private void addBlock(long[] min, int[] size, Object block) {
        int last = min.length - 1;
        int rows = last == 0 ? 1 : size[last - 1];
        long planes = 1;
        for (int d = 0; d < last - 1; d++) {
            planes *= size[d];
        }
        int perPlane = rows * size[last];
        RunBytes bytes = new RunBytes(type, block, 0, Math.toIntExact(planes * perPlane));
        for (int plane = 0; plane < planes && perPlane > 0; plane++) {
            addRows(row(min, size, plane), rows, min[last], size[last], bytes, plane * perPlane);
        }
    }

    /** Returns the number in the image of the first row of a plane of a block. */
    private long row(long[] min, int[] size, long plane) {
        int last = min.length - 1;
        long row = last == 0 ? 0 : min[last - 1];
        long stride = last == 0 ? 1 : shape[last - 1];
        long rest = plane;
        for (int d = last - 2; d >= 0; d--) {
            row += (min[d] + rest % size[d]) * stride;
            rest /= size[d];
            stride *= shape[d];
        }
        return row;
    }

    /** Adds rows that follow each other in the image and in an array, or the same part of each. */
    void addRows(long row, int rows, long min, int size, Object array, int from) {
        addRows(row, rows, min, size, new RunBytes(type, array, from, from + rows * size), from);
    }

    private void addRows(long row, int rows, long min, int size, RunBytes bytes, int from) {
        long sumHigh = 0;
        long sumLow = 0;
        int at = from;
        for (int r = 0; r < rows; r++) {
            long number = (row + r) * runsPerRow + min / RUN;
            int end = at + size;
            for (; at < end; at += RUN) {
                int count = Math.min(RUN, end - at);
                bytes.require(at, count);
                Digest run = Digest.of(bytes.bytes(), bytes.offset(at), bytes.length(count));
                // A bijection for each number, in which each bit of the sum depends on all bits of hash and number.
                long a = mix(run.low() + number * ODD_1);
                long b = mix((run.high() ^ number * ODD_2) + a);
                a = mix(a + b);
                sumLow += a;
                sumHigh += b + (Long.compareUnsigned(sumLow, a) < 0 ? 1 : 0);
                number++;
            }
            at = end;
        }
        add(sumHigh, sumLow, (long) rows * size);
    }

    private synchronized void add(long moreHigh, long moreLow, long count) {
        low += moreLow;
        high += moreHigh + (Long.compareUnsigned(low, moreLow) < 0 ? 1 : 0);
        elements += count;
    }

    /** The finalizer of SplitMix64. */
    private static long mix(long value) {
        long mixed = (value ^ value >>> 30) * 0xbf58_476d_1ce4_e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d0_49bb_1331_11ebL;
        return mixed ^ mixed >>> 31;
    }

    /** Returns how many elements were added. */
    synchronized long elements() {
        return elements;
    }

    /** Returns the digest of an image all of whose blocks were added. */
    synchronized ValueDigest digest(List<Long> stated) {
        Digest.Hasher hasher = Digest.hasher();
        hasher.put(type.code().getBytes(StandardCharsets.US_ASCII));
        hasher.put(stated.size());
        stated.forEach(size -> hasher.put((long) size));
        hasher.put(high);
        hasher.put(low);
        return new ValueDigest(hasher.digest());
    }

    /**
     * The bytes by which elements are told apart: little-endian, a boolean as 0 or 1, all NaN the same.
     *
     * <p>They pass through a buffer that stays in the first-level cache; bytes are hashed where they stand.
     *
     * <p>Thread safety: none.
     */
    private static final class RunBytes {

        private static final int BUFFER = 8 * 1024;
        private static final VarHandle INTS =
                MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
        private static final VarHandle LONGS =
                MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
        private static final int FLOAT_INFINITY = 0x7f80_0000;
        private static final int FLOAT_NAN = 0x7fc0_0000;
        private static final long DOUBLE_INFINITY = 0x7ff0_0000_0000_0000L;
        private static final long DOUBLE_NAN = 0x7ff8_0000_0000_0000L;

        private final Object elements;
        private final int width;
        private final int end;
        private final byte[] bytes;
        private final Copy copy;
        private int from;
        private int to;

        /** Copies elements to the beginning of the buffer. */
        private interface Copy {
            void elements(int from, int count);
        }

        /** Begins at an element, and ends before another. */
        RunBytes(ElementType type, Object elements, int from, int end) {
            boolean isBytes = elements instanceof byte[];
            this.elements = elements;
            this.width = type == ElementType.FLOAT16 ? Float.BYTES : type.size();
            this.end = end;
            this.bytes = isBytes ? (byte[]) elements : new byte[(int) Math.min(BUFFER, (long) width * (end - from))];
            this.copy = copy(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
            this.from = isBytes ? 0 : from;
            this.to = isBytes ? end : from;
        }

        /** Makes sure that some elements are among the bytes; they follow those asked for before. */
        void require(int first, int count) {
            if (first + count > to) {
                from = first;
                to = Math.min(end, first + bytes.length / width);
                copy.elements(from, to - from);
            }
        }

        byte[] bytes() {
            return bytes;
        }

        /** Returns where the bytes of an element begin. */
        int offset(int element) {
            return (element - from) * width;
        }

        int length(int count) {
            return count * width;
        }

        private Copy copy(ByteBuffer view) {
            if (elements instanceof boolean[] values) {
                return (at, count) -> {
                    for (int i = 0; i < count; i++) {
                        bytes[i] = (byte) (values[at + i] ? 1 : 0);
                    }
                };
            }
            if (elements instanceof short[] values) {
                return (at, count) -> view.asShortBuffer().put(0, values, at, count);
            }
            if (elements instanceof int[] values) {
                return (at, count) -> view.asIntBuffer().put(0, values, at, count);
            }
            if (elements instanceof long[] values) {
                return (at, count) -> view.asLongBuffer().put(0, values, at, count);
            }
            return elements instanceof byte[] ? (at, count) -> {} : floating(view);
        }

        private Copy floating(ByteBuffer view) {
            if (elements instanceof float[] values) {
                return (at, count) -> {
                    view.asFloatBuffer().put(0, values, at, count);
                    unifyFloatNaN(count);
                };
            }
            double[] values = (double[]) elements;
            return (at, count) -> {
                view.asDoubleBuffer().put(0, values, at, count);
                unifyDoubleNaN(count);
            };
        }

        // The compiler vectorises a loop without branches, and NaN is rare: so look for one first, and then replace.

        private void unifyFloatNaN(int count) {
            int signs = 0;
            for (int i = 0; i < count; i++) {
                signs |= FLOAT_INFINITY - ((int) INTS.get(bytes, i * Float.BYTES) & Integer.MAX_VALUE);
            }
            for (int i = 0; signs < 0 && i < count; i++) {
                if (((int) INTS.get(bytes, i * Float.BYTES) & Integer.MAX_VALUE) > FLOAT_INFINITY) {
                    INTS.set(bytes, i * Float.BYTES, FLOAT_NAN);
                }
            }
        }

        private void unifyDoubleNaN(int count) {
            long signs = 0;
            for (int i = 0; i < count; i++) {
                signs |= DOUBLE_INFINITY - ((long) LONGS.get(bytes, i * Double.BYTES) & Long.MAX_VALUE);
            }
            for (int i = 0; signs < 0 && i < count; i++) {
                if (((long) LONGS.get(bytes, i * Double.BYTES) & Long.MAX_VALUE) > DOUBLE_INFINITY) {
                    LONGS.set(bytes, i * Double.BYTES, DOUBLE_NAN);
                }
            }
        }
    }
}
