/**
 * Measures what it costs to store and read images: beside python's zarr, which works on the same bytes in a process of its
 * own, beside bare files, and beside steps that return a number.
 *
 * <p>Depends on {@code io.cachetree.benchmarks}, which runs it, and on all modules that are measured.
 */
@NullMarked
package io.cachetree.benchmarks.images;

import org.jspecify.annotations.NullMarked;
