package io.cachetree.zarr.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Codecs one after the other, the first of which is nearest to the elements; none at all leaves bytes as they are.
 *
 * @param codecs in the order of encoding
 */
public record CodecChain(List<ByteCodec> codecs) {

    /** Creates a chain. */
    public CodecChain {
        codecs = List.copyOf(codecs);
    }

    /** Encodes bytes that are elements of a size of 1, 2, 4 or 8 bytes. */
    public ByteBuffer encode(ByteBuffer raw, int elementSize, Workspace workspace) throws IOException {
        ByteBuffer bytes = raw;
        for (ByteCodec codec : codecs) {
            ByteBuffer next = codec.encode(bytes, elementSize, workspace);
            workspace.giveUnlessShared(bytes, raw, next);
            bytes = next;
        }
        return bytes;
    }

    /**
     * Decodes bytes that are a known number of bytes.
     *
     * @throws DamagedDataException if they are not, or are fewer or more
     * @throws UnsupportedFormatException if they are in a form that is not read
     */
    public ByteBuffer decode(ByteBuffer encoded, int length, Workspace workspace) throws IOException {
        ByteBuffer bytes = encoded;
        for (int i = codecs.size() - 1; i >= 0; i--) {
            int limit = i == 0 ? length : Math.toIntExact(maxEncoded(i, length));
            ByteBuffer next = codecs.get(i).decode(bytes, limit, workspace);
            workspace.giveUnlessShared(bytes, encoded, next);
            bytes = next;
        }
        if (bytes.remaining() != length) {
            throw DamagedDataException.of("bytes after decoding", length, bytes.remaining());
        }
        return bytes;
    }

    /** Returns how many bytes a number of raw bytes can become at most. */
    public long maxEncoded(long length) {
        return maxEncoded(codecs.size(), length);
    }

    private long maxEncoded(int count, long length) {
        long max = length;
        for (ByteCodec codec : codecs.subList(0, count)) {
            max = codec.maxEncoded(max);
        }
        return Math.min(max, Integer.MAX_VALUE - 8);
    }
}
