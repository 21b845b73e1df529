package io.cachetree.zarr.array;

import java.io.IOException;

/**
 * Where the elements of a new array come from, a block at a time, so that the whole need not be in memory.
 *
 * <p>Thread safety: is asked by many threads at the same time, each with an array of its own.
 */
@FunctionalInterface
public interface BlockSource {

    /**
     * Copies a block into the beginning of a primitive array, in C order.
     *
     * @param min the first element of the block in each dimension
     * @param size the number of elements in each dimension; the block is inside the array
     * @param into an array of the type that holds the elements; may be longer than the block
     */
    void copy(long[] min, int[] size, Object into) throws IOException;
}
