/**
 * Images as results of steps: a step that returns an {@code Img} has an OME-Zarr image in its node, which viewers open, and
 * what it returns is read from there when its pixels are asked for.
 *
 * <p>{@link io.cachetree.zarr.OmeZarr} at the step says how it is written. Below are the images themselves ({@code image},
 * {@code place}, {@code tiff}), OME-Zarr ({@code ome}, {@code pyramid}) and Zarr ({@code array}, {@code metadata}, {@code codec}), which can
 * be used without steps.
 *
 * <p>Depends on all of these, and on the codecs of {@code cache-core}.
 */
@NullMarked
package io.cachetree.zarr;

import org.jspecify.annotations.NullMarked;
