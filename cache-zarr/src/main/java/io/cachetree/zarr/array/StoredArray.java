package io.cachetree.zarr.array;

import io.cachetree.zarr.metadata.ArraySpec;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * An array in files, of which regions are read; if it is new, it is written once.
 *
 * <ul>
 *   <li>A region is given by its first element and its size in each dimension, and is read into a primitive array of
 *       the type that {@code spec().type()} names, in C order.
 *   <li>Only the chunks that a region touches are read.
 *   <li>A chunk without a file has the fill value in all elements, by Zarr's rules, unless it is
 *       {@link #expecting expected}.
 *   <li>A damaged chunk is an error as far as its codecs notice: any change by {@code Crc32cCodec}, most by compression, and
 *       without both only that of the size.
 * </ul>
 *
 * <p>Thread safety: may be read by many threads at the same time.
 */
public interface StoredArray {

    /** Returns what was decided about the array. */
    ArraySpec spec();

    /** Returns the names of the files that the array can have: that of its metadata, and those of its chunks or shards. */
    Stream<String> fileNames();

    /** Returns what changes when a file of the array does: the text of its metadata, of others see {@link ArrayFiles#stamp}. */
    Optional<String> stamp(String file) throws IOException;

    /**
     * Returns the same array, whose chunks must be there if a test says so.
     *
     * @param written tells, by a file's name such as {@code c/0/1}, whether it was written
     */
    StoredArray expecting(Predicate<String> written);

    /**
     * Reads a region into the beginning of a primitive array.
     *
     * @param executor whose threads help the calling thread
     * @throws IllegalArgumentException if the region is not inside the array, or the primitive array does not fit
     * @throws io.cachetree.zarr.codec.DamagedDataException if a chunk is damaged, or absent though expected
     */
    void read(long[] min, int[] size, Object into, Executor executor) throws IOException;

    /** Reads a region into the beginning of a primitive array, on the calling thread. */
    default void read(long[] min, int[] size, Object into) throws IOException {
        read(min, size, into, Runnable::run);
    }

    /** Reads a region, and returns a new primitive array. */
    default Object read(long[] min, int[] size) throws IOException {
        Object into = spec().type().newArray(Box.inside(spec(), min, size).elements());
        read(min, size, into);
        return into;
    }

    /**
     * Writes the whole array; chunks in which all elements are the fill value are left out.
     *
     * <p>Each chunk, or each shard, is one task; no more are in memory than there are threads at work.
     *
     * @param executor whose threads help the calling thread
     * @throws java.nio.file.FileAlreadyExistsException if it was written before
     */
    void write(BlockSource source, Executor executor) throws IOException;
}
