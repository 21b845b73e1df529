package io.cachetree.viewer.data;

/** Of which entries and attempts there are files beside the documents. */
public enum Extent {
    /** Of all, as they are just now. */
    LIVE,
    /** Of the newest entry of each node, and of attempts that ended. */
    NEWEST,
    /** Of all entries, and of attempts that ended. */
    ALL
}
