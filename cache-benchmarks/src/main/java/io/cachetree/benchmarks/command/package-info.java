/**
 * Measures the command line as a person meets it, in processes of its own: {@link io.cachetree.benchmarks.command.ListCommand}.
 *
 * <p>Depends on {@code io.cachetree.benchmarks}, which runs it.
 */
@NullMarked
package io.cachetree.benchmarks.command;

import org.jspecify.annotations.NullMarked;
