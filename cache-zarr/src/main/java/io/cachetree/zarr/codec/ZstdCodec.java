package io.cachetree.zarr.codec;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.nio.ByteBuffer;

/**
 * Zstandard, without a shuffle before it.
 *
 * @param level higher is smaller and slower
 * @param hasChecksum whether frames carry a checksum
 */
@SuppressWarnings("ByteBufferBackingArray") // a workspace's buffers begin where their arrays do
public record ZstdCodec(int level, boolean hasChecksum) implements ByteCodec {

    /** Creates a codec without checksums. */
    public ZstdCodec(int level) {
        this(level, false);
    }

    /** Checks the level. */
    public ZstdCodec {
        if (level < Zstd.minCompressionLevel() || level > Zstd.maxCompressionLevel()) {
            throw new IllegalArgumentException(
                    "Cannot compress with zstd at level %d: levels are %d to %d. Give one of them."
                            .formatted(level, Zstd.minCompressionLevel(), Zstd.maxCompressionLevel()));
        }
    }

    @Override
    public ByteBuffer encode(ByteBuffer raw, int elementSize, Workspace workspace) {
        ByteBuffer encoded = workspace.take(Math.toIntExact(maxEncoded(raw.remaining())));
        return encoded.limit(workspace.zstd().compress(block(raw), encoded.array(), 0, level, hasChecksum));
    }

    @Override
    public ByteBuffer decode(ByteBuffer encoded, int limit, Workspace workspace) throws DamagedDataException {
        ByteBuffer raw = workspace.take(limit);
        try {
            return raw.limit(workspace.zstd().decompress(block(encoded), raw.array(), 0, limit));
        } catch (ZstdException e) {
            throw new DamagedDataException(
                    "no zstd frames with at most %d bytes in it (%s)".formatted(limit, e.getMessage()), e);
        }
    }

    private static BloscCompressor.Block block(ByteBuffer buffer) {
        return new BloscCompressor.Block(buffer.array(), buffer.arrayOffset() + buffer.position(), buffer.remaining());
    }
}
