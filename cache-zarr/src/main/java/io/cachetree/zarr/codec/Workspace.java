package io.cachetree.zarr.codec;

import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
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
    private @Nullable ZstdCompressCtx compressor;
    private @Nullable ZstdDecompressCtx decompressor;

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

    /** Returns the thread's context of zstd for compression at a level, with or without a checksum in the frame. */
    ZstdCompressCtx compressor(int level, boolean hasChecksum) {
        if (compressor == null) {
            compressor = new ZstdCompressCtx();
        }
        return compressor.setLevel(level).setChecksum(hasChecksum);
    }

    /** Returns the thread's context of zstd for decompression. */
    ZstdDecompressCtx decompressor() {
        if (decompressor == null) {
            decompressor = new ZstdDecompressCtx();
        }
        return decompressor;
    }

    @Override
    public void close() {
        kept.clear();
        if (compressor != null) {
            compressor.close();
        }
        if (decompressor != null) {
            decompressor.close();
        }
    }
}
