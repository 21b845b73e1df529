package io.cachetree.zarr.codec;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.util.Locale;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;

/** A compression that blosc uses for its blocks. */
public enum BloscCompressor {
    /** The compression of blosc itself: recognised, but not read or written. */
    BLOSCLZ(0) {
        @Override
        int compress(Block from, byte[] to, int into, int level, Workspace workspace) {
            throw new IllegalArgumentException("Cannot compress with blosclz: it is not supported. Use zstd or lz4.");
        }

        @Override
        int decompress(Block from, byte[] to, int into, int length, Workspace workspace)
                throws UnsupportedFormatException {
            throw new UnsupportedFormatException(
                    "it is compressed with blosclz, and supported are lz4, lz4hc, zlib and zstd");
        }
    },
    /** Fast, compresses little. */
    LZ4(1) {
        @Override
        int compress(Block from, byte[] to, int into, int level, Workspace workspace) {
            return PURE_JAVA.fastCompressor().compress(from.array, from.at, from.length, to, into, to.length - into);
        }

        @Override
        int decompress(Block from, byte[] to, int into, int length, Workspace workspace) throws DamagedDataException {
            return unlz4(from, to, into, length);
        }
    },
    /** Slow variant of LZ4 that is read as fast. */
    LZ4HC(1) {
        @Override
        int compress(Block from, byte[] to, int into, int level, Workspace workspace) {
            return PURE_JAVA
                    .highCompressor(level)
                    .compress(from.array, from.at, from.length, to, into, to.length - into);
        }

        @Override
        int decompress(Block from, byte[] to, int into, int length, Workspace workspace) throws DamagedDataException {
            return unlz4(from, to, into, length);
        }
    },
    /** The oldest and slowest. */
    ZLIB(3) {
        @Override
        int compress(Block from, byte[] to, int into, int level, Workspace workspace) {
            Deflater deflater = new Deflater(level);
            try {
                deflater.setInput(from.array, from.at, from.length);
                deflater.finish();
                int length = deflater.deflate(to, into, to.length - into);
                return deflater.finished() ? length : from.length;
            } finally {
                deflater.end();
            }
        }

        @Override
        int decompress(Block from, byte[] to, int into, int length, Workspace workspace) throws DamagedDataException {
            Inflater inflater = new Inflater();
            try {
                inflater.setInput(from.array, from.at, from.length);
                return inflater.inflate(to, into, length);
            } catch (DataFormatException e) {
                throw new DamagedDataException("not a zlib stream (%s)".formatted(e.getMessage()), e);
            } finally {
                inflater.end();
            }
        }
    },
    /** Compresses best, and fast at level 1: the default. */
    ZSTD(4) {
        @Override
        int compress(Block from, byte[] to, int into, int level, Workspace workspace) {
            int zstd = level == 9 ? Zstd.maxCompressionLevel() : 2 * level - 1;
            return workspace.zstd().compress(from, to, into, zstd, false);
        }

        @Override
        int decompress(Block from, byte[] to, int into, int length, Workspace workspace) throws DamagedDataException {
            try {
                return workspace.zstd().decompress(from, to, into, length);
            } catch (ZstdException e) {
                throw new DamagedDataException("not a zstd frame (%s)".formatted(e.getMessage()), e);
            }
        }
    };

    /** Asking for it is synchronized, so it is asked for once. */
    private static final LZ4Factory PURE_JAVA = LZ4Factory.safeInstance();

    private final int number;

    BloscCompressor(int number) {
        this.number = number;
    }

    /** Returns the name that Zarr uses, such as {@code lz4hc}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the number in the head of a frame. */
    int number() {
        return number;
    }

    static BloscCompressor of(int number) throws UnsupportedFormatException {
        for (BloscCompressor each : values()) {
            if (each.number == number) {
                return each;
            }
        }
        throw new UnsupportedFormatException(
                "it is compressed with blosc's format %d, and supported are lz4, lz4hc, zlib and zstd"
                        .formatted(number));
    }

    /** Compresses a block, and returns the length; a length that is not less than the block's means that it is of no use. */
    abstract int compress(Block from, byte[] to, int into, int level, Workspace workspace);

    /** Decompresses a block to at most a length, and returns the length. */
    abstract int decompress(Block from, byte[] to, int into, int length, Workspace workspace)
            throws DamagedDataException, UnsupportedFormatException;

    private static int unlz4(Block from, byte[] to, int into, int length) throws DamagedDataException {
        try {
            return PURE_JAVA.safeDecompressor().decompress(from.array, from.at, from.length, to, into, length);
        } catch (LZ4Exception e) {
            throw new DamagedDataException("not an lz4 block (%s)".formatted(e.getMessage()), e);
        }
    }

    /** Part of an array. */
    @SuppressWarnings("ArrayRecordComponent") // is never compared
    record Block(byte[] array, int at, int length) {}
}
