package io.cachetree.tree;

/** What to do with a call of a step when the storage under the tree fails. */
public enum OnStoreFailure {

    /** Throw what says so, a {@code StoreException}. The default. */
    FAIL,

    /**
     * Run the step if its result cannot be looked up, and return its result if it cannot be committed, just as the step
     * returned it: once in the log and each time in a {@code StepUncached} event it is said that nothing was kept. What a body
     * throws, it throws all the same.
     */
    RUN_UNCACHED
}
