/**
 * What happens in a tree, for those who listen: {@link io.cachetree.event.CacheListener} gets each
 * {@link io.cachetree.event.CacheEvent}; the listener of {@link io.cachetree.event.CacheListener#console()} prints a
 * run as a tree.
 *
 * <p>Depends on {@code tree} and {@code key}.
 */
@NullMarked
package io.cachetree.event;

import org.jspecify.annotations.NullMarked;
