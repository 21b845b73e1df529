/**
 * A call of a step in words that all of the engine uses: what is called, from where, under which options, by which key.
 *
 * <p>An interceptor makes a {@link io.cachetree.engine.call.StepCall} and gives it to the {@link
 * io.cachetree.engine.call.Scope} that its thread is bound to. Each step that runs there is a {@code RunningStep}, which
 * has a {@code Workspace} to write to, belongs to a {@code Flight} and takes note of the steps that it calls. {@code KeyedCall}
 * is the call when its key is known. Whatever runs the steps is known here as {@code StepRunner} only.
 *
 * <p>No API, but for {@code cache-processor}: it changes without notice. Depends on {@code engine.open} and what that
 * depends on, on {@code codec}, {@code store} and {@code entry}.
 */
@NullMarked
package io.cachetree.engine.call;

import org.jspecify.annotations.NullMarked;
