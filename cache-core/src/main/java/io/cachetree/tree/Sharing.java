package io.cachetree.tree;

/**
 * What a call of a step does that another process computes at this moment. Whatever it is, the first result that is committed
 * counts for both.
 */
public enum Sharing {

    /**
     * Waits for the result, and computes it if the other process ends without one, or gives no sign of life. The default.
     */
    WAIT,

    /** Computes it as well, beside the other process. */
    COMPUTE,

    /** Fails with a {@link ComputedElsewhereException}, for those who have other things to do meanwhile. */
    FAIL
}
