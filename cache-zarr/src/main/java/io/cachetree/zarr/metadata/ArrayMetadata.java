package io.cachetree.zarr.metadata;

import io.cachetree.zarr.codec.BloscCodec;
import io.cachetree.zarr.codec.BloscCompressor;
import io.cachetree.zarr.codec.ByteCodec;
import io.cachetree.zarr.codec.DamagedDataException;
import java.io.IOException;
import java.util.List;
import java.util.StringJoiner;

/**
 * The metadata of an array: what was decided about it, and how its bytes lie.
 *
 * @param spec what was decided
 * @param layout how bytes lie in the files
 */
public record ArrayMetadata(ArraySpec spec, ChunkLayout layout) {

    /**
     * Returns the metadata of an array that is to be written.
     *
     * @throws IllegalArgumentException if such an array is read only
     */
    public static ArrayMetadata of(ArraySpec spec) {
        requireWritable(spec);
        return new ArrayMetadata(spec, ChunkLayout.standard(spec.format(), spec.rank()));
    }

    /**
     * Reads the metadata of an array.
     *
     * @throws io.cachetree.zarr.codec.DamagedDataException if it is no such metadata, or beyond the limits
     * @throws io.cachetree.zarr.codec.UnsupportedFormatException if it names what is not supported
     */
    public static ArrayMetadata parse(ZarrFormat format, byte[] json, ArrayLimits limits) throws IOException {
        ArrayMetadata metadata = read(format, JsonFields.parse(json));
        limits.require(metadata.spec());
        return metadata;
    }

    private static ArrayMetadata read(ZarrFormat format, JsonFields fields) throws IOException {
        try {
            return switch (format) {
                case V2 -> new MetadataV2(fields).read();
                case V3 -> new MetadataV3(fields).read();
            };
        } catch (IllegalArgumentException e) {
            throw new DamagedDataException("they do not fit each other (%s)".formatted(e.getMessage()), e);
        }
    }

    private static void requireWritable(ArraySpec spec) {
        requireReadable(spec);
        if (spec.type() == ElementType.FLOAT16) {
            throw new IllegalArgumentException("Cannot write an array of float16: it is only read. Write float32.");
        }
        if (spec.codecs().codecs().stream().anyMatch(ArrayMetadata::isBlosclz)) {
            throw new IllegalArgumentException(
                    "Cannot write an array with blosclz: it is not supported. Use blosc with zstd or lz4.");
        }
    }

    private static void requireReadable(ArraySpec spec) {
        try {
            ArrayLimits.standard().require(spec);
        } catch (DamagedDataException e) {
            throw new IllegalArgumentException(
                    "Cannot write an array that would not be read again: %s. Give smaller chunks, or smaller shards."
                            .formatted(e.getMessage()),
                    e);
        }
    }

    private static boolean isBlosclz(ByteCodec codec) {
        return codec instanceof BloscCodec blosc && blosc.compressor() == BloscCompressor.BLOSCLZ;
    }

    /** Returns the number of elements in each dimension of what is one file: a shard, or a chunk. */
    public List<Integer> fileSize() {
        return spec.isSharded() ? spec.shards() : spec.chunks();
    }

    /** Returns the name of the file of a chunk or shard, by its number in each dimension: {@code c/0/1}. */
    public String fileName(long[] cell) {
        StringJoiner name = new StringJoiner(String.valueOf(spec.separator()));
        if (!layout.chunkFolder().isEmpty()) {
            name.add(layout.chunkFolder());
        } else if (cell.length == 0) {
            name.add("0");
        }
        for (long each : cell) {
            name.add(Long.toString(each));
        }
        return name.toString();
    }

    /** Returns the JSON, for an array in the standard layout. */
    public byte[] toJson() {
        return switch (spec.format()) {
            case V2 -> MetadataV2.write(spec);
            case V3 -> MetadataV3.write(spec);
        };
    }
}
