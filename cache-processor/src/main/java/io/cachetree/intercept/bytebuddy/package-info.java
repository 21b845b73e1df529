/**
 * Interception by Byte Buddy, in three ways over one emitter of code: {@link
 * io.cachetree.intercept.bytebuddy.WeavingPlugin} while a project is built, {@link
 * io.cachetree.intercept.bytebuddy.CacheTreeAgent} while its classes are loaded, and {@link
 * io.cachetree.intercept.bytebuddy.CachedObjects} for single objects.
 *
 * <p>Depends on {@code intercept}, {@code intercept.woven} and Byte Buddy.
 */
@NullMarked
package io.cachetree.intercept.bytebuddy;

import org.jspecify.annotations.NullMarked;
