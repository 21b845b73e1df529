package io.cachetree.engine;

import io.cachetree.key.StepId;
import java.util.List;

/**
 * Knows which steps of a program nobody intercepts. It is asked when a tree is first used; {@link
 * java.util.ServiceLoader} finds the implementations.
 */
public interface InterceptionCheck {

    /** Returns the steps that a loader knows and whose calls get to no tree. */
    List<StepId> silentSteps(ClassLoader loader);
}
