/**
 * A tree as its directories and records show it, for those who look at it: {@link io.cachetree.maintenance.reading.TreeReader}
 * reads what stands there, and changes nothing.
 *
 * <p>Depends on {@code tree}, {@code store} and {@code entry}.
 */
@NullMarked
package io.cachetree.maintenance.reading;

import org.jspecify.annotations.NullMarked;
