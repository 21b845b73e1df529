package io.cachetree.zarr.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/** Adds a checksum of four bytes, so that changed bytes are noticed whatever stands before it. */
public record Crc32cCodec() implements ByteCodec {

    private static final int SIZE = 4;

    @Override
    public ByteBuffer encode(ByteBuffer raw, int elementSize, Workspace workspace) {
        return workspace
                .take(raw.remaining() + SIZE)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(raw.duplicate())
                .putInt(checksum(raw))
                .flip();
    }

    @Override
    public ByteBuffer decode(ByteBuffer encoded, int limit, Workspace workspace) throws DamagedDataException {
        int length = encoded.remaining() - SIZE;
        if (length < 0 || length > limit) {
            throw new DamagedDataException("bytes with their checksum: expected %d to %d, found %d"
                    .formatted(SIZE, limit + (long) SIZE, encoded.remaining()));
        }
        ByteBuffer raw = encoded.slice(encoded.position(), length);
        int stored = encoded.slice(encoded.position() + length, SIZE)
                .order(ByteOrder.LITTLE_ENDIAN)
                .getInt();
        if (stored != checksum(raw)) {
            throw new DamagedDataException("CRC32C: expected %08x, found %08x".formatted(stored, checksum(raw)));
        }
        return raw;
    }

    @Override
    public long maxEncoded(long length) {
        return length + SIZE;
    }

    private static int checksum(ByteBuffer bytes) {
        CRC32C sum = new CRC32C();
        sum.update(bytes.duplicate());
        return (int) sum.getValue();
    }
}
