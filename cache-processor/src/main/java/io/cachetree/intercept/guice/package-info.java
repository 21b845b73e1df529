/**
 * Interception by Guice, without any change of the build: {@link io.cachetree.intercept.guice.CacheTreeModule}.
 *
 * <p>Depends on {@code intercept}, {@code intercept.woven} and Guice.
 */
@NullMarked
package io.cachetree.intercept.guice;

import org.jspecify.annotations.NullMarked;
