package io.cachetree.entry;

import io.cachetree.key.CodeDigest;
import io.cachetree.key.StepId;
import io.cachetree.tree.NodePath;

/**
 * A step that was called while an entry was computed, directly or further below.
 *
 * @param step the called step
 * @param node its node; where calls went to several nodes, the first; the root if it is not known
 * @param code its code at that time
 * @param times how often it was called
 */
public record CalledStep(StepId step, NodePath node, CodeDigest code, long times) {

    /** Returns one call of a step. */
    public static CalledStep once(StepId step, NodePath node, CodeDigest code) {
        return new CalledStep(step, node, code, 1);
    }

    /** Returns the same with the calls of the other one added. */
    public CalledStep and(CalledStep other) {
        return new CalledStep(step, node, code, times + other.times);
    }

    /** Returns the same with other code. */
    public CalledStep with(CodeDigest other) {
        return new CalledStep(step, node, other, times);
    }
}
