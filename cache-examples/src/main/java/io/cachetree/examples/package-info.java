/**
 * A pipeline as a user would write one: {@link io.cachetree.examples.NucleiDensity} counts fluorescent nuclei in a
 * three-dimensional scan, and keeps every intermediate result.
 *
 * <p>{@link io.cachetree.examples.NucleiPipeline} has the steps; the algorithms are in the packages below and know
 * nothing of CacheTree.
 */
@NullMarked
package io.cachetree.examples;

import org.jspecify.annotations.NullMarked;
