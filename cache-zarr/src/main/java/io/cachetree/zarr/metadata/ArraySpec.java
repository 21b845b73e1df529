package io.cachetree.zarr.metadata;

import io.cachetree.zarr.codec.BloscCodec;
import io.cachetree.zarr.codec.ByteCodec;
import io.cachetree.zarr.codec.CodecChain;
import io.cachetree.zarr.codec.Crc32cCodec;
import io.cachetree.zarr.codec.DeflateCodec;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a person decides about an array before it is written; dimensions are in C order, the last one varies fastest.
 *
 * <pre>{@code
 * ArraySpec.of(ElementType.UINT16, 300, 2048, 2048)       // planes of 1024 x 1024, blosc with zstd, Zarr 2
 *         .withFormat(ZarrFormat.V3).withChunks(64, 64, 64).withShards(256, 256, 256);
 * }</pre>
 *
 * @param format the version of Zarr
 * @param shape the number of elements in each dimension
 * @param chunks the number of elements of a chunk in each dimension
 * @param shards the number of elements of a shard in each dimension, or nothing where each chunk is a file
 * @param type what the elements are
 * @param fill the element where nothing is stored: a {@code Long} for integers (the bits of an unsigned one) and for
 *     booleans (0 or 1), a {@code Double} for floating point
 * @param separator what stands between the numbers in a chunk's name: {@code '/'}, or {@code '.'}
 * @param codecs what encodes the bytes of a chunk
 * @param dimensionNames a name for each dimension, or nothing; stored by Zarr 3 only
 */
public record ArraySpec(
        ZarrFormat format,
        List<Long> shape,
        List<Integer> chunks,
        List<Integer> shards,
        ElementType type,
        Number fill,
        char separator,
        CodecChain codecs,
        List<String> dimensionNames) {

    private static final int FLAT = 1024;

    /**
     * Checks that the parts fit each other.
     *
     * @throws IllegalArgumentException if they do not
     */
    public ArraySpec {
        shape = List.copyOf(shape);
        chunks = List.copyOf(chunks);
        shards = List.copyOf(shards);
        dimensionNames = List.copyOf(dimensionNames);
        fill = type.isFloat() ? (Number) fill.doubleValue() : (Number) fill.longValue();
        requireShape(shape, chunks, type);
        requireShards(format, chunks, shards);
        requireNames(format, shape, dimensionNames);
        requireCodecs(format, codecs);
        require(separator == '/' || separator == '.', "separators", separator, "is neither \"/\" nor \".\"");
    }

    /** Returns a Zarr 2 array in planes of at most 1024 x 1024 elements, encoded by {@link BloscCodec#zstd()}. */
    public static ArraySpec of(ElementType type, long... shape) {
        List<Integer> chunks = IntStream.range(0, shape.length)
                .mapToObj(i -> i < shape.length - 2 ? 1 : (int) Math.max(1, Math.min(FLAT, shape[i])))
                .toList();
        return new ArraySpec(
                ZarrFormat.V2,
                Arrays.stream(shape).boxed().toList(),
                chunks,
                List.of(),
                type,
                0,
                '/',
                new CodecChain(List.of(BloscCodec.zstd())),
                List.of());
    }

    /** Returns a spec with another format. */
    public ArraySpec withFormat(ZarrFormat other) {
        return new ArraySpec(other, shape, chunks, shards, type, fill, separator, codecs, dimensionNames);
    }

    /** Returns a spec with other chunks. */
    public ArraySpec withChunks(int... other) {
        List<Integer> sizes = Arrays.stream(other).boxed().toList();
        return new ArraySpec(format, shape, sizes, shards, type, fill, separator, codecs, dimensionNames);
    }

    /** Returns a spec with shards, which Zarr 3 has; none are a file for each chunk. */
    public ArraySpec withShards(int... other) {
        List<Integer> sizes = Arrays.stream(other).boxed().toList();
        return new ArraySpec(format, shape, chunks, sizes, type, fill, separator, codecs, dimensionNames);
    }

    /** Returns a spec with another element where nothing is stored. */
    public ArraySpec withFill(Number other) {
        return new ArraySpec(format, shape, chunks, shards, type, other, separator, codecs, dimensionNames);
    }

    /** Returns a spec with {@code '/'} or {@code '.'} in the names of chunks. */
    public ArraySpec withSeparator(char other) {
        return new ArraySpec(format, shape, chunks, shards, type, fill, other, codecs, dimensionNames);
    }

    /** Returns a spec with other codecs, in the order of encoding. */
    public ArraySpec withCodecs(ByteCodec... other) {
        CodecChain chain = new CodecChain(List.of(other));
        return new ArraySpec(format, shape, chunks, shards, type, fill, separator, chain, dimensionNames);
    }

    /** Returns a spec with a name for each dimension. */
    public ArraySpec withDimensionNames(String... other) {
        return new ArraySpec(format, shape, chunks, shards, type, fill, separator, codecs, List.of(other));
    }

    /** Returns the number of dimensions. */
    public int rank() {
        return shape.size();
    }

    /** Returns whether many chunks are one file. */
    public boolean isSharded() {
        return !shards.isEmpty();
    }

    /** Returns how many elements a chunk has. */
    public long chunkElements() {
        return elements(chunks);
    }

    /** Returns how many chunks a shard has, or 1. */
    public long chunksPerShard() {
        return isSharded() ? elements(shards) / elements(chunks) : 1;
    }

    private static long elements(List<Integer> sizes) {
        return sizes.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    }

    private static void requireShape(List<Long> shape, List<Integer> chunks, ElementType type) {
        require(shape.size() <= ArrayLimits.MAX_RANK, "shape", shape, "has more than 32 dimensions");
        require(shape.stream().allMatch(size -> size >= 0), "shape", shape, "has a negative size");
        require(isBelow(shape, Long.MAX_VALUE / 2), "shape", shape, "has more than 2^62 elements");
        require(chunks.size() == shape.size(), "chunks", chunks, "does not have the dimensions of " + shape);
        require(chunks.stream().allMatch(size -> size > 0), "chunks", chunks, "has a size below 1");
        require(isBelow(chunks, Integer.MAX_VALUE / 2 / type.size()), "chunks", chunks, "has more than 1 GiB");
    }

    private static void requireShards(ZarrFormat format, List<Integer> chunks, List<Integer> shards) {
        if (shards.isEmpty()) {
            return;
        }
        require(format == ZarrFormat.V3, "shards", shards, "needs Zarr 3");
        require(shards.size() == chunks.size(), "shards", shards, "does not have the dimensions of " + chunks);
        require(areMultiples(shards, chunks), "shards", shards, "is no whole multiple of the chunks " + chunks);
        require(isBelow(shards, Long.MAX_VALUE), "shards", shards, "has more than 2^63 elements");
    }

    private static boolean areMultiples(List<Integer> shards, List<Integer> chunks) {
        for (int d = 0; d < shards.size(); d++) {
            if (shards.get(d) <= 0 || shards.get(d) % chunks.get(d) != 0) {
                return false;
            }
        }
        return true;
    }

    private static void requireNames(ZarrFormat format, List<Long> shape, List<String> names) {
        String what = "dimension names";
        require(names.isEmpty() || format == ZarrFormat.V3, what, names, "needs Zarr 3");
        require(
                names.isEmpty() || names.size() == shape.size(),
                what,
                names,
                "does not have the dimensions of " + shape);
    }

    private static void requireCodecs(ZarrFormat format, CodecChain codecs) {
        List<ByteCodec> all = codecs.codecs();
        if (format == ZarrFormat.V2) {
            require(all.size() <= 1, "codecs", all, "is more than the one codec that Zarr 2 has");
            require(all.stream().noneMatch(Crc32cCodec.class::isInstance), "codecs", all, "needs Zarr 3");
        } else {
            require(all.stream().noneMatch(ArraySpec::isZlib), "codecs", all, "needs Zarr 2");
        }
    }

    private static boolean isZlib(ByteCodec codec) {
        return codec instanceof DeflateCodec deflate && deflate.wrapping() == DeflateCodec.Wrapping.ZLIB;
    }

    private static boolean isBelow(List<? extends Number> sizes, long max) {
        long left = max;
        for (Number size : sizes) {
            left /= Math.max(1, size.longValue());
        }
        return left > 0;
    }

    private static void require(boolean isRight, String what, Object value, String why) {
        if (!isRight) {
            throw new IllegalArgumentException("Cannot describe an array by %s %s: %s %s. Give %s."
                    .formatted(
                            what.endsWith("s") ? "these" : "this",
                            what,
                            value,
                            why,
                            what.endsWith("s") ? what + " that fit" : "another one"));
        }
    }
}
