/**
 * What some work would do, while no body runs and nothing is written. No API: it changes without notice.
 *
 * <p>{@code Planning} looks calls up as ever, and leaves the work by {@code PlanStopped} where a step would have to run;
 * {@code Prediction} tells from earlier entries what that step would call.
 *
 * <p>Depends on {@code engine.call}, {@code engine.keying} and {@code engine.lookup}, and makes the values of {@code plan}.
 */
@NullMarked
package io.cachetree.engine.planning;

import org.jspecify.annotations.NullMarked;
