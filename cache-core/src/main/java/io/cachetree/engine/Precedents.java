package io.cachetree.engine;

import io.cachetree.entry.Entries;
import io.cachetree.entry.EntryNames;
import io.cachetree.entry.EntryRecord;
import io.cachetree.entry.Leftovers;
import io.cachetree.store.Store;
import io.cachetree.store.StoreException;
import io.cachetree.store.StoreItem;
import io.cachetree.tree.MissReason;
import io.cachetree.tree.NodePath;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newest entries of each node, to say what a call differs in from them.
 *
 * <p>A node is listed once in the life of this object, when it is first computed; this is also when it is cleared of
 * leftovers. Entries of the same run are no precedents: in a loop over blocks, block 2 does not run because block 1
 * was another one. Thread safety: any number of threads.
 */
final class Precedents {

    private static final Logger log = LoggerFactory.getLogger(Precedents.class);
    private static final int KEPT = 32;

    private final Store store;
    private final Entries entries;
    private final Leftovers leftovers;
    private final ConcurrentMap<NodePath, Deque<Precedent>> nodes = new ConcurrentHashMap<>();

    Precedents(Store store) {
        this.store = store;
        this.entries = new Entries(store);
        this.leftovers = new Leftovers(store);
    }

    /** Removes leftovers from a node, the first time that it is computed. */
    void clear(NodePath node) {
        deque(node);
    }

    /** Returns why nothing answers a call. */
    MissReason reason(KeyedCall call) {
        Scope.Run run = call.scope().run();
        Stream<Difference> differences = precedents(call.invocation().node()).stream()
                .filter(each -> each.run().filter(run::equals).isEmpty())
                .map(each -> Difference.between(each, call))
                .flatMap(Optional::stream);
        return differences
                .min(Comparator.comparingInt(Difference::size))
                .map(Difference::reason)
                .orElseGet(MissReason.NeverRan::new);
    }

    /** Takes note of an entry that was committed by a call of this process. */
    void add(KeyedCall call, EntryRecord record) {
        Deque<Precedent> known = deque(call.invocation().node());
        synchronized (known) {
            known.addFirst(Precedent.of(record, Optional.of(call.scope().run())));
            while (known.size() > KEPT) {
                known.removeLast();
            }
        }
    }

    private List<Precedent> precedents(NodePath node) {
        Deque<Precedent> known = deque(node);
        synchronized (known) {
            return List.copyOf(known);
        }
    }

    private Deque<Precedent> deque(NodePath node) {
        return nodes.computeIfAbsent(node, this::visit);
    }

    /** It is only for the wording of a reason: what cannot be read is left out. */
    private Optional<EntryRecord> record(NodePath node, StoreItem item) {
        try {
            return entries.record(node, item.name());
        } catch (StoreException e) {
            log.debug("Record {} of node {} cannot be read", item.name(), node, e);
            return Optional.empty();
        }
    }

    private Deque<Precedent> visit(NodePath node) {
        List<StoreItem> items = store.list(node.toString());
        leftovers.remove(node, items);
        Deque<Precedent> found = new ArrayDeque<>();
        items.stream()
                .filter(item -> EntryNames.isRecord(item.name()))
                .sorted(Comparator.comparing(StoreItem::modified).reversed())
                .limit(KEPT)
                .flatMap(item -> record(node, item).stream())
                .forEach(record -> found.addLast(Precedent.of(record, Optional.empty())));
        return found;
    }
}
