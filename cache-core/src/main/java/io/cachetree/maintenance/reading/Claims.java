package io.cachetree.maintenance.reading;

import io.cachetree.entry.Claim;
import io.cachetree.entry.EntryNames;
import io.cachetree.entry.UseMark;
import io.cachetree.maintenance.reading.OpenAttempt.State;
import io.cachetree.store.Store;
import io.cachetree.store.StoreException;
import io.cachetree.store.StoreItem;
import io.cachetree.tree.NodePath;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Reads the claims of a node. One that cannot be read is none.
 *
 * @param store the store
 * @param node the node
 * @param gone which sessions have ended, as far as was asked: many claims may be of one
 */
record Claims(Store store, NodePath node, Map<String, Boolean> gone) {

    Claims(Store store, NodePath node) {
        this(store, node, new ConcurrentHashMap<>());
    }

    /** Returns one for each key. */
    Map<String, Claimed> byKey(List<StoreItem> items) {
        return items.stream()
                .filter(item -> item.kind() == StoreItem.Kind.FILE && EntryNames.isClaim(item.name()))
                .toList()
                .parallelStream()
                .flatMap(item -> claimed(item).stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Claimed::orBetter));
    }

    private Optional<Map.Entry<String, Claimed>> claimed(StoreItem item) {
        try {
            return EntryNames.claimed(item.name())
                    .flatMap(key -> store.read(node.resolve(item.name()))
                            .flatMap(Claim::parse)
                            .map(claim -> Map.entry(key, claimed(item, claim))));
        } catch (StoreException unreadable) {
            return Optional.empty();
        }
    }

    private Claimed claimed(StoreItem item, Claim claim) {
        return gone.computeIfAbsent(claim.session(), session -> claim.seemsGone(store))
                ? new Claimed(claim, State.KILLED, lastSign(item, claim))
                : new Claimed(claim, State.RUNNING, item.modified());
    }

    private Instant lastSign(StoreItem item, Claim claim) {
        return UseMark.lastBeat(store, claim.session())
                .filter(beat -> beat.isAfter(item.modified()))
                .orElse(item.modified());
    }
}
