package io.cachetree.tree;

/** What a committed result survives. */
public enum Durability {

    /** A power cut: everything is flushed to the disk before a commit returns. The default. */
    POWER,

    /** The end of the process, however sudden. After a power cut the newest results may be missing; none is wrong. */
    PROCESS
}
