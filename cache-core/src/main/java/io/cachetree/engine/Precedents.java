package io.cachetree.engine;

import io.cachetree.entry.Entries;
import io.cachetree.entry.EntryRecord;
import io.cachetree.entry.Leftovers;
import io.cachetree.key.CodeDigest;
import io.cachetree.key.KeyContent;
import io.cachetree.key.StepCode;
import io.cachetree.key.StepId;
import io.cachetree.store.Store;
import io.cachetree.store.StoreItem;
import io.cachetree.tree.MissReason;
import io.cachetree.tree.NodePath;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The newest entries of each node, to say what a call differs in from them.
 *
 * <p>A node is listed once in the life of this object, when it is first computed; this is also when it is cleared of
 * leftovers. Entries of the same run are no precedents: in a loop over blocks, block 2 does not run because block 1
 * was another one. Thread safety: any number of threads.
 */
final class Precedents {

    private static final int KEPT = 32;

    private final Store store;
    private final Entries entries;
    private final Leftovers leftovers;
    private final ConcurrentMap<CodeDigest, StepCode> codes = new ConcurrentHashMap<>();
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
        Stream<List<MissReason>> differences = precedents(call.invocation().node()).stream()
                .filter(each -> each.run().filter(run::equals).isEmpty())
                .map(each -> call.content().differencesFrom(each.content()))
                .filter(each -> !each.isEmpty());
        return differences
                .min(Comparator.comparingInt(List::size))
                .map(MissReason::of)
                .orElseGet(MissReason.NeverRan::new);
    }

    /** Takes note of an entry that was committed by a call of this process. */
    void add(KeyedCall call, EntryRecord record) {
        Deque<Precedent> known = deque(call.invocation().node());
        synchronized (known) {
            known.addFirst(
                    new Precedent(record.content(), Optional.of(call.scope().run())));
            while (known.size() > KEPT) {
                known.removeLast();
            }
        }
    }

    /** Returns each code by which one of the newest entries of a step was computed, the newest first. */
    Set<StepCode> codes(NodePath node, StepId step) {
        return precedents(node).stream()
                .map(Precedent::content)
                .filter(content -> content.step().equals(step))
                .map(KeyContent::code)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Returns the code with a digest, if one of the newest entries of the node was computed by it. */
    Optional<StepCode> codeBy(NodePath node, CodeDigest digest) {
        return precedents(node).stream()
                .map(each -> each.content().code())
                .filter(code -> code.digest().equals(digest))
                .findFirst();
    }

    /** The code of a step can reach hundreds of methods, and is the same for most entries of a node. */
    private KeyContent shared(KeyContent content) {
        return content.with(codes.computeIfAbsent(content.code().digest(), first -> content.code()));
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

    private Deque<Precedent> visit(NodePath node) {
        List<StoreItem> items = store.list(node.toString());
        leftovers.remove(node, items);
        Deque<Precedent> found = new ArrayDeque<>();
        entries.newest(node, items)
                .limit(KEPT)
                .forEach(record -> found.addLast(new Precedent(shared(record.content()), Optional.empty())));
        return found;
    }
}
