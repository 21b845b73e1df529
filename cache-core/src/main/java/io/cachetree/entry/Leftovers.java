package io.cachetree.entry;

import io.cachetree.store.Access;
import io.cachetree.store.Owner;
import io.cachetree.store.Store;
import io.cachetree.store.StoreException;
import io.cachetree.store.StoreItem;
import io.cachetree.tree.NodePath;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes from a node what processes left behind that died in the middle of an attempt, or whose attempt failed.
 *
 * <p>A directory that carries the mark of an owner who has ended is removed at once, unless it was committed; one that
 * has no mark, or a torn one, when it has been so for a day and has no record. Never removed is what a living process
 * works on, and what may be one's on another host.
 */
public final class Leftovers {

    private static final Logger log = LoggerFactory.getLogger(Leftovers.class);
    private static final Duration LIFE_WITHOUT_A_MARK = Duration.ofDays(1);

    private final Store store;
    private final Entries entries;

    /** Cleans up in the given store. */
    public Leftovers(Store store) {
        this.store = store;
        this.entries = new Entries(store);
    }

    /** Removes the leftovers among what a listing of the node showed; failing to is no error. */
    public void remove(NodePath node, List<StoreItem> items) {
        Set<String> recorded = items.stream()
                .map(StoreItem::name)
                .filter(EntryNames::isRecord)
                .map(EntryNames::keyOf)
                .collect(Collectors.toSet());
        for (StoreItem item : items) {
            try {
                if (item.isLeftover()) {
                    store.delete(node.resolve(item.name()));
                } else if (EntryNames.isAttempt(item.name()) && mayBeLeft(node, item, recorded)) {
                    removeIfLeft(node, item, recorded.contains(EntryNames.keyOf(item.name())));
                }
            } catch (StoreException e) {
                log.debug("Leftover {} of node {} stays", item.name(), node, e);
            }
        }
    }

    /** Elsewhere the entries that were committed have no marks, and to ask each for one would take a request for each. */
    private boolean mayBeLeft(NodePath node, StoreItem attempt, Set<String> recorded) {
        return store.access(node.resolve(attempt.name())) == Access.IN_PLACE
                || !recorded.contains(EntryNames.keyOf(attempt.name()));
    }

    private void removeIfLeft(NodePath node, StoreItem attempt, boolean isRecorded) {
        String mark = node.resolve(attempt.name()) + "/" + EntryNames.OWNER;
        Optional<byte[]> found = store.read(mark);
        boolean isGone = found.flatMap(Owner::parse).map(Owner::isGone).orElseGet(() -> isOld(attempt));
        if (isGone && found.isPresent()) {
            removeUnlessCommitted(node, attempt, mark);
        } else if (isGone && !isRecorded && !wasCommitted(node, attempt)) {
            delete(node.resolve(attempt.name()));
        }
    }

    private boolean wasCommitted(NodePath node, StoreItem attempt) {
        return store.size(node.resolve(attempt.name()) + "/" + EntryNames.CVPL_TIMESTAMP)
                .isPresent();
    }

    /**
     * The process may have died between publishing the record and taking the mark away. It publishes nothing any more
     * now, so what counts is what the node holds from here on, not what an earlier listing showed.
     */
    private void removeUnlessCommitted(NodePath node, StoreItem attempt, String mark) {
        boolean isCommitted = store.list(node.toString()).stream()
                .map(StoreItem::name)
                .filter(EntryNames::isRecord)
                .filter(name -> EntryNames.keyOf(name).equals(EntryNames.keyOf(attempt.name())))
                .flatMap(name -> entries.record(node, name).stream())
                .anyMatch(record -> record.attempt().equals(attempt.name()));
        if (isCommitted) {
            store.delete(mark);
        } else {
            log.info("Removing {} of node {}: it ended without being committed", attempt.name(), node);
            delete(node.resolve(attempt.name()));
        }
    }

    /** The mark goes last: whoever is killed before leaves what the next one recognises. */
    private void delete(String attempt) {
        for (StoreItem item : store.list(attempt)) {
            if (!item.name().equals(EntryNames.OWNER)) {
                store.delete(attempt + "/" + item.name());
            }
        }
        store.delete(attempt);
    }

    /** Storage that has no directories knows no times of theirs. */
    private static boolean isOld(StoreItem item) {
        return !item.modified().equals(Instant.EPOCH)
                && item.modified().isBefore(Instant.now().minus(LIFE_WITHOUT_A_MARK));
    }
}
