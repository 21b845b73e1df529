package io.cachetree.zarr.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes frames of blosc 1: a head, where each block begins, and the blocks, none of which is split. */
@SuppressWarnings("ByteBufferBackingArray") // a workspace's buffers begin where their arrays do
final class BloscWriter {

    /** Fits the second level cache of a core together with its shuffled copy. */
    private static final int BLOCK = 256 * 1024;

    private final BloscCodec codec;
    private final int elementSize;
    private final Workspace workspace;

    BloscWriter(BloscCodec codec, int elementSize, Workspace workspace) {
        this.codec = codec;
        this.elementSize = elementSize;
        this.workspace = workspace;
    }

    ByteBuffer write(ByteBuffer raw) {
        int length = raw.remaining();
        ByteBuffer frame =
                workspace.take(Math.toIntExact(codec.maxEncoded(length))).order(ByteOrder.LITTLE_ENDIAN);
        boolean isStored = codec.level() == 0 || length == 0 || !compress(raw, frame);
        if (isStored) {
            frame.position(BloscReader.HEAD).put(raw.duplicate());
        }
        return putHead(frame.flip(), length, isStored);
    }

    private ByteBuffer putHead(ByteBuffer frame, int length, boolean isStored) {
        int flags = BloscReader.UNSPLIT | codec.compressor().number() << 5 | shuffleFlag();
        return frame.put(0, (byte) 2)
                .put(1, (byte) 1)
                .put(2, (byte) (isStored ? flags | BloscReader.STORED : flags))
                .put(3, (byte) elementSize)
                .putInt(4, length)
                .putInt(8, Math.min(length, BLOCK))
                .putInt(12, frame.limit());
    }

    private int shuffleFlag() {
        return switch (codec.shuffle()) {
            case NONE -> 0;
            case BYTE -> BloscReader.BYTE_SHUFFLE;
            case BIT -> BloscReader.BIT_SHUFFLE;
        };
    }

    /** Writes all blocks, and says whether that was of use. */
    private boolean compress(ByteBuffer raw, ByteBuffer frame) {
        int length = raw.remaining();
        int blocks = (length + BLOCK - 1) / BLOCK;
        ByteBuffer shuffled = workspace.take(Math.min(length, BLOCK));
        frame.position(BloscReader.HEAD + 4 * blocks);
        for (int block = 0; block < blocks; block++) {
            frame.putInt(BloscReader.HEAD + 4 * block, frame.position());
            int from = raw.arrayOffset() + raw.position() + block * BLOCK;
            putBlock(shuffle(raw.array(), from, Math.min(BLOCK, length - block * BLOCK), shuffled.array()), frame);
        }
        workspace.give(shuffled);
        return frame.position() < BloscReader.HEAD + length;
    }

    private BloscCompressor.Block shuffle(byte[] raw, int from, int length, byte[] shuffled) {
        if (codec.shuffle() == Shuffle.NONE || (codec.shuffle() == Shuffle.BYTE && elementSize == 1)) {
            return new BloscCompressor.Block(raw, from, length);
        }
        codec.shuffle().apply(raw, from, length, elementSize, shuffled, 0);
        return new BloscCompressor.Block(shuffled, 0, length);
    }

    private void putBlock(BloscCompressor.Block block, ByteBuffer frame) {
        int start = frame.position() + 4;
        int length = codec.compressor().compress(block, frame.array(), start, codec.level(), workspace);
        if (length >= block.length()) {
            System.arraycopy(block.array(), block.at(), frame.array(), start, block.length());
            length = block.length();
        }
        frame.putInt(length).position(start + length);
    }
}
