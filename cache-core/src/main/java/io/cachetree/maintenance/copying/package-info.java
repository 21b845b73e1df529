/**
 * Copies of trees: {@link io.cachetree.maintenance.copying.Copy} brings what was committed to one tree to another one, or into a zip
 * file.
 *
 * <p>Depends on {@code tree}, {@code key}, {@code store} and {@code entry}.
 */
@NullMarked
package io.cachetree.maintenance.copying;

import org.jspecify.annotations.NullMarked;
