/**
 * Of equal calls in several processes one computes, and the others see who does: {@code Claims} gives each call its {@code Turn}, which
 * takes the claim, looks whether whoever has it is still alive, takes over, and gives back. No API: it changes without notice.
 *
 * <p>Claims save work, and tell those who look at a tree what runs, and decide nothing else: with all of them lost, or believed by nobody, results are right, since a record is published
 * exclusively. Depends on {@code engine.call}.
 */
@NullMarked
package io.cachetree.engine.claim;

import org.jspecify.annotations.NullMarked;
