/**
 * Measures how much sooner several processes are done that work on one tree: {@link
 * io.cachetree.benchmarks.processes.TwoProcesses}.
 *
 * <p>Depends on {@code io.cachetree.benchmarks}, which runs it, and on {@code remote} for the bucket.
 */
@NullMarked
package io.cachetree.benchmarks.processes;

import org.jspecify.annotations.NullMarked;
