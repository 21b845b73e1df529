package io.cachetree.entry;

import io.cachetree.store.Store;
import io.cachetree.store.StoreException;
import io.cachetree.store.StoreItem;
import io.cachetree.tree.NodePath;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes from a node what processes left behind that died in the middle of an attempt, or whose attempt failed.
 *
 * <p>Only directories that carry an owner's mark are looked at: it is taken away when the entry is committed. Never
 * removed is what a living process works on, and what may be one's on another host.
 */
public final class Leftovers {

    private static final Logger log = LoggerFactory.getLogger(Leftovers.class);
    private static final String TEMPORARY = ".tmp-";
    private static final Duration TEMPORARY_FILES_LIVE = Duration.ofDays(1);

    private final Store store;
    private final Entries entries;

    /** Cleans up in the given store. */
    public Leftovers(Store store) {
        this.store = store;
        this.entries = new Entries(store);
    }

    /** Removes the leftovers among what a listing of the node showed; failing to is no error. */
    public void remove(NodePath node, List<StoreItem> items) {
        for (StoreItem item : items) {
            try {
                removeIfLeft(node, item, items);
            } catch (StoreException e) {
                log.debug("Leftover {} of node {} stays", item.name(), node, e);
            }
        }
    }

    private void removeIfLeft(NodePath node, StoreItem item, List<StoreItem> items) {
        if (EntryNames.isAttempt(item.name()) && isLeft(node, item.name(), items)) {
            log.info("Removing {} of node {}: its process ended without committing it", item.name(), node);
            store.delete(node.resolve(item.name()));
        } else if (item.name().startsWith(TEMPORARY) && isOld(item)) {
            store.delete(node.resolve(item.name()));
        }
    }

    private boolean isLeft(NodePath node, String attempt, List<StoreItem> items) {
        String mark = node.resolve(attempt) + "/" + EntryNames.OWNER;
        Optional<byte[]> owner = store.read(mark);
        if (owner.isEmpty()
                || Owner.parse(owner.get()).filter(each -> !each.isGone()).isPresent()) {
            return false;
        }
        if (isCommitted(node, attempt, items)) {
            store.delete(mark);
            return false;
        }
        return true;
    }

    /** The process may have died between publishing the record and taking the mark away. */
    private boolean isCommitted(NodePath node, String attempt, List<StoreItem> items) {
        String key = attempt.substring(0, attempt.indexOf('-'));
        return items.stream()
                .map(StoreItem::name)
                .filter(name -> EntryNames.isRecord(name) && name.startsWith(key))
                .anyMatch(name -> entries.record(node, name)
                        .filter(record -> record.attempt().equals(attempt))
                        .isPresent());
    }

    private static boolean isOld(StoreItem item) {
        return item.modified().isBefore(Instant.now().minus(TEMPORARY_FILES_LIVE));
    }
}
