package io.cachetree.zarr.codec;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * Deflate, as gzip or zlib: much slower than zstd, for those who can read nothing else.
 *
 * @param wrapping what stands around the compressed bytes
 * @param level 0 (stores only) to 9
 */
@SuppressWarnings("ByteBufferBackingArray") // a workspace's buffers begin where their arrays do
public record DeflateCodec(Wrapping wrapping, int level) implements ByteCodec {

    private static final int BUFFER = 64 * 1024;

    /** What stands around the compressed bytes. */
    public enum Wrapping {
        /** The head and tail of a gzip file. */
        GZIP,
        /** The head and tail of a zlib stream; known to Zarr 2 only. */
        ZLIB
    }

    /** Checks the level. */
    public DeflateCodec {
        if (level < 0 || level > 9) {
            throw new IllegalArgumentException(
                    "Cannot compress with deflate at level %d: levels are 0 to 9. Give one of them.".formatted(level));
        }
    }

    /** Returns gzip. */
    public static DeflateCodec gzip(int level) {
        return new DeflateCodec(Wrapping.GZIP, level);
    }

    /** Returns zlib. */
    public static DeflateCodec zlib(int level) {
        return new DeflateCodec(Wrapping.ZLIB, level);
    }

    @Override
    public ByteBuffer encode(ByteBuffer raw, int elementSize, Workspace workspace) throws IOException {
        ByteArrayOutputStream encoded = new ByteArrayOutputStream(BUFFER);
        try (OutputStream out = wrapping == Wrapping.GZIP ? gzipStream(encoded) : zlibStream(encoded)) {
            out.write(raw.array(), raw.arrayOffset() + raw.position(), raw.remaining());
        }
        return ByteBuffer.wrap(encoded.toByteArray());
    }

    @Override
    public ByteBuffer decode(ByteBuffer encoded, int limit, Workspace workspace) throws DamagedDataException {
        ByteBuffer raw = workspace.take(limit);
        InputStream stored = new ByteArrayInputStream(
                encoded.array(), encoded.arrayOffset() + encoded.position(), encoded.remaining());
        try (InputStream in =
                wrapping == Wrapping.GZIP ? new GZIPInputStream(stored, BUFFER) : new InflaterInputStream(stored)) {
            int length = in.readNBytes(raw.array(), 0, limit);
            if (in.read() >= 0) {
                throw new DamagedDataException(
                        "bytes after decoding: expected at most %d, found more".formatted(limit));
            }
            return raw.limit(length);
        } catch (DamagedDataException e) {
            throw e;
        } catch (IOException e) {
            throw new DamagedDataException("no whole %s stream (%s)".formatted(wrapping, e.getMessage()), e);
        }
    }

    private OutputStream gzipStream(OutputStream to) throws IOException {
        return new GZIPOutputStream(to, BUFFER) {
            {
                def.setLevel(level);
            }
        };
    }

    private OutputStream zlibStream(OutputStream to) {
        return new DeflaterOutputStream(to, new Deflater(level), BUFFER) {
            @Override
            public void close() throws IOException {
                super.close();
                def.end(); // a deflater that was given is not ended by the stream
            }
        };
    }
}
