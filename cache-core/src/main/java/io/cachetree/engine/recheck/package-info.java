/**
 * Computes hits again in scratch space ({@code Rechecking}) and compares what comes out with what was committed
 * ({@code Recomputed}). No API: it changes without notice.
 *
 * <p>Depends on {@code engine.call}, {@code engine.keying} and {@code engine.files}: it neither runs nor commits as the
 * others do.
 */
@NullMarked
package io.cachetree.engine.recheck;

import org.jspecify.annotations.NullMarked;
