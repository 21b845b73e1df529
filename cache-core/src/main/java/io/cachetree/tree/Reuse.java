package io.cachetree.tree;

/** What a call of a step does with the results that the tree holds. */
public enum Reuse {

    /** Reads the committed result if there is one, else runs the step and commits. The default. */
    REUSE,

    /** Runs the steps and commits new results, even where there are committed ones. */
    REFRESH,

    /** As {@link #REFRESH}, but only for the steps called directly: the steps that they call reuse. */
    REFRESH_STEP,

    /** Runs steps as plain methods: nothing is read, nothing is written. */
    SKIP
}
