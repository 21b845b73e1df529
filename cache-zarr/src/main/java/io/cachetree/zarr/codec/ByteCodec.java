package io.cachetree.zarr.codec;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * One reversible step from bytes to bytes: a compression or a checksum.
 *
 * <ul>
 *   <li>Buffers lie on the heap, between position and limit; what is given is not changed, nor is its position.
 *   <li>What is returned is a buffer of the workspace, or a part of what was given.
 *   <li>The settings of a codec matter for encoding only: encoded bytes say themselves how to decode them.
 * </ul>
 *
 * <p>Thread safety: immutable. A {@link Workspace} belongs to one thread at a time.
 */
public sealed interface ByteCodec permits BloscCodec, ZstdCodec, DeflateCodec, Crc32cCodec {

    /** Encodes bytes that are elements of a size of 1, 2, 4 or 8 bytes. */
    ByteBuffer encode(ByteBuffer raw, int elementSize, Workspace workspace) throws IOException;

    /**
     * Decodes at most a number of bytes.
     *
     * @throws DamagedDataException if these are no bytes of this codec, or more bytes than allowed
     * @throws UnsupportedFormatException if they are in a form that is not read
     */
    ByteBuffer decode(ByteBuffer encoded, int limit, Workspace workspace) throws IOException;

    /** Returns how many bytes a number of raw bytes can become at most, whoever encodes them. */
    default long maxEncoded(long length) {
        return length + length / 8 + 4096;
    }
}
