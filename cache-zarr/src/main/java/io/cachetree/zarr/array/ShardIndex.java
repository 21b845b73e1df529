package io.cachetree.zarr.array;

import io.cachetree.zarr.codec.Crc32cCodec;
import io.cachetree.zarr.codec.DamagedDataException;
import io.cachetree.zarr.codec.Workspace;
import io.cachetree.zarr.metadata.ChunkLayout;
import io.cachetree.zarr.metadata.ChunkLayout.ShardIndex.Check;
import io.cachetree.zarr.metadata.ChunkLayout.ShardIndex.Place;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where the chunks of a shard are in its file: a place and a length for each, in C order, both of them all ones for a
 * chunk that is absent.
 */
final class ShardIndex {

    private static final int ENTRY = 16;
    private static final int CHECKSUM = 4;
    private static final long ABSENT = -1;

    /** A part of a file. */
    record Range(long from, int length) {}

    private final LongBuffer entries;
    private final long fileSize;

    private ShardIndex(LongBuffer entries, long fileSize) {
        this.entries = entries;
        this.fileSize = fileSize;
    }

    /** Reads the index of a shard, or nothing if the shard is absent. */
    static Optional<ShardIndex> read(
            ArrayFiles files, String name, ChunkLayout.ShardIndex layout, int chunks, Workspace workspace)
            throws IOException {
        OptionalLong size = files.size(name);
        return size.isEmpty()
                ? Optional.empty()
                : Optional.of(read(files, name, layout, chunks, size.getAsLong(), workspace));
    }

    private static ShardIndex read(
            ArrayFiles files, String name, ChunkLayout.ShardIndex layout, int chunks, long size, Workspace workspace)
            throws IOException {
        int length = ENTRY * chunks + (layout.check() == Check.CRC32C ? CHECKSUM : 0);
        if (size < length) {
            throw new DamagedDataException(
                    "bytes of a shard: expected at least %d for its index, found %d".formatted(length, size));
        }
        ByteBuffer stored = ByteBuffer.allocate(length);
        files.readRange(name, layout.place() == Place.START ? 0 : size - length, stored);
        ByteBuffer raw =
                layout.check() == Check.CRC32C ? new Crc32cCodec().decode(stored, ENTRY * chunks, workspace) : stored;
        return new ShardIndex(raw.order(layout.byteOrder()).asLongBuffer(), size);
    }

    /** Returns a new index, for a number of chunks that are all absent. */
    static ShardIndex create(int chunks) {
        LongBuffer entries = ByteBuffer.allocate(ENTRY * chunks)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asLongBuffer();
        for (int i = 0; i < entries.limit(); i++) {
            entries.put(i, ABSENT);
        }
        return new ShardIndex(entries, Long.MAX_VALUE);
    }

    /** Returns where a chunk is, or nothing if it is absent. */
    Optional<Range> chunk(int number, long maxLength) throws DamagedDataException {
        long from = entries.get(2 * number);
        long length = entries.get(2 * number + 1);
        if (from == ABSENT && length == ABSENT) {
            return Optional.empty();
        }
        if (length < 0 || length > maxLength || from < 0 || from > fileSize - length) {
            throw new DamagedDataException(
                    "chunk %d of a shard: expected at most %d bytes that end before %d, found %s at %s"
                            .formatted(
                                    number,
                                    maxLength,
                                    fileSize,
                                    Long.toUnsignedString(length),
                                    Long.toUnsignedString(from)));
        }
        return Optional.of(new Range(from, (int) length));
    }

    void put(int number, long from, int length) {
        entries.put(2 * number, from).put(2 * number + 1, length);
    }

    /** Returns the index as it is stored, in the standard layout. */
    ByteBuffer toBytes(Workspace workspace) {
        ByteBuffer raw = ByteBuffer.allocate(Long.BYTES * entries.limit()).order(ByteOrder.LITTLE_ENDIAN);
        raw.asLongBuffer().put(entries.duplicate());
        return new Crc32cCodec().encode(raw, Long.BYTES, workspace);
    }
}
