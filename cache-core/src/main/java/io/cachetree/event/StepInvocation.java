package io.cachetree.event;

import io.cachetree.key.CacheKey;
import io.cachetree.key.StepId;
import io.cachetree.tree.NodePath;

/**
 * One call of a step, as the events name it.
 *
 * @param id a number that no other call of this tree object has
 * @param caller the id of the call in whose body this one was made; 0 if there is none
 * @param node the node of the step
 * @param step the step
 * @param key the key of the call
 */
public record StepInvocation(long id, long caller, NodePath node, StepId step, CacheKey key) {}
