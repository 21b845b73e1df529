/**
 * The one algorithm: what happens when a step is called. Read {@link io.cachetree.engine.Engine} first: it nests the
 * parts, one per file, in the order in which a call goes through them.
 *
 * <ol>
 *   <li>{@code Keying}: name the node, find the codec, compute the key.
 *   <li>{@code Reading}: look up, and return what a hit holds; {@code Rechecking} computes a share of the hits again.
 *   <li>{@code SingleFlight}: of equal calls at once, one goes on and the others wait.
 *   <li>{@code Running}: run the body in a scope and an attempt of its own; {@code UnchangedInputs} refuses it if it
 *       changed an input.
 *   <li>{@code Committing}: encode, seal, flush, publish; adopt the winner if we lost.
 * </ol>
 *
 * <p>Depends on {@code tree}, {@code key}, {@code codec}, {@code store}, {@code entry} and {@code event}.
 */
@NullMarked
package io.cachetree.engine;

import org.jspecify.annotations.NullMarked;
