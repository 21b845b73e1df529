package io.cachetree.tree;

/** How far the files of an entry are checked before they are used. */
public enum Verification {

    /** The digest of each file, the first time that this process uses the entry; its size each time. The default. */
    CONTENT,

    /** The size of each file: for entries so large that reading them through once is too much. */
    SIZE
}
