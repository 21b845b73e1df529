package io.cachetree.maintenance.copying;

import io.cachetree.entry.Entries;
import io.cachetree.entry.EntryNames;
import io.cachetree.entry.EntryRecord;
import io.cachetree.entry.RecordContent;
import io.cachetree.key.CacheKey;
import io.cachetree.maintenance.copying.CopyReport.Skipped;
import io.cachetree.store.Access;
import io.cachetree.store.Store;
import io.cachetree.store.StoreItem;
import io.cachetree.tree.Lookup;
import io.cachetree.tree.NodeName;
import io.cachetree.tree.NodePath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What one tree has and another one has not, node by node. It only reads.
 *
 * <p>Of a key that has several records, as it was superseded, the newest whole one counts. Thread safety: many threads collect.
 */
final class Difference {

    private final Store from;
    private final Store to;
    private final Entries entriesFrom;
    private final Entries entriesTo;
    private final Collection<Original> missing = new ConcurrentLinkedQueue<>();
    private final Collection<Skipped> damaged = new ConcurrentLinkedQueue<>();
    private final Collection<Pinned> pins = new ConcurrentLinkedQueue<>();
    private final Collection<NodePath> untidy = new ConcurrentLinkedQueue<>();
    private final AtomicInteger there = new AtomicInteger();

    /** The pin of an entry that is pinned in the one tree only. */
    record Pinned(NodePath node, String file) {}

    Difference(Store from, Store to) {
        this.from = from;
        this.to = to;
        this.entriesFrom = new Entries(from);
        this.entriesTo = new Entries(to);
    }

    /** Collects what is different in a node and the nodes below. */
    void collect(NodePath node) {
        List<StoreItem> items = from.list(node.toString());
        Set<String> namesThere = Set.copyOf(to.names(node.toString()));
        compare(node, items.stream().map(StoreItem::name).toList(), namesThere);
        if (namesThere.stream().anyMatch(name -> mayBeLeft(name, namesThere))) {
            untidy.add(node);
        }
        Together.each(items.stream().filter(Difference::isNode).toList(), item -> collect(node.child(item.name())));
    }

    /** Who was killed may have left a directory, or the mark in one; elsewhere no more is looked at than the names. */
    private boolean mayBeLeft(String name, Set<String> names) {
        return EntryNames.isAttempt(name)
                && (to.access() == Access.IN_PLACE || !names.contains(EntryNames.keyOf(name) + ".json"));
    }

    private static boolean isNode(StoreItem item) {
        return item.kind() == StoreItem.Kind.DIRECTORY && NodeName.isAllowed(item.name());
    }

    private void compare(NodePath node, List<String> names, Set<String> namesThere) {
        Map<CacheKey, Original> newest = new HashMap<>();
        List<Skipped> unusable = new ArrayList<>();
        Collection<Found> records = new ConcurrentLinkedQueue<>();
        Together.each(
                names.stream().filter(EntryNames::isRecord).toList(),
                file -> entriesFrom
                        .contentWithoutInputs(node, file)
                        .ifPresent(content -> records.add(new Found(node, file, content))));
        records.forEach(found -> sort(found, newest, unusable));
        Together.each(newest.values(), original -> compare(original, namesThere));
        unusable.stream()
                .filter(each -> newest.keySet().stream()
                        .noneMatch(key -> key.shortName().equals(EntryNames.keyOf(each.file()))))
                .forEach(damaged::add);
        names.stream()
                .filter(name -> EntryNames.pinned(name).isPresent() && !namesThere.contains(name))
                .forEach(name -> pins.add(new Pinned(node, name)));
    }

    /** A file that is named like a record, with what it holds. */
    private record Found(NodePath node, String file, RecordContent content) {}

    private static void sort(Found found, Map<CacheKey, Original> newest, List<Skipped> unusable) {
        if (found.content() instanceof RecordContent.Whole whole) {
            EntryRecord record = whole.record();
            newest.merge(record.key(), new Original(found.node(), found.file(), record), Original::newer);
        } else if (found.content() instanceof RecordContent.Unusable damage) {
            unusable.add(new Skipped(found.node(), found.file(), damage.why()));
        }
    }

    private void compare(Original original, Set<String> namesThere) {
        if (isThere(original, namesThere)) {
            there.incrementAndGet();
        } else {
            missing.add(original);
        }
    }

    /** Only what has a name there is read there. */
    private boolean isThere(Original original, Set<String> namesThere) {
        CacheKey key = original.outline().key();
        return namesThere.contains(key.shortName() + ".json")
                && entriesTo.find(original.node(), key, Lookup.Hit::new).lookup() instanceof Lookup.Hit<EntryRecord>;
    }

    List<Original> missing() {
        return List.copyOf(missing);
    }

    List<Skipped> damaged() {
        return List.copyOf(damaged);
    }

    List<Pinned> pins() {
        return List.copyOf(pins);
    }

    /** Returns the nodes in which an interrupted copy may have left something. */
    List<NodePath> untidy() {
        return List.copyOf(untidy);
    }

    int there() {
        return there.get();
    }
}
