package io.cachetree.zarr.metadata;

import io.cachetree.zarr.codec.DamagedDataException;

/**
 * How large the parts of an array may be that are held in memory at once; tested before memory is asked for.
 *
 * @param maxChunkBytes the size of a decoded chunk
 * @param maxChunksPerShard the number of chunks in a shard, which its index has 16 bytes for each
 */
public record ArrayLimits(int maxChunkBytes, int maxChunksPerShard) {

    /** The size of a file with metadata. */
    public static final int MAX_METADATA_BYTES = 16 << 20;

    /** NumPy has 32 dimensions at most. */
    static final int MAX_RANK = 32;

    /** Checks that limits are positive. */
    public ArrayLimits {
        if (maxChunkBytes <= 0 || maxChunksPerShard <= 0) {
            throw new IllegalArgumentException(
                    "Cannot limit arrays to %d bytes a chunk and %d chunks a shard: limits are positive. Give greater ones."
                            .formatted(maxChunkBytes, maxChunksPerShard));
        }
    }

    /** Returns chunks of 512 MiB, and a million of them in a shard. */
    public static ArrayLimits standard() {
        return new ArrayLimits(512 << 20, 1 << 20);
    }

    /** Checks a spec that was read from somewhere. */
    void require(ArraySpec spec) throws DamagedDataException {
        require(
                "bytes of a chunk",
                maxChunkBytes,
                spec.chunkElements() * spec.type().size());
        require("chunks of a shard", maxChunksPerShard, spec.chunksPerShard());
    }

    private static void require(String what, long max, long found) throws DamagedDataException {
        if (found > max) {
            throw new DamagedDataException("%s: expected at most %d, found %d".formatted(what, max, found));
        }
    }
}
