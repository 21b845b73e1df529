/**
 * Reads and writes Zarr arrays, any region of them, from files wherever they are.
 *
 * <ul>
 *   <li>{@link io.cachetree.zarr.array.ArrayStore} opens and creates {@link io.cachetree.zarr.array.StoredArray}s; other
 *       engines can stand behind it. Ours is {@link io.cachetree.zarr.array.ZarrArray}.
 *   <li>{@link io.cachetree.zarr.array.ArrayFiles} is where an array's files are: a directory, later a bucket.
 *   <li>{@link io.cachetree.zarr.array.BlockSource} is where the elements of a new array come from.
 * </ul>
 *
 * <p>Elements are in primitive arrays, in C order: the last dimension varies fastest. A region goes through
 * {@code Box} (which chunks does it touch), {@code ChunkCodec} (from a file's bytes to those of elements and back)
 * and {@code Overlap} (which rows of elements go where).
 *
 * <p>Depends on {@code io.cachetree.zarr.metadata} and {@code io.cachetree.zarr.codec}.
 */
@NullMarked
package io.cachetree.zarr.array;

import org.jspecify.annotations.NullMarked;
