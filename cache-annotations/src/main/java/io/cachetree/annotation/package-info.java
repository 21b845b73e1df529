/**
 * What a pipeline's author writes: {@link io.cachetree.annotation.Cached} on a method, and the few annotations that
 * refine it.
 *
 * <p>Depends on nothing, so that a class can declare its steps without needing CacheTree at run time.
 */
@NullMarked
package io.cachetree.annotation;

import org.jspecify.annotations.NullMarked;
