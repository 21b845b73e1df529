/**
 * What the compile-time checks know of types: which can be keyed and stored, by the rules of the run time. It is public
 * for the package above only, and may change at any time.
 *
 * <p>Depends on the JDK's model of a program and on {@link io.cachetree.key.StepId}.
 */
@NullMarked
package io.cachetree.intercept.check.internal;

import org.jspecify.annotations.NullMarked;
