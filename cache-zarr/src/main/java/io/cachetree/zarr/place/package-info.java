/**
 * Where images are that come from outside: the way from a path or a URL to an array, with errors for what else people name.
 *
 * <p>Depends on {@code ome} and {@code array}, which it opens, and on {@code metadata} and {@code codec} for their names and errors.
 */
@NullMarked
package io.cachetree.zarr.place;

import org.jspecify.annotations.NullMarked;
