package io.cachetree.tree;

/** How far the files of an entry are checked before they are used. */
public enum Verification {

    /**
     * The digest of each file, the first time that this process uses the entry; its size each time. The default.
     *
     * <p>Left out are files that a result reads only when it is asked for what is in them, as an image does: they are
     * checked as they are read, and damage is an error then.
     */
    CONTENT,

    /** The digest of each file without exception: a damaged image is a miss, and computed again. */
    ALL_CONTENT,

    /** The size of each file: for entries so large that reading them through once is too much. */
    SIZE
}
