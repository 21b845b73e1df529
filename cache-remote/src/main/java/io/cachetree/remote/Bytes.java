package io.cachetree.remote;

import java.nio.ByteBuffer;
import java.util.List;

/** Makes one array of what the client takes only as one. */
final class Bytes {

    private Bytes() {}

    /** Returns the parts, one after the other; the array of the only part, where it has no more than that. */
    static byte[] of(List<ByteBuffer> parts) {
        if (parts.size() == 1 && isWhole(parts.get(0))) {
            return parts.get(0).array();
        }
        int length =
                Math.toIntExact(parts.stream().mapToLong(ByteBuffer::remaining).sum());
        ByteBuffer all = ByteBuffer.allocate(length);
        parts.forEach(part -> all.put(part.duplicate()));
        return all.array();
    }

    private static boolean isWhole(ByteBuffer part) {
        return part.hasArray()
                && part.arrayOffset() == 0
                && part.position() == 0
                && part.remaining() == part.array().length;
    }
}
