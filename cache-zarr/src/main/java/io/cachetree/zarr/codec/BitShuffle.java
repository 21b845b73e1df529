package io.cachetree.zarr.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The bit shuffle of blosc: a matrix of elements by bits is transposed; a block whose number of elements is no
 * multiple of eight stays as it is.
 */
final class BitShuffle {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private BitShuffle() {}

    static void shuffle(byte[] from, int at, int length, int size, byte[] to, int into) {
        int count = shuffled(length, size);
        byte[] rows = new byte[count * size];
        ByteShuffle.shuffle(from, at, count * size, size, rows, 0);
        int bytes = count / 8;
        for (int row = 0; row < size; row++) {
            for (int i = 0; i < bytes; i++) {
                long bits = transpose((long) LONG.get(rows, row * count + 8 * i));
                for (int bit = 0; bit < 8; bit++) {
                    to[into + (8 * row + bit) * bytes + i] = (byte) (bits >>> (8 * bit));
                }
            }
        }
        System.arraycopy(from, at + count * size, to, into + count * size, length - count * size);
    }

    static void unshuffle(byte[] from, int at, int length, int size, byte[] to, int into) {
        int count = shuffled(length, size);
        byte[] rows = new byte[count * size];
        int bytes = count / 8;
        for (int row = 0; row < size; row++) {
            for (int i = 0; i < bytes; i++) {
                long bits = 0;
                for (int bit = 0; bit < 8; bit++) {
                    bits |= (from[at + (8 * row + bit) * bytes + i] & 0xFFL) << (8 * bit);
                }
                LONG.set(rows, row * count + 8 * i, transpose(bits));
            }
        }
        ByteShuffle.unshuffle(rows, 0, count * size, size, to, into);
        System.arraycopy(from, at + count * size, to, into + count * size, length - count * size);
    }

    private static int shuffled(int length, int size) {
        int count = length / size;
        return count % 8 == 0 ? count : 0;
    }

    /** Transposes 8 by 8 bits (Warren, Hacker's Delight, 7-3). */
    private static long transpose(long x) {
        long swap = (x ^ x >>> 7) & 0x00AA00AA00AA00AAL;
        x ^= swap ^ swap << 7;
        swap = (x ^ x >>> 14) & 0x0000CCCC0000CCCCL;
        x ^= swap ^ swap << 14;
        swap = (x ^ x >>> 28) & 0x00000000F0F0F0F0L;
        return x ^ swap ^ swap << 28;
    }
}
