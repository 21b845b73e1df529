package io.cachetree.maintenance.pruning;

import io.cachetree.entry.EntryNames;
import io.cachetree.entry.TreeMarker;
import io.cachetree.maintenance.reading.Pin;
import io.cachetree.store.Store;
import io.cachetree.store.ThisProcess;
import io.cachetree.tree.NodePath;
import io.cachetree.tree.Origin;
import java.time.Duration;
import java.time.Instant;

/**
 * Says what is to be kept: a small file beside the records, by the short form of a key. Computing the entry anew leaves it pinned.
 *
 * <p>Thread safety: any number of threads and processes.
 */
public final class Pins {

    private Pins() {}

    /**
     * Pins the entry of a key; a pin that is there gets the new note.
     *
     * @param note why, in words; may be empty
     * @throws io.cachetree.tree.InvalidStepException if this is no tree
     * @throws io.cachetree.store.StoreException if it cannot be written
     */
    public static Pin pin(Store store, NodePath node, String key, String note) {
        new TreeMarker(store).require();
        Origin here = ThisProcess.origin(Instant.now(), Duration.ZERO);
        Pin pin = Pin.now(here.user() + "@" + here.host(), note.replace('\n', ' '));
        store.replace(node.resolve(EntryNames.pin(key)), pin.bytes());
        return pin;
    }

    /**
     * Takes a pin away.
     *
     * @throws io.cachetree.tree.InvalidStepException if this is no tree
     * @throws io.cachetree.store.StoreException if it cannot be deleted
     */
    public static void unpin(Store store, NodePath node, String key) {
        new TreeMarker(store).require();
        store.delete(node.resolve(EntryNames.pin(key)));
    }
}
