package io.cachetree.zarr.codec;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Blosc: reorders the bytes of elements, and compresses the result in blocks.
 *
 * @param compressor for the blocks
 * @param level 0 (stores only) to 9
 * @param shuffle the order of the bytes
 */
public record BloscCodec(BloscCompressor compressor, int level, Shuffle shuffle) implements ByteCodec {

    /** Checks the level. */
    public BloscCodec {
        if (level < 0 || level > 9) {
            throw new IllegalArgumentException(
                    "Cannot compress with blosc at level %d: levels are 0 to 9. Give one of them.".formatted(level));
        }
    }

    /** Returns what images are stored with by default: zstd at level 1, with byte shuffle. */
    public static BloscCodec zstd() {
        return new BloscCodec(BloscCompressor.ZSTD, 1, Shuffle.BYTE);
    }

    /** Returns what is fast and compresses less: lz4 at level 5, with byte shuffle. */
    public static BloscCodec lz4() {
        return new BloscCodec(BloscCompressor.LZ4, 5, Shuffle.BYTE);
    }

    @Override
    public ByteBuffer encode(ByteBuffer raw, int elementSize, Workspace workspace) {
        return new BloscWriter(this, elementSize, workspace).write(raw);
    }

    @Override
    public ByteBuffer decode(ByteBuffer encoded, int limit, Workspace workspace) throws IOException {
        return BloscReader.read(encoded, limit, workspace);
    }
}
