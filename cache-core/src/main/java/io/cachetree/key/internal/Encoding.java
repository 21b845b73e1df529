package io.cachetree.key.internal;

import io.cachetree.tree.Digest;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;

/**
 * The bytes that values are hashed as: a tag for the type, the length where it varies, and the value in little-endian
 * order. No encoding is the beginning of another, so that a sequence of them can be read in one way only.
 *
 * <p>Tags are the letters of the class file format: {@code I} an int, {@code i} an array of ints, and so on. Arrays and
 * strings pass through one chunk that stays in the first-level cache, so the memory for them does not grow with them.
 * Most calls have small inputs only: for them the chunk stays small, too.
 *
 * <p>Thread safety: none.
 */
public class Encoding {

    private static final int SMALL_CHUNK = 256;
    private static final int CHUNK = 8 * 1024;
    /** What a piece counts towards the limit besides what is in it. */
    private static final int PIECE = Long.BYTES;

    private static final VarHandle CHARS = view(char[].class);
    private static final VarHandle INTS = view(int[].class);
    private static final VarHandle LONGS = view(long[].class);
    private static final int FLOAT_INFINITY = 0x7f80_0000;
    private static final int FLOAT_NAN = 0x7fc0_0000;
    private static final long DOUBLE_INFINITY = 0x7ff0_0000_0000_0000L;
    private static final long DOUBLE_NAN = 0x7ff8_0000_0000_0000L;

    private final Digest.Hasher hasher = Digest.hasher();
    private byte[] bytes;
    private long left;

    /** Creates an empty encoding. */
    public Encoding() {
        this(Long.MAX_VALUE);
    }

    /** Creates an empty encoding that refuses to become longer than about so many bytes, by {@link TooLong}. */
    protected Encoding(long limit) {
        this(new byte[SMALL_CHUNK], limit);
    }

    /** Creates an encoding that shares its chunk with another that stands still meanwhile. */
    protected Encoding(Encoding outer) {
        this(outer.bytes, outer.left);
    }

    private Encoding(byte[] bytes, long limit) {
        this.bytes = bytes;
        this.left = limit;
    }

    /** Takes into account how long an encoding became that started as this one stands. */
    protected final void spendAs(Encoding inner) {
        left = inner.left;
    }

    /** Says that there is more to encode than is wanted. */
    public static final class TooLong extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private TooLong() {
            super("too long", null, false, false);
        }
    }

    /** Returns the digest of what was put, and starts anew. */
    public final Digest digest() {
        Digest digest = hasher.digest();
        hasher.reset();
        return digest;
    }

    /** Adds {@code null}. */
    public final void putNull() {
        tag('0');
    }

    /** Adds a value that is known by its digest. */
    public final void put(Digest digest) {
        tag('#');
        hasher.put(digest.high());
        hasher.put(digest.low());
    }

    /** Starts what is made of an unknown number of pieces; {@link #end()} is the one tag that no piece starts with. */
    public final void begin(String type) {
        tag('{');
        put(type);
    }

    /** Ends what was begun last. */
    public final void end() {
        tag('}');
    }

    public final void put(boolean value) {
        tag('Z');
        hasher.put((byte) (value ? 1 : 0));
    }

    public final void put(byte value) {
        tag('B');
        hasher.put(value);
    }

    public final void put(short value) {
        tag('S');
        hasher.put(value);
    }

    public final void put(char value) {
        tag('C');
        hasher.put((short) value);
    }

    public final void put(int value) {
        tag('I');
        hasher.put(value);
    }

    public final void put(long value) {
        tag('J');
        hasher.put(value);
    }

    public final void put(float value) {
        tag('F');
        hasher.put(Float.floatToIntBits(value));
    }

    public final void put(double value) {
        tag('D');
        hasher.put(Double.doubleToLongBits(value));
    }

    /** Adds a string by its UTF-16 code units, because no charset keeps what is not well-formed apart. */
    public final void put(String value) {
        chunkFor(value.length(), Character.BYTES);
        array('T', value.length(), Character.BYTES, (from, count) -> {
            for (int i = 0; i < count; i++) {
                CHARS.set(bytes, i * Character.BYTES, value.charAt(from + i));
            }
        });
    }

    public final void put(boolean[] values) {
        chunkFor(values.length, Byte.BYTES);
        array('z', values.length, Byte.BYTES, (from, count) -> {
            for (int i = 0; i < count; i++) {
                bytes[i] = (byte) (values[from + i] ? 1 : 0);
            }
        });
    }

    public final void put(byte[] values) {
        spend(values.length);
        tag('b');
        hasher.put(values.length);
        hasher.put(values);
    }

    public final void put(short[] values) {
        ShortBuffer view = chunkFor(values.length, Short.BYTES).asShortBuffer();
        array('s', values.length, Short.BYTES, (from, count) -> view.put(0, values, from, count));
    }

    public final void put(char[] values) {
        CharBuffer view = chunkFor(values.length, Character.BYTES).asCharBuffer();
        array('c', values.length, Character.BYTES, (from, count) -> view.put(0, values, from, count));
    }

    public final void put(int[] values) {
        IntBuffer view = chunkFor(values.length, Integer.BYTES).asIntBuffer();
        array('i', values.length, Integer.BYTES, (from, count) -> view.put(0, values, from, count));
    }

    public final void put(long[] values) {
        LongBuffer view = chunkFor(values.length, Long.BYTES).asLongBuffer();
        array('j', values.length, Long.BYTES, (from, count) -> view.put(0, values, from, count));
    }

    public final void put(float[] values) {
        FloatBuffer view = chunkFor(values.length, Float.BYTES).asFloatBuffer();
        array('f', values.length, Float.BYTES, (from, count) -> {
            view.put(0, values, from, count);
            unifyFloatNaN(count);
        });
    }

    public final void put(double[] values) {
        DoubleBuffer view = chunkFor(values.length, Double.BYTES).asDoubleBuffer();
        array('d', values.length, Double.BYTES, (from, count) -> {
            view.put(0, values, from, count);
            unifyDoubleNaN(count);
        });
    }

    /** Counts so many bytes towards the limit that are read elsewhere, and not added. */
    public final void reads(long bytes) {
        spend(bytes);
    }

    private void tag(char tag) {
        spend(PIECE);
        hasher.put((byte) tag);
    }

    private void spend(long count) {
        left -= count;
        if (left < 0) {
            throw new TooLong();
        }
    }

    /** Returns the chunk for an array, which is larger from then on if the array is. */
    private ByteBuffer chunkFor(int length, int width) {
        if ((long) length * width > bytes.length && bytes.length < CHUNK) {
            bytes = new byte[CHUNK];
        }
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void array(char tag, int length, int width, Fill fill) {
        spend((long) length * width);
        tag(tag);
        hasher.put(length);
        for (int left = length; left > 0; ) {
            int count = Math.min(left, bytes.length / width);
            fill.chunk(length - left, count);
            hasher.put(bytes, 0, count * width);
            left -= count;
        }
    }

    // The compiler vectorises a loop without branches, and NaN is rare: so look for one first, and then replace.

    private void unifyFloatNaN(int count) {
        int signs = 0;
        for (int i = 0; i < count; i++) {
            signs |= FLOAT_INFINITY - ((int) INTS.get(bytes, i * Float.BYTES) & Integer.MAX_VALUE);
        }
        if (signs < 0) {
            replaceFloatNaN(count);
        }
    }

    private void replaceFloatNaN(int count) {
        for (int i = 0; i < count; i++) {
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
        if (signs < 0) {
            replaceDoubleNaN(count);
        }
    }

    private void replaceDoubleNaN(int count) {
        for (int i = 0; i < count; i++) {
            if (((long) LONGS.get(bytes, i * Double.BYTES) & Long.MAX_VALUE) > DOUBLE_INFINITY) {
                LONGS.set(bytes, i * Double.BYTES, DOUBLE_NAN);
            }
        }
    }

    private static VarHandle view(Class<?> array) {
        return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.LITTLE_ENDIAN);
    }

    /** Copies {@code count} elements, from the given index on, to the start of the chunk. */
    @FunctionalInterface
    private interface Fill {
        void chunk(int from, int count);
    }
}
