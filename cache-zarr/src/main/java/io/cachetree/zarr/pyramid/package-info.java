/**
 * Makes smaller arrays of large ones, a block at a time, and looks over their values.
 *
 * <ul>
 *   <li>{@link io.cachetree.zarr.pyramid.ReducedSource} is a {@link io.cachetree.zarr.array.BlockSource} that makes each
 *       element of a few elements of a stored array; one written from the other, these are the levels of a pyramid.
 *   <li>{@link io.cachetree.zarr.pyramid.Reduction} says what a few elements become.
 *   <li>{@link io.cachetree.zarr.pyramid.ValueRange} is how bright an array is, as far as a sample tells.
 * </ul>
 *
 * <p>Depends on {@code io.cachetree.zarr.array} and {@code io.cachetree.zarr.metadata}.
 */
@NullMarked
package io.cachetree.zarr.pyramid;

import org.jspecify.annotations.NullMarked;
