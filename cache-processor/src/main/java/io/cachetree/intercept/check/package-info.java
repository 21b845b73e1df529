/**
 * Checks steps while they are compiled: a javac annotation processor that says at the place in the source what would go
 * wrong when the step runs, and that writes the list of steps.
 *
 * <p>Depends on the annotations and, so that no rule stands in two places, on the templates of names, {@link
 * io.cachetree.tree.NodeName} and {@link io.cachetree.key.StepId}. What needs a method's body asks {@code
 * com.sun.source}, and is left out where the compiler is not javac.
 */
@NullMarked
package io.cachetree.intercept.check;

import org.jspecify.annotations.NullMarked;
