package io.cachetree.maintenance.reading;

/** What a person who looks at a node wants to know first. */
public enum NodeStatus {
    /** The last thing that happened to it is a commit. */
    COMMITTED,

    /** Somebody works on it, as far as its directories tell: a step that has not asked for a directory yet is not seen. */
    RUNNING,

    /** The last attempt threw. */
    FAILED,

    /** The process of the last attempt ended in the middle of it. */
    KILLED,

    /** The newest record, or the directory, cannot be read. */
    DAMAGED,

    /** It holds no entry and no attempt: only its children do, or a step that writes no files is running. */
    EMPTY
}
