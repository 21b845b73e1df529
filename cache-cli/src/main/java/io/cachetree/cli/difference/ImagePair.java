package io.cachetree.cli.difference;

import io.cachetree.cli.difference.Difference.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Two images, compared block by block, so that they need not fit into memory.
 *
 * @param before the first one
 * @param now the second one
 * @param bytes how many both have in their files
 * @param effort what may be spent
 */
record ImagePair(Pixels before, Pixels now, long bytes, Effort effort) {

    /** Elements of both, as they are stored and as numbers. */
    private static final long MOST_BYTES_OF_AN_ELEMENT = 2 * 2 * Long.BYTES;

    static Difference compare(String name, Part before, Part now, Effort effort) throws IOException {
        long bytes = before.size() + now.size();
        return new ImagePair(open(name, before, effort), open(name, now, effort), bytes, effort).difference(name);
    }

    private static Pixels open(String name, Part part, Effort effort) throws IOException {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".zarr")) {
            return StoredPixels.zarr(part.path(name));
        }
        if (lower.endsWith(".tif") || lower.endsWith(".tiff")) {
            return StoredPixels.tiff(part.path(name));
        }
        effort.requireMemory(part.size());
        try (InputStream in = part.open()) {
            return lower.endsWith(".npy") ? ReadPixels.npy(in) : ReadPixels.png(in, effort);
        }
    }

    private Difference difference(String name) throws IOException {
        Kind kind = now.meaning() == Pixels.Meaning.LABELS ? Kind.LABELS : Kind.IMAGE;
        if (!before.shape().equals(now.shape())) {
            return Difference.of(
                    name, kind, Difference.Outcome.CHANGED, "shape %s -> %s".formatted(before.shape(), now.shape()));
        }
        PixelSums sums = new PixelSums(kind);
        add(sums, new long[now.shape().size()], 0);
        return sums.difference(name, before.type(), now.type());
    }

    private void add(PixelSums sums, long[] min, int dimension) throws IOException {
        List<Long> shape = now.shape();
        if (dimension == min.length) {
            int[] size = size(min);
            long elements = IntStream.of(size).asLongStream().reduce(1, Math::multiplyExact);
            effort.spend(Math.round(elements / allElements() * bytes));
            effort.requireMemory(Math.multiplyExact(MOST_BYTES_OF_AN_ELEMENT, elements));
            sums.add(before.read(min, size), now.read(min, size), now.samples());
            return;
        }
        int step = Math.max(1, now.block().get(dimension));
        for (long at = 0; at < shape.get(dimension); at += step) {
            min[dimension] = at;
            add(sums, min, dimension + 1);
        }
    }

    private double allElements() {
        return now.shape().stream().mapToDouble(Long::doubleValue).reduce(1, (a, b) -> a * b);
    }

    private int[] size(long[] min) {
        int[] size = new int[min.length];
        for (int d = 0; d < size.length; d++) {
            size[d] = (int) Math.min(now.block().get(d), now.shape().get(d) - min[d]);
        }
        return size;
    }
}
