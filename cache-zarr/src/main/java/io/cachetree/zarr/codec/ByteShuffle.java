package io.cachetree.zarr.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The byte shuffle of blosc: a matrix of elements by bytes is transposed, what is left over at the end stays.
 *
 * <p>Elements of 2, 4 and 8 bytes go eight bytes at a time: splitting the bytes of longs at even and odd places
 * once, twice or three times leaves bytes of one significance together.
 */
final class ByteShuffle {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EVEN_BYTES = 0x00FF00FF00FF00FFL;
    private static final long EVEN_PAIRS = 0x0000FFFF0000FFFFL;
    private static final long ODD_OF_PAIRS = 0x0000FF000000FF00L;
    private static final long SECOND_QUARTER = 0x00000000FFFF0000L;
    private static final long LOW_HALF = 0xFFFFFFFFL;

    private ByteShuffle() {}

    static void shuffle(byte[] from, int at, int length, int size, byte[] to, int into) {
        int count = length / size;
        int done = switch (size) {
            case 2 -> shuffle2(from, at, count, to, into);
            case 4 -> shuffle4(from, at, count, to, into);
            case 8 -> shuffle8(from, at, count, to, into);
            default -> 0;
        };
        for (int b = 0; b < size; b++) {
            int row = into + b * count;
            for (int i = done; i < count; i++) {
                to[row + i] = from[at + i * size + b];
            }
        }
        System.arraycopy(from, at + count * size, to, into + count * size, length - count * size);
    }

    static void unshuffle(byte[] from, int at, int length, int size, byte[] to, int into) {
        int count = length / size;
        int done = switch (size) {
            case 2 -> unshuffle2(from, at, count, to, into);
            case 4 -> unshuffle4(from, at, count, to, into);
            case 8 -> unshuffle8(from, at, count, to, into);
            default -> 0;
        };
        for (int b = 0; b < size; b++) {
            int row = at + b * count;
            for (int i = done; i < count; i++) {
                to[into + i * size + b] = from[row + i];
            }
        }
        System.arraycopy(from, at + count * size, to, into + count * size, length - count * size);
    }

    private static int shuffle2(byte[] from, int at, int count, byte[] to, int into) {
        int whole = count & ~7;
        for (int i = 0; i < whole; i += 8) {
            long a = split(get(from, at + 2 * i));
            long b = split(get(from, at + 2 * i + 8));
            put(to, into + i, lowHalves(a, b));
            put(to, into + count + i, highHalves(a, b));
        }
        return whole;
    }

    private static int unshuffle2(byte[] from, int at, int count, byte[] to, int into) {
        int whole = count & ~7;
        for (int i = 0; i < whole; i += 8) {
            long a = get(from, at + i);
            long b = get(from, at + count + i);
            put(to, into + 2 * i, join(lowHalves(a, b)));
            put(to, into + 2 * i + 8, join(highHalves(a, b)));
        }
        return whole;
    }

    private static int shuffle4(byte[] from, int at, int count, byte[] to, int into) {
        int whole = count & ~7;
        for (int i = 0; i < whole; i += 8) {
            long a = get(from, at + 4 * i);
            long b = get(from, at + 4 * i + 8);
            long c = get(from, at + 4 * i + 16);
            long d = get(from, at + 4 * i + 24);
            long even1 = even(a, b);
            long even2 = even(c, d);
            long odd1 = odd(a, b);
            long odd2 = odd(c, d);
            put(to, into + i, even(even1, even2));
            put(to, into + count + i, even(odd1, odd2));
            put(to, into + 2 * count + i, odd(even1, even2));
            put(to, into + 3 * count + i, odd(odd1, odd2));
        }
        return whole;
    }

    private static int unshuffle4(byte[] from, int at, int count, byte[] to, int into) {
        int whole = count & ~7;
        for (int i = 0; i < whole; i += 8) {
            long a = get(from, at + i);
            long b = get(from, at + count + i);
            long c = get(from, at + 2 * count + i);
            long d = get(from, at + 3 * count + i);
            long even1 = low(a, c);
            long even2 = high(a, c);
            long odd1 = low(b, d);
            long odd2 = high(b, d);
            put(to, into + 4 * i, low(even1, odd1));
            put(to, into + 4 * i + 8, high(even1, odd1));
            put(to, into + 4 * i + 16, low(even2, odd2));
            put(to, into + 4 * i + 24, high(even2, odd2));
        }
        return whole;
    }

    private static int shuffle8(byte[] from, int at, int count, byte[] to, int into) {
        int whole = count & ~7;
        long[] m = new long[8];
        for (int i = 0; i < whole; i += 8) {
            for (int k = 0; k < 8; k++) {
                m[k] = get(from, at + 8 * (i + k));
            }
            transpose(m);
            for (int k = 0; k < 8; k++) {
                put(to, into + k * count + i, m[k]);
            }
        }
        return whole;
    }

    private static int unshuffle8(byte[] from, int at, int count, byte[] to, int into) {
        int whole = count & ~7;
        long[] m = new long[8];
        for (int i = 0; i < whole; i += 8) {
            for (int k = 0; k < 8; k++) {
                m[k] = get(from, at + k * count + i);
            }
            transpose(m);
            for (int k = 0; k < 8; k++) {
                put(to, into + 8 * (i + k), m[k]);
            }
        }
        return whole;
    }

    /** Transposes 8 by 8 bytes by swapping blocks of 4, 2 and 1 (Warren, Hacker's Delight, 7-3, with bytes for bits). */
    private static void transpose(long[] m) {
        for (int k = 0; k < 4; k++) {
            long swap = ((m[k] >>> 32) ^ m[k + 4]) & LOW_HALF;
            m[k] ^= swap << 32;
            m[k + 4] ^= swap;
        }
        for (int half = 0; half < 8; half += 4) {
            for (int k = half; k < half + 2; k++) {
                long swap = ((m[k] >>> 16) ^ m[k + 2]) & EVEN_PAIRS;
                m[k] ^= swap << 16;
                m[k + 2] ^= swap;
            }
        }
        for (int k = 0; k < 8; k += 2) {
            long swap = ((m[k] >>> 8) ^ m[k + 1]) & EVEN_BYTES;
            m[k] ^= swap << 8;
            m[k + 1] ^= swap;
        }
    }

    /** Returns the bytes at even places in the low half, and the others in the high one. */
    private static long split(long x) {
        return swap(swap(x, 8, ODD_OF_PAIRS), 16, SECOND_QUARTER);
    }

    /** Reverts {@link #split}. */
    private static long join(long x) {
        return swap(swap(x, 16, SECOND_QUARTER), 8, ODD_OF_PAIRS);
    }

    /** Swaps the bits of a mask with those that are a distance above. */
    private static long swap(long x, int distance, long mask) {
        long difference = (x ^ x >>> distance) & mask;
        return x ^ difference ^ difference << distance;
    }

    private static long lowHalves(long a, long b) {
        return (a & LOW_HALF) | b << 32;
    }

    private static long highHalves(long a, long b) {
        return a >>> 32 | (b & ~LOW_HALF);
    }

    private static long even(long a, long b) {
        return gather(a) | gather(b) << 32;
    }

    private static long odd(long a, long b) {
        return gather(a >>> 8) | gather(b >>> 8) << 32;
    }

    private static long low(long a, long b) {
        return spread(a) | spread(b) << 8;
    }

    private static long high(long a, long b) {
        return spread(a >>> 32) | spread(b >>> 32) << 8;
    }

    /** Returns the four bytes at even places, together in the low half. */
    private static long gather(long x) {
        long bytes = x & EVEN_BYTES;
        long pairs = (bytes | bytes >>> 8) & EVEN_PAIRS;
        return (pairs | pairs >>> 16) & LOW_HALF;
    }

    /** Returns the four bytes of the low half, spread to even places. */
    private static long spread(long x) {
        long pairs = ((x & LOW_HALF) | x << 16) & EVEN_PAIRS;
        return (pairs | pairs << 8) & EVEN_BYTES;
    }

    private static long get(byte[] from, int at) {
        return (long) LONG.get(from, at);
    }

    private static void put(byte[] to, int at, long value) {
        LONG.set(to, at, value);
    }
}
