/**
 * Taking out of a tree what nobody needs, and bringing it back.
 *
 * <dl>
 *   <dt>{@link io.cachetree.maintenance.pruning.Prune}
 *   <dd>finds what nothing needs; changes nothing.
 *   <dt>{@link io.cachetree.maintenance.pruning.Invalidate}
 *   <dd>finds what has to go so that a node is computed again; changes nothing.
 *   <dt>{@link io.cachetree.maintenance.pruning.Trash}
 *   <dd>takes it out of the tree, brings it back, and deletes it for good.
 *   <dt>{@link io.cachetree.maintenance.pruning.Pins}
 *   <dd>says what is to be kept.
 * </dl>
 *
 * <p>Depends on {@code tree}, {@code key}, {@code store}, {@code entry} and {@code maintenance.reading}.
 */
@NullMarked
package io.cachetree.maintenance.pruning;

import org.jspecify.annotations.NullMarked;
