/**
 * Measures what the cache costs, each figure beside what the bare file system, parser or hash costs in the same run:
 * {@link io.cachetree.benchmarks.Benchmarks}.
 *
 * <p>Depends on everything; nothing depends on it, and it is never deployed.
 */
@NullMarked
package io.cachetree.benchmarks;

import org.jspecify.annotations.NullMarked;
