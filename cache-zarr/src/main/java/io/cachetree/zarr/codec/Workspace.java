package io.cachetree.zarr.codec;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * What one thread works with while it encodes or decodes: buffers and contexts that are used again.
 *
 * <p>A buffer that is not given back is simply lost to the garbage collector.
 *
 * <p>Thread safety: for one thread at a time.
 */
@SuppressWarnings({"ByteBufferBackingArray", "ReferenceEquality"}) // which array it is matters, not what is in it
public final class Workspace implements AutoCloseable {

    private static final int MAX_KEPT = 4;

    private final Deque<byte[]> kept = new ArrayDeque<>(MAX_KEPT);
    private @Nullable Zstandard zstd;

    /** Returns a buffer on the heap of exactly a length, with any content. */
    public ByteBuffer take(int length) {
        for (Iterator<byte[]> each = kept.iterator(); each.hasNext(); ) {
            byte[] array = each.next();
            if (array.length >= length) {
                each.remove();
                return ByteBuffer.wrap(array, 0, length);
            }
        }
        return ByteBuffer.wrap(new byte[length]);
    }

    /** Gives back a buffer that nobody uses any more, unless its memory is that of another one. */
    public void giveUnlessShared(ByteBuffer buffer, ByteBuffer... others) {
        if (Arrays.stream(others).noneMatch(other -> other.array() == buffer.array())) {
            give(buffer);
        }
    }

    /** Gives back a buffer that nobody uses any more. */
    public void give(ByteBuffer buffer) {
        if (kept.size() == MAX_KEPT) {
            kept.removeLast();
        }
        kept.addFirst(buffer.array());
    }

    /** Returns zstd, for this thread. */
    Zstandard zstd() {
        if (zstd == null) {
            Zstandard idle = Zstandard.IDLE.poll();
            zstd = idle == null ? new Zstandard() : idle;
        }
        return zstd;
    }

    @Override
    public void close() {
        kept.clear();
        if (zstd != null && !Zstandard.IDLE.offer(zstd)) {
            zstd.close();
        }
        zstd = null;
    }

    /**
     * The contexts of zstd, and memory outside of the heap that it works on: while it works on arrays it keeps the garbage
     * collector waiting, and on JDK 17 others run out of memory meanwhile. Both cost more to make than a chunk to decode, so
     * that a few that nobody uses are kept.
     */
    static final class Zstandard implements AutoCloseable {

        private static final int MAX_IDLE = 64;
        private static final int MAX_KEPT_BYTES = 8 << 20;
        private static final BlockingQueue<Zstandard> IDLE = new ArrayBlockingQueue<>(MAX_IDLE);

        private final ZstdCompressCtx compressor = new ZstdCompressCtx();
        private final ZstdDecompressCtx decompressor = new ZstdDecompressCtx();
        private ByteBuffer source = ByteBuffer.allocateDirect(0);
        private ByteBuffer target = ByteBuffer.allocateDirect(0);

        /** Compresses into what is left of an array, and returns the length; what does not fit is not copied. */
        int compress(BloscCompressor.Block from, byte[] to, int into, int level, boolean hasChecksum) {
            int bound = Math.toIntExact(Zstd.compressBound(from.length()));
            reserve(from.length(), bound);
            source.put(0, from.array(), from.at(), from.length());
            int length = compressor
                    .setLevel(level)
                    .setChecksum(hasChecksum)
                    .compressDirectByteBuffer(target, 0, bound, source, 0, from.length());
            if (length <= to.length - into) {
                target.get(0, to, into, length);
            }
            return release(length);
        }

        /** Decompresses to at most {@code limit} bytes, and returns how many they are. */
        int decompress(BloscCompressor.Block from, byte[] to, int into, int limit) {
            reserve(from.length(), limit);
            source.put(0, from.array(), from.at(), from.length());
            int length = decompressor.decompressDirectByteBuffer(target, 0, limit, source, 0, from.length());
            target.get(0, to, into, length);
            return release(length);
        }

        private void reserve(int sourceLength, int targetLength) {
            source = withCapacity(source, sourceLength);
            target = withCapacity(target, targetLength);
        }

        private static ByteBuffer withCapacity(ByteBuffer buffer, int length) {
            return buffer.capacity() >= length ? buffer : ByteBuffer.allocateDirect(length);
        }

        private int release(int length) {
            if (source.capacity() + (long) target.capacity() > MAX_KEPT_BYTES) {
                source = ByteBuffer.allocateDirect(0);
                target = source;
            }
            return length;
        }

        @Override
        public void close() {
            compressor.close();
            decompressor.close();
        }
    }
}
