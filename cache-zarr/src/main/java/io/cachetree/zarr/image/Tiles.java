package io.cachetree.zarr.image;

import io.cachetree.zarr.array.BlockSource;
import io.cachetree.zarr.metadata.ElementType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/**
 * An image in blocks of whole runs, which are read by all threads of the common pool.
 *
 * <p>A block is a chunk where chunks consist of whole runs, and else as many beside each other as do, but no larger than 16
 * MiB or a chunk, so that memory is bounded.
 */
final class Tiles {

    private static final long MAX_BYTES = 16 << 20;
    private static final int BYTES = 512 << 10;

    private final long[] shape;
    private final long[] tile;
    private final ElementType type;

    /** Divides an image whose chunks have a size; those of size 1 are none. */
    Tiles(ElementType type, List<Long> shape, List<Integer> chunks) {
        this.type = type;
        this.shape = shape.stream().mapToLong(Long::longValue).toArray();
        this.tile = new long[this.shape.length];
        for (int d = 0; d < tile.length; d++) {
            tile[d] = Math.max(1, Math.min(this.shape[d], chunks.get(d)));
        }
        if (tile.length > 0) {
            long chunk = Arrays.stream(tile).reduce(type.size(), (a, b) -> a * b);
            useRuns(tile.length - 1);
            bound(Math.max(MAX_BYTES, chunk));
        }
    }

    /** Divides an image of which nobody knows how it is stored: rows, as many as there are good for the caches. */
    Tiles(ElementType type, List<Long> shape) {
        this(type, shape, rows(type, shape));
    }

    private static List<Integer> rows(ElementType type, List<Long> shape) {
        Integer[] chunks = new Integer[shape.size()];
        long left = BYTES / type.size();
        for (int d = chunks.length - 1; d >= 0; d--) {
            chunks[d] = (int) Math.max(1, Math.min(left, shape.get(d)));
            left /= chunks[d];
        }
        return List.of(chunks);
    }

    private void useRuns(int last) {
        long width = tile[last];
        while (width % RunSum.RUN != 0 && width < shape[last]) {
            width += tile[last];
        }
        tile[last] = Math.min(width, Math.max(1, shape[last]));
    }

    private void bound(long bytes) {
        long left = Math.max(1, bytes / type.size());
        for (int d = tile.length - 1; d >= 0; d--) {
            if (d == tile.length - 1 && tile[d] > left) {
                tile[d] = left / RunSum.RUN * RunSum.RUN;
            }
            tile[d] = Math.min(tile[d], Math.max(1, left));
            left /= tile[d];
        }
    }

    /** Reads all blocks and adds them up. */
    ValueDigest digest(BlockSource source) throws IOException {
        RunSum sum = new RunSum(type, boxed());
        try {
            LongStream.range(0, count()).parallel().forEach(i -> add(i, source, sum));
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e);
        }
        return sum.digest(boxed());
    }

    private List<Long> boxed() {
        return Arrays.stream(shape).boxed().toList();
    }

    private long count() {
        long count = 1;
        for (int d = 0; d < tile.length; d++) {
            count *= (shape[d] + tile[d] - 1) / tile[d];
        }
        return count;
    }

    private void add(long number, BlockSource source, RunSum sum) {
        long[] min = new long[tile.length];
        int[] size = new int[tile.length];
        int elements = 1;
        long rest = number;
        for (int d = tile.length - 1; d >= 0; d--) {
            long across = (shape[d] + tile[d] - 1) / tile[d];
            min[d] = rest % across * tile[d];
            size[d] = (int) Math.min(tile[d], shape[d] - min[d]);
            rest /= across;
            elements *= size[d];
        }
        Object block = type.newArray(elements);
        try {
            source.copy(min, size, block);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
        sum.add(min, size, block);
    }
}
