/**
 * What a Zarr array is, and the JSON that says so.
 *
 * <ul>
 *   <li>{@link io.cachetree.zarr.metadata.ArraySpec} is what a person decides about an array: shape, chunks, elements,
 *       codecs; {@link io.cachetree.zarr.metadata.ChunkLayout} is what only foreign arrays have otherwise.
 *   <li>{@link io.cachetree.zarr.metadata.ArrayMetadata} is both, read from and written as {@code .zarray} (Zarr 2) or
 *       {@code zarr.json} (Zarr 3).
 *   <li>{@link io.cachetree.zarr.metadata.ArrayLimits} are held before any memory is asked for.
 * </ul>
 *
 * <p>Depends on {@code io.cachetree.zarr.codec} and Jackson.
 */
@NullMarked
package io.cachetree.zarr.metadata;

import org.jspecify.annotations.NullMarked;
