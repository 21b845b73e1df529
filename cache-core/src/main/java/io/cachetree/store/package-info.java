/**
 * Where files are: the {@link io.cachetree.store.Store} contract, and the stores on local disk and in memory.
 *
 * <dl>
 *   <dt>{@link io.cachetree.store.Store}
 *   <dd>holds files under paths: read, list, publish exclusively, delete.
 *   <dt>{@link io.cachetree.store.Stage}
 *   <dd>a directory of one attempt, written privately and made durable when a record is published for it.
 *   <dt>{@link io.cachetree.store.StoreException}
 *   <dd>the storage failed; the message names operation and place.
 * </dl>
 *
 * <p>Depends on {@code tree} only. A store knows bytes, not values.
 */
@NullMarked
package io.cachetree.store;

import org.jspecify.annotations.NullMarked;
