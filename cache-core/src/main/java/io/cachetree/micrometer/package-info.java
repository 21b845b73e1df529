/**
 * The context for users of Micrometer and Reactor: {@link io.cachetree.micrometer.CacheContextAccessor} is found by
 * their context-propagation library, if that is on the class path; nothing else refers to it.
 *
 * <p>Depends on {@code engine}.
 */
@NullMarked
package io.cachetree.micrometer;

import org.jspecify.annotations.NullMarked;
