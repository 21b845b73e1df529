/**
 * The trees that are open in this process: for how long a tree is, and what becomes of calls that get to none of them.
 *
 * <p>{@code Lifetime} ends with its tree and lets fail what is still to come; {@code StrayCalls} reports calls on threads
 * that are in no tree; {@code OpenTrees} is the list that both go by. No API, but for {@code cache-processor}: it changes
 * without notice.
 *
 * <p>Depends on {@code tree}, {@code key} and {@code event}.
 */
@NullMarked
package io.cachetree.engine.open;

import org.jspecify.annotations.NullMarked;
