package io.cachetree.zarr.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads frames of blosc 1, whoever wrote them: a head of 16 bytes, where each block begins, and the blocks, each in one
 * stream or in one per byte of an element.
 *
 * <p>The format is described in README_CHUNK_FORMAT.rst of c-blosc.
 */
@SuppressWarnings("ByteBufferBackingArray") // a workspace's buffers begin where their arrays do
final class BloscReader {

    static final int HEAD = 16;
    static final int BYTE_SHUFFLE = 0x01;
    static final int STORED = 0x02;
    static final int BIT_SHUFFLE = 0x04;
    static final int DELTA = 0x08;
    static final int UNSPLIT = 0x10;

    private static final int MAX_SPLITS = 16;
    private static final int MIN_SPLIT = 128;

    private final ByteBuffer frame;
    private final int flags;
    private final int elementSize;
    private final int length;
    private final int blockSize;
    private final Workspace workspace;

    private BloscReader(ByteBuffer frame, Workspace workspace) {
        this.frame = frame;
        this.flags = frame.get(2) & 0xFF;
        this.elementSize = Math.max(1, frame.get(3) & 0xFF);
        this.length = frame.getInt(4);
        this.blockSize = Math.min(frame.getInt(8), length);
        this.workspace = workspace;
    }

    static ByteBuffer read(ByteBuffer encoded, int limit, Workspace workspace)
            throws DamagedDataException, UnsupportedFormatException {
        if (encoded.remaining() < HEAD) {
            throw new DamagedDataException(
                    "bytes of a blosc frame: expected at least %d, found %d".formatted(HEAD, encoded.remaining()));
        }
        BloscReader reader = new BloscReader(encoded.slice().order(ByteOrder.LITTLE_ENDIAN), workspace);
        reader.requireValidHead(limit);
        return (reader.flags & STORED) != 0 || reader.length == 0 ? reader.stored() : reader.decompressed();
    }

    private void requireValidHead(int limit) throws DamagedDataException, UnsupportedFormatException {
        if (frame.get(0) < 1 || frame.get(0) > 2 || (flags & DELTA) != 0) {
            throw new UnsupportedFormatException(
                    "it is no frame of blosc 1 (version %d, flags %#x)".formatted(frame.get(0), flags));
        }
        if (length < 0 || length > limit) {
            throw new DamagedDataException("bytes in a blosc frame: expected at most %d, found %d"
                    .formatted(limit, Integer.toUnsignedLong(length)));
        }
        if (frame.getInt(12) != frame.limit()) {
            throw DamagedDataException.of(
                    "bytes of a blosc frame", Integer.toUnsignedLong(frame.getInt(12)), frame.limit());
        }
    }

    private ByteBuffer stored() throws DamagedDataException {
        if (frame.limit() != HEAD + length) {
            throw DamagedDataException.of("bytes of a stored blosc frame", HEAD + (long) length, frame.limit());
        }
        return frame.slice(HEAD, length);
    }

    private ByteBuffer decompressed() throws DamagedDataException, UnsupportedFormatException {
        if (blockSize <= 0) {
            throw new DamagedDataException("bytes in a block of blosc: expected at least 1, found " + blockSize);
        }
        long blocks = (length + (long) blockSize - 1) / blockSize;
        if (HEAD + 4 * blocks > frame.limit()) {
            throw DamagedDataException.of("bytes of a blosc frame's index", HEAD + 4 * blocks, frame.limit());
        }
        ByteBuffer raw = workspace.take(length);
        ByteBuffer shuffled = workspace.take(blockSize);
        for (int block = 0; block < blocks; block++) {
            readBlock(block, raw.array(), shuffled.array());
        }
        workspace.give(shuffled);
        return raw;
    }

    private void readBlock(int block, byte[] raw, byte[] shuffled)
            throws DamagedDataException, UnsupportedFormatException {
        int into = block * blockSize;
        int size = Math.min(blockSize, length - into);
        Shuffle shuffle = shuffle();
        if (shuffle == Shuffle.NONE) {
            readStreams(frame.getInt(HEAD + 4 * block), size, raw, into);
        } else {
            readStreams(frame.getInt(HEAD + 4 * block), size, shuffled, 0);
            shuffle.revert(shuffled, 0, size, elementSize, raw, into);
        }
    }

    private Shuffle shuffle() {
        if ((flags & BYTE_SHUFFLE) != 0) {
            return elementSize > 1 ? Shuffle.BYTE : Shuffle.NONE;
        }
        return (flags & BIT_SHUFFLE) != 0 ? Shuffle.BIT : Shuffle.NONE;
    }

    private void readStreams(int start, int size, byte[] to, int into)
            throws DamagedDataException, UnsupportedFormatException {
        BloscCompressor compressor = BloscCompressor.of(flags >>> 5);
        int streams = streams(size);
        int each = size / streams;
        int at = start;
        for (int stream = 0; stream < streams; stream++) {
            int stored = storedLength(at);
            readStream(compressor, at + 4, stored, to, into + stream * each, each);
            at += 4 + stored;
        }
    }

    private int streams(int size) {
        boolean isSplit = (flags & UNSPLIT) == 0
                && elementSize <= MAX_SPLITS
                && blockSize / elementSize >= MIN_SPLIT
                && size == blockSize;
        return isSplit ? elementSize : 1;
    }

    private int storedLength(int at) throws DamagedDataException {
        if (at < HEAD || at > frame.limit() - 4) {
            throw new DamagedDataException("place of a block in a blosc frame: expected %d to %d, found %d"
                    .formatted(HEAD, frame.limit() - 4, at));
        }
        int stored = frame.getInt(at);
        if (stored < 0 || stored > frame.limit() - 4 - at) {
            throw new DamagedDataException("bytes of a block in a blosc frame: expected at most %d, found %d"
                    .formatted(frame.limit() - 4 - at, Integer.toUnsignedLong(stored)));
        }
        return stored;
    }

    private void readStream(BloscCompressor compressor, int at, int stored, byte[] to, int into, int size)
            throws DamagedDataException, UnsupportedFormatException {
        int from = frame.arrayOffset() + at;
        if (stored == size) {
            System.arraycopy(frame.array(), from, to, into, size);
            return;
        }
        BloscCompressor.Block block = new BloscCompressor.Block(frame.array(), from, stored);
        int found = compressor.decompress(block, to, into, size, workspace);
        if (found != size) {
            throw DamagedDataException.of("bytes in a block of blosc", size, found);
        }
    }
}
