package io.cachetree.tree;

/** What to do with a committed result whose inputs fit, but which other code has computed. */
public enum OnCodeChange {
    /** Compute it again. */
    RECOMPUTE,

    /** Use it, and say so on every run: in the log and as a {@code CodeDiffers} event. */
    WARN,

    /** Use it. */
    IGNORE
}
