package io.cachetree.engine.call;

import io.cachetree.key.CodeIdentity;
import io.cachetree.key.StepCode;
import io.cachetree.key.StepId;
import io.cachetree.tree.InvalidStepException;
import org.jspecify.annotations.Nullable;

/**
 * Runs the steps that are called from a scope: the engine of its tree, as the scope and the calls from there know it.
 *
 * <p>Thread safety: any number of threads.
 */
public interface StepRunner {

    /**
     * Calls a step: returns the committed result, or runs the body and commits.
     *
     * @throws InvalidStepException if the tree was closed
     * @throws Throwable what the body throws, as it is
     */
    @Nullable Object call(Scope scope, StepCall call) throws Throwable;

    /** Returns the code of a step, or of one that it calls, as it is now. */
    StepCode codeOf(StepId step, @Nullable ClassLoader loader);

    /** Returns what tells the code of the steps of this program. */
    CodeIdentity code();

    /** Returns whether the tree was closed. */
    boolean isClosed();
}
