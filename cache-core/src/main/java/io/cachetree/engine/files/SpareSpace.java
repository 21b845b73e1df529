package io.cachetree.engine.files;

import io.cachetree.entry.EntryNames;
import io.cachetree.key.CacheKey;
import io.cachetree.store.Access;
import io.cachetree.store.Deletion;
import io.cachetree.store.Stage;
import io.cachetree.store.Store;
import io.cachetree.store.StoreException;
import io.cachetree.tree.NodePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where steps write while the storage fails, if they run all the same: temporary files of this machine, which are gone when the tree is
 * closed.
 *
 * <p>Thread safety: any number of threads.
 */
public final class SpareSpace implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(SpareSpace.class);

    private @Nullable Path root;

    /** Creates a space that takes no room before it is asked for. */
    public SpareSpace() {}

    /**
     * Returns a new directory for a call.
     *
     * @throws StoreException if it cannot be made here either
     */
    synchronized Stage stage(NodePath node, CacheKey key) {
        try (Store store = Store.directory(madeRoot())) {
            while (true) {
                Stage stage = store.stage(node.resolve(EntryNames.attempt(key, Access.IN_PLACE)))
                        .orElse(null);
                if (stage != null) {
                    return stage;
                }
            }
        }
    }

    private Path madeRoot() {
        try {
            Path made = root == null ? Files.createTempDirectory("cachetree-") : root;
            root = made;
            return made;
        } catch (IOException e) {
            throw new StoreException("create", "a temporary directory", e);
        }
    }

    @Override
    public synchronized void close() {
        if (root != null && !Deletion.attempt(root)) {
            log.warn("Temporary directory {} stays, it cannot be deleted", root);
        }
        root = null;
    }
}
