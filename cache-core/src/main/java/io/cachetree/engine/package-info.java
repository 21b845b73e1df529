/**
 * The one algorithm: what happens when a step is called. Read {@link io.cachetree.engine.Engine} first: it nests the
 * parts, one per file, in the order in which a call goes through them. Each idea is a package of its own:
 *
 * <ol>
 *   <li>{@code keying}: name the node, find the codec, compute the key.
 *   <li>{@code lookup}: look for a committed result, and return what a hit holds; {@code Reading}, here, lets the step run
 *       where there is none, and {@code recheck} computes a share of the hits again.
 *   <li>{@code flight}: of equal calls at once, one goes on and the others wait.
 *   <li>{@code claim}: of equal calls in several processes, one goes on; {@code Computing}, here, does what the options say where another
 *       process computes.
 *   <li>{@code running}: run the body in a scope and an attempt of its own, refuse it if it changed an input; then encode,
 *       seal, flush, publish; adopt the winner if we lost.
 *   <li>{@code planning}: the same without the running, for {@code CacheTree.plan}.
 * </ol>
 *
 * <p>All of them speak of {@code call}, a call and where it is made, and of {@code files}, what is written and read; below is
 * {@code open}, the trees that are open. Arrows go from this package downwards only; the architecture test has them. Outside
 * of the engine, only this package, {@code call} and {@code open} are used.
 *
 * <p>Depends on {@code tree}, {@code key}, {@code codec}, {@code store}, {@code entry}, {@code event} and {@code plan}.
 */
@NullMarked
package io.cachetree.engine;

import org.jspecify.annotations.NullMarked;
