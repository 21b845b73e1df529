package io.cachetree.maintenance.reading;

import io.cachetree.entry.Entries;
import io.cachetree.entry.EntryNames;
import io.cachetree.entry.RecordContent;
import io.cachetree.store.Access;
import io.cachetree.store.Store;
import io.cachetree.store.StoreException;
import io.cachetree.store.StoreItem;
import io.cachetree.tree.NodeName;
import io.cachetree.tree.NodePath;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Collectors;

/**
 * Reads what stands in a tree, for those who look at it.
 *
 * <ul>
 *   <li>It only reads, and may do so while others write: what appears or goes meanwhile is seen or not, but never an error.
 *   <li>A record that is damaged, and a directory that cannot be listed, are shown as damaged.
 *   <li>A node with one entry costs one listing and one read, so that a tree of many thousand nodes is seen in a second.
 * </ul>
 *
 * <p>Thread safety: any number of threads.
 */
public final class TreeReader {

    /** Among how many records the newest is looked for, by what they say. */
    private static final int CANDIDATES = 8;

    /** How many nodes of a storage far away are read at once: most of the time an answer is waited for. */
    private static final int FAR_AWAY = 16;

    private final Store store;
    private final Entries entries;

    private TreeReader(Store store) {
        this.store = store;
        this.entries = new Entries(store);
    }

    /** Returns a reader of the tree in a store. */
    public static TreeReader of(Store store) {
        return new TreeReader(Store.readOnly(store));
    }

    /** Returns the store, which nothing can be written through. */
    public Store store() {
        return store;
    }

    /** Returns the names of the nodes directly below a node, sorted; none for a node that is not there. */
    public List<String> children(NodePath node) {
        return store.list(node.toString()).stream()
                .filter(item -> item.kind() == StoreItem.Kind.DIRECTORY)
                .map(StoreItem::name)
                .filter(NodeName::isAllowed)
                .sorted()
                .toList();
    }

    /** Returns a node with the nodes below it down to a depth, of which 0 is the node alone. */
    public NodeTree tree(NodePath node, int depth) {
        return depth == 0 || store.access() == Access.IN_PLACE ? read(node, depth) : readFarAway(node, depth);
    }

    /** Streams in parallel that are asked for in a pool stay in it; those of the common one wait for a processor each. */
    private NodeTree readFarAway(NodePath node, int depth) {
        ForkJoinPool threads = new ForkJoinPool(FAR_AWAY);
        try {
            return threads.submit(() -> read(node, depth)).join();
        } finally {
            threads.shutdown();
        }
    }

    private NodeTree read(NodePath node, int depth) {
        try {
            NodeNames names = NodeNames.of(store.names(node.toString()));
            return new NodeTree(
                    summary(node, names), depth == 0 ? List.of() : below(node, names.children(), depth - 1));
        } catch (StoreException e) {
            return new NodeTree(unreadable(node, e), List.of());
        }
    }

    private List<NodeTree> below(NodePath node, List<String> names, int depth) {
        if (names.isEmpty()) {
            return List.of();
        }
        List<NodeTree> below = names.parallelStream()
                .map(name -> read(node.child(name), depth))
                .toList();
        return below.stream().anyMatch(NodeTree::isBare) ? onlyDirectories(node, below) : below;
    }

    private List<NodeTree> onlyDirectories(NodePath node, List<NodeTree> below) {
        Set<String> directories = Set.copyOf(children(node));
        return below.stream()
                .filter(each -> directories.contains(each.node().node().name()))
                .toList();
    }

    /** Returns the names of the files in a node that are named like records, in no order. */
    public List<String> files(NodePath node) {
        return store.names(node.toString()).stream()
                .filter(EntryNames::isRecord)
                .toList();
    }

    /** Returns what a file of a node holds that is named like a record, or nothing if it is not there. */
    public Optional<FoundRecord> record(NodePath node, String file) {
        try {
            return entries.content(node, file).map(content -> new FoundRecord(file, content));
        } catch (StoreException e) {
            return Optional.of(new FoundRecord(file, new RecordContent.Unusable(String.valueOf(e.getMessage()))));
        }
    }

    private Optional<FoundOutline> outline(NodePath node, String file) {
        try {
            return entries.outline(node, file).map(content -> FoundOutline.of(file, content));
        } catch (StoreException e) {
            return Optional.of(FoundOutline.damaged(file, String.valueOf(e.getMessage())));
        }
    }

    /** Returns a node at a glance. */
    public NodeSummary node(NodePath node) {
        return tree(node, 0).node();
    }

    /** The usual node has one entry, and no more attempts than that: whatever else there is takes a closer look. */
    private NodeSummary summary(NodePath node, NodeNames names) {
        if (names.isUntried()) {
            return new NodeSummary(node, NodeStatus.EMPTY, 0, Optional.empty(), List.of(), Optional.empty());
        }
        if (names.isUsual()) {
            Optional<FoundOutline> only = outline(node, names.records().get(0));
            if (only.isPresent() && only.get().namesAll(names.attempts())) {
                return summary(node, 1, only, List.of(), Instant.EPOCH);
            }
        }
        NodeSummary closer = closerSummary(node, store.list(node.toString()));
        boolean mayHaveEnded =
                closer.status() == NodeStatus.EMPTY && !names.claims().isEmpty();
        return mayHaveEnded ? closerSummary(node, store.list(node.toString())) : closer;
    }

    private NodeSummary closerSummary(NodePath node, List<StoreItem> items) {
        Map<String, Instant> written = new HashMap<>();
        items.stream()
                .filter(item -> EntryNames.isRecord(item.name()))
                .forEach(item -> written.put(item.name(), item.modified()));
        Optional<FoundOutline> newest = newest(written.keySet().stream()
                .sorted(Comparator.comparing(written::get).reversed())
                .flatMap(file -> outline(node, file).stream())
                .filter(record -> !record.isSuperseded())
                .limit(CANDIDATES)
                .toList());
        Set<String> keys = written.keySet().stream().map(EntryNames::keyOf).collect(Collectors.toSet());
        Instant last = newest.map(record -> written.get(record.file())).orElse(Instant.EPOCH);
        return summary(node, keys.size(), newest, attempts(node, items), last);
    }

    /** In a copy of a tree, files may have been written in any order; of the last few, the records say which is the newest. */
    private static Optional<FoundOutline> newest(List<FoundOutline> lastWritten) {
        boolean isDamaged = !lastWritten.isEmpty() && lastWritten.get(0).entry().isEmpty();
        return isDamaged
                ? Optional.of(lastWritten.get(0))
                : lastWritten.stream().max(Comparator.comparing(FoundOutline::since));
    }

    private static NodeSummary summary(
            NodePath node, int entries, Optional<FoundOutline> newest, List<OpenAttempt> attempts, Instant last) {
        Optional<String> damage = newest.flatMap(FoundOutline::damage);
        NodeStatus committed = newest.isEmpty() ? NodeStatus.EMPTY : whole(damage);
        NodeStatus status = attempts.isEmpty() ? committed : tried(attempts, last, committed);
        return new NodeSummary(node, status, entries, newest, attempts, damage);
    }

    private static NodeStatus whole(Optional<String> damage) {
        return damage.isPresent() ? NodeStatus.DAMAGED : NodeStatus.COMMITTED;
    }

    private static NodeStatus tried(List<OpenAttempt> attempts, Instant last, NodeStatus committed) {
        return attempts.stream()
                .filter(each -> each.state() == OpenAttempt.State.RUNNING)
                .findFirst()
                .or(() -> attempts.stream()
                        .findFirst()
                        .filter(each -> each.since().isAfter(last)))
                .map(each -> NodeStatus.valueOf(each.state().name()))
                .orElse(committed);
    }

    private static NodeSummary unreadable(NodePath node, StoreException e) {
        return new NodeSummary(
                node, NodeStatus.DAMAGED, 0, Optional.empty(), List.of(), Optional.of(String.valueOf(e.getMessage())));
    }

    /**
     * Returns all records of a node that are not superseded, with all they hold, the newest first; damaged ones come last.
     *
     * @throws StoreException if the node cannot be listed
     */
    public List<FoundRecord> entries(NodePath node) {
        return files(node).stream()
                .flatMap(file -> record(node, file).stream())
                .filter(record -> !record.isSuperseded())
                .sorted(Comparator.comparing(FoundRecord::since).reversed())
                .toList();
    }

    /**
     * Returns what is pinned in a node: the short form of each key, with its pin.
     *
     * @throws StoreException if the node cannot be listed
     */
    public Map<String, Pin> pins(NodePath node) {
        Map<String, Pin> pins = new TreeMap<>();
        for (String name : store.names(node.toString())) {
            EntryNames.pinned(name)
                    .ifPresent(key -> store.read(node.resolve(name)).ifPresent(mark -> pins.put(key, Pin.parse(mark))));
        }
        return pins;
    }

    /**
     * Returns the attempts at a node that were not committed, the newest first.
     *
     * @throws StoreException if the node cannot be listed
     */
    public List<OpenAttempt> attempts(NodePath node) {
        return attempts(node, store.list(node.toString()));
    }

    private List<OpenAttempt> attempts(NodePath node, List<StoreItem> items) {
        Map<String, List<String>> byKey = items.stream()
                .map(StoreItem::name)
                .filter(EntryNames::isRecord)
                .collect(Collectors.groupingBy(EntryNames::keyOf));
        return new Attempts(store, node, byKey, file -> outline(node, file)).open(items);
    }
}
