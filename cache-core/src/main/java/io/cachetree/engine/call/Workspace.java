package io.cachetree.engine.call;

import io.cachetree.key.CacheKey;
import io.cachetree.store.Store;
import io.cachetree.tree.NodePath;
import java.net.URI;
import java.nio.file.Path;

/** Where a running step writes its files. Thread safety: any number of threads. */
public interface Workspace {

    /** Returns whether the step runs still: what is written later is not part of its result. */
    boolean isOpen();

    /** Returns the node of the step. */
    NodePath node();

    /** Returns the key of the call. */
    CacheKey key();

    /** Returns the store that the node is in. */
    Store store();

    /** Returns the address of the step's own directory, which is made if it is missing. */
    URI uri();

    /** Returns the step's own directory on the local file system, which is made if it is missing. */
    Path path();

    /** Adds a line to the step's log. */
    void log(String line);
}
