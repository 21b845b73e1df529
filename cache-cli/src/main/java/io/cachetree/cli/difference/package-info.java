/**
 * How the results of two entries differ, by what they are: {@link io.cachetree.cli.difference.Results} compares JSON, tables,
 * images, texts, and all else byte by byte.
 *
 * <p>Depends on {@code entry} and {@code store} of the core, and on {@code cache-zarr} for images.
 */
@NullMarked
package io.cachetree.cli.difference;

import org.jspecify.annotations.NullMarked;
