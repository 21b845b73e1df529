package io.cachetree.store;

/** Where the files of a tree are, as seen from the steps that write and read them. */
public enum Access {

    /** On a file system of this machine: steps and readers work on the very files of the tree. */
    IN_PLACE,

    /**
     * Somewhere else: files are brought there when they are published or as they are written, and fetched when they are
     * read. Each look costs a request, so nothing is looked at that is not needed.
     */
    TRANSFERRED
}
