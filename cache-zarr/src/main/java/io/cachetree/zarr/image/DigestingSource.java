package io.cachetree.zarr.image;

import io.cachetree.zarr.array.BlockSource;
import io.cachetree.zarr.array.StoredArray;
import io.cachetree.zarr.metadata.ElementType;
import java.io.IOException;
import java.util.List;

/**
 * A source of blocks that takes the {@link ValueDigest} of what passes by, while it is written.
 *
 * <pre>{@code
 * DigestingSource source = new DigestingSource(Images.blocks(image), spec.type(), spec.shape());
 * array.write(source, executor);
 * ValueDigest digest = source.digest(array);
 * }</pre>
 *
 * <p>Each block is to be asked for once, as {@link io.cachetree.zarr.array.StoredArray#write} does. Blocks that do not consist
 * of whole runs are not hashed as they pass by; {@link #digest} then reads what was written. It never asks the source again, which
 * may be a long computation, or not give the same values twice.
 *
 * <p>Thread safety: may be used by many threads at the same time; the digest is for when they are done.
 */
public final class DigestingSource implements BlockSource {

    private final BlockSource source;
    private final List<Long> shape;
    private final RunSum sum;

    /** Creates a source in front of another, whose blocks are of a type and make up a shape in C order. */
    public DigestingSource(BlockSource source, ElementType type, List<Long> shape) {
        this.source = source;
        this.shape = List.copyOf(shape);
        this.sum = new RunSum(type, shape);
    }

    @Override
    public void copy(long[] min, int[] size, Object into) throws IOException {
        source.copy(min, size, into);
        sum.add(min, size, into);
    }

    /**
     * Returns the digest of the whole; without reading anything if all of it passed by in whole runs.
     *
     * @param written the array that was written from this source
     */
    public ValueDigest digest(StoredArray written) throws IOException {
        long all = shape.stream().mapToLong(Long::longValue).reduce(1, (a, b) -> a * b);
        return sum.elements() == all ? sum.digest(shape) : ValueDigest.of(written);
    }
}
