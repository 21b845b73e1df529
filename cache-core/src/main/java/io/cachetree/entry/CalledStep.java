package io.cachetree.entry;

import io.cachetree.key.CodeDigest;
import io.cachetree.key.StepId;
import io.cachetree.tree.NodePath;
import io.cachetree.tree.OnCodeChange;
import java.util.Optional;

/**
 * A step that was called while an entry was computed, directly or further below.
 *
 * @param step the called step
 * @param node its node; where calls went to several nodes, the first; the root if it is not known
 * @param code its code at that time
 * @param times how often it was called; 0 if only a result of this code was read
 * @param policy what its author says about results of other code, if anything
 */
public record CalledStep(StepId step, NodePath node, CodeDigest code, long times, Optional<OnCodeChange> policy) {

    /** Returns the same with the calls of the other one added. */
    public CalledStep and(CalledStep other) {
        return new CalledStep(step, node, code, times + other.times, policy);
    }

    /** Returns the same as a step around it has it whose author said that: the innermost word counts. */
    public CalledStep within(Optional<OnCodeChange> ofCaller) {
        return policy.isPresent() || ofCaller.isEmpty() ? this : new CalledStep(step, node, code, times, ofCaller);
    }

    /** Returns the same with other code. */
    public CalledStep with(CodeDigest other) {
        return new CalledStep(step, node, other, times, policy);
    }
}
