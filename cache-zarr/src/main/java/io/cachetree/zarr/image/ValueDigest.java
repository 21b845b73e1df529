package io.cachetree.zarr.image;

import io.cachetree.tree.Digest;
import io.cachetree.zarr.array.StoredArray;
import java.io.IOException;
import java.util.stream.IntStream;
import net.imglib2.RandomAccessibleInterval;

/**
 * The identity of an image's values: 128 bits over element type, shape and values.
 *
 * <ul>
 *   <li>It is the same for an image in memory, a stored one and an {@link NdArray}, whatever the chunks, the codecs and the
 *       version of Zarr are. Images with other values, of another shape or type have another one, but for chance.
 *   <li>All NaN are the same; -0.0 is not 0.0. Half precision counts as single precision, in which it is read; {@code
 *       BitType} and {@code NativeBoolType} are both {@code bool}.
 *   <li>Like {@link Digest}, it protects against accidents and not against adversaries.
 * </ul>
 *
 * <p>Each row along the last dimension is cut into runs of 64 elements, the last one being shorter. A run's XXH3-128 is mixed
 * with the number of the run in the image, by a function that is a bijection for each number and in which all bits depend
 * on each other, and all of these are added modulo 2^128. A sum does not depend on the order: so blocks are hashed in any
 * order, by any number of threads, as they pass by on their way into files. Any set of blocks serves whose ranges in the
 * last dimension begin and end at multiples of 64, or at the end of the row; that is so for all usual chunks, and 64
 * elements are enough for the hash to be about as fast as memory.
 *
 * <p>Thread safety: immutable.
 *
 * @param digest the 128 bits
 */
public record ValueDigest(Digest digest) {

    private static final String PREFIX = "values1:";
    /** The elements that a thread hashes before it takes others; whole runs. */
    private static final int PART = 256 << 10;

    /**
     * Returns the digest of any image: at once if it is known, and else computed by all threads of the common pool.
     *
     * @throws IllegalArgumentException if its pixels are of an unsupported type
     * @throws IOException if it cannot be read
     */
    public static ValueDigest of(RandomAccessibleInterval<?> image) throws IOException {
        if (image instanceof StoredImage<?> stored) {
            return stored.digest();
        }
        if (NdArray.shared(image).isPresent()) {
            return of(NdArray.of(image));
        }
        ImageBlocks blocks = new ImageBlocks(image);
        return blocks.tiles().digest(blocks);
    }

    /** Returns the digest of an array in memory, computed by all threads of the common pool. */
    public static ValueDigest of(NdArray array) {
        RunSum sum = new RunSum(array.type(), array.shape());
        int width = array.shape().isEmpty() ? 1 : array.size()[array.shape().size() - 1];
        int rows = width == 0 ? 0 : array.count() / width;
        int part = Math.max(1, Math.min(width, PART));
        int parts = (width + part - 1) / part;
        int together = PART / part;
        int groups = (rows + together - 1) / together;
        IntStream.range(0, groups * parts).parallel().forEach(i -> {
            int row = i / parts * together;
            int x = i % parts * part;
            int count = Math.min(together, rows - row);
            sum.addRows(row, count, x, Math.min(part, width - x), array.elements(), row * width + x);
        });
        return sum.digest(array.shape());
    }

    /** Returns the digest of what a stored array holds, for which all of it is read. */
    public static ValueDigest of(StoredArray array) throws IOException {
        return new Tiles(array.spec().type(), array.spec().shape(), array.spec().chunks()).digest(array::read);
    }

    /**
     * Parses the form that {@link #toString()} returns.
     *
     * @throws IllegalArgumentException if it is another one
     */
    public static ValueDigest parse(String text) {
        if (!text.startsWith(PREFIX)) {
            throw new IllegalArgumentException(
                    "Cannot read the digest of values \"%s\": it does not start with \"%s\". Compute it again."
                            .formatted(text, PREFIX));
        }
        return new ValueDigest(Digest.ofHex(text.substring(PREFIX.length())));
    }

    /** Returns the name of the scheme, a colon, and 32 hexadecimal digits. */
    @Override
    public String toString() {
        return PREFIX + digest.hex();
    }
}
