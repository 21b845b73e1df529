/**
 * From a method annotated {@link io.cachetree.annotation.Cached} to a step: reads and checks the method, and turns a
 * call of it into a call of the engine. How the call gets here is the business of the packages below.
 *
 * <p>Depends on the annotations and on {@code cache-core}.
 */
@NullMarked
package io.cachetree.intercept;

import org.jspecify.annotations.NullMarked;
