package io.cachetree.engine.files;

import io.cachetree.engine.call.KeyedCall;
import io.cachetree.entry.EntryNames;
import io.cachetree.store.Access;
import io.cachetree.store.Stage;
import io.cachetree.store.Store;
import org.jspecify.annotations.Nullable;

/**
 * Where steps write while the storage fails, if they run all the same: what is in there is gone when the tree is closed.
 *
 * <p>Thread safety: any number of threads.
 */
public final class SpareSpace implements AutoCloseable {

    private @Nullable Store store;

    /** Creates a space that takes no room before it is asked for. */
    public SpareSpace() {}

    /** Returns a new directory for a call. */
    synchronized Stage stage(KeyedCall call) {
        Store open = store == null ? Store.memory() : store;
        store = open;
        while (true) {
            String directory = call.invocation()
                    .node()
                    .resolve(EntryNames.attempt(call.invocation().key(), Access.IN_PLACE));
            Stage stage = open.stage(directory).orElse(null);
            if (stage != null) {
                return stage;
            }
        }
    }

    @Override
    public synchronized void close() {
        if (store != null) {
            store.close();
        }
    }
}
