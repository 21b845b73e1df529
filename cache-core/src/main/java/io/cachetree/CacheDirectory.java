package io.cachetree;

import io.cachetree.store.Store;
import io.cachetree.tree.NodePath;
import java.net.URI;
import java.nio.file.Path;

/**
 * One node by hand: asked for, filled and committed without annotations.
 *
 * <pre>{@code
 * CacheDirectory root = CacheDirectory.at("path/to/root");
 * if (!root.init().isCommitted()) {                            // first run: compute
 *     CacheDirectory sub = root.child("subdir");
 *     if (!sub.init().isCommitted()) {
 *         Files.writeString(sub.path().resolve("log.txt"), "...");
 *         sub.commit();
 *     }
 *     root.commit();
 * }
 * Instant when = root.query().committedAt().orElseThrow();
 * }</pre>
 *
 * <ul>
 *   <li>Files that are not ours stay where they are; a parent that is not committed keeps its committed children.
 *   <li>A directory that the Python package cvpl_tools committed counts as committed.
 *   <li>What was begun by a process that died is removed by the next {@link #init()}.
 * </ul>
 *
 * <p>Thread safety: any number of threads.
 */
public interface CacheDirectory {

    /**
     * Returns the directory at the root of a tree; nothing is written before {@link #init()}.
     *
     * @throws io.cachetree.tree.InvalidStepException if the location is none that a store is known for
     */
    static CacheDirectory at(String location) {
        return new ExplicitDirectory(Store.at(location), NodePath.ROOT);
    }

    /** Returns the directory at the root of a tree at a local path; see {@link #at(String)}. */
    static CacheDirectory at(Path root) {
        return new ExplicitDirectory(Store.at(root), NodePath.ROOT);
    }

    /** Returns the node that the directory belongs to. */
    NodePath node();

    /**
     * Returns the directory of a child node; the same object for the same name.
     *
     * @throws io.cachetree.tree.InvalidStepException if the name is not allowed
     */
    CacheDirectory child(String name);

    /** Returns whether the directory is committed, without writing anything. */
    CacheStatus query();

    /**
     * Returns whether the directory is committed, and if it is not, makes a new one to write to.
     *
     * @throws io.cachetree.store.StoreException if it cannot be made
     */
    CacheStatus init();

    /**
     * Commits the directory with all files in it.
     *
     * @throws io.cachetree.tree.InvalidStepException without {@link #init()} before, if it is committed already, or if
     *     it holds what cannot be kept
     */
    void commit();

    /**
     * Returns the local directory to read from, if it is committed, else the one to write to.
     *
     * @throws io.cachetree.tree.InvalidStepException if it is neither committed nor initialised
     */
    Path path();

    /** Returns the address of what {@link #path()} returns. */
    URI uri();
}
