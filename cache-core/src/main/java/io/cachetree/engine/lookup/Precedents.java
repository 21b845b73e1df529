package io.cachetree.engine.lookup;

import io.cachetree.engine.call.KeyedCall;
import io.cachetree.engine.call.Scope;
import io.cachetree.entry.Entries;
import io.cachetree.entry.EntryNames;
import io.cachetree.entry.Leftovers;
import io.cachetree.key.CodeDigest;
import io.cachetree.key.KeyContent;
import io.cachetree.key.StepCode;
import io.cachetree.key.StepId;
import io.cachetree.store.Access;
import io.cachetree.store.Store;
import io.cachetree.store.StoreItem;
import io.cachetree.tree.MissReason;
import io.cachetree.tree.NodePath;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The newest entries of each node, to say what a call differs in from them.
 *
 * <p>A node is listed once in the life of this object, when it is first computed; this is also when it is cleared of
 * leftovers. Entries of the same run are no precedents: in a loop over blocks, block 2 does not run because block 1
 * was another one. Thread safety: any number of threads.
 */
public final class Precedents {

    private static final int KEPT = 32;

    /** Where each is a request, a run must not wait for many before it starts. */
    private static final int FETCHED = 4;

    private final Store store;
    private final Entries entries;
    private final Leftovers leftovers;
    private final Consumer<Runnable> aside;
    private final ConcurrentMap<CodeDigest, StepCode> codes = new ConcurrentHashMap<>();
    private final ConcurrentMap<NodePath, Known> nodes = new ConcurrentHashMap<>();

    private record Which(StepId step, CodeDigest code) {}

    /** What is known of a node. What came from its listing stays, also when newer entries push
     * the precedents out; the oldest entry tells by which code, or in which form, the others may be that are not looked at. */
    private static final class Known {
        private final Deque<Precedent> newest = new ArrayDeque<>();
        private final Map<Which, StepCode> codes = new LinkedHashMap<>();

        synchronized void addFirst(Precedent precedent) {
            newest.addFirst(precedent);
            takeCode(precedent.content());
            while (newest.size() > KEPT) {
                newest.removeLast();
            }
        }

        synchronized void addLast(Precedent precedent) {
            newest.addLast(precedent);
            takeCode(precedent.content());
        }

        private void takeCode(KeyContent content) {
            codes.putIfAbsent(new Which(content.step(), content.code().digest()), content.code());
        }

        synchronized List<Precedent> precedents() {
            return List.copyOf(newest);
        }

        synchronized List<StepCode> codes(Predicate<Which> which) {
            return codes.entrySet().stream()
                    .filter(each -> which.test(each.getKey()))
                    .map(Map.Entry::getValue)
                    .toList();
        }
    }

    /**
     * Creates what knows the newest entries of one store.
     *
     * @param aside does what nobody waits for
     */
    public Precedents(Store store, Consumer<Runnable> aside) {
        this.store = store;
        this.aside = aside;
        this.entries = new Entries(store);
        this.leftovers = new Leftovers(store);
    }

    /** Removes leftovers from a node, the first time that it is computed. */
    public void clear(NodePath node) {
        known(node);
    }

    /** Returns why nothing answers a call. */
    public MissReason reason(KeyedCall call) {
        Scope.Run run = call.scope().run();
        Stream<List<MissReason>> differences = known(call.invocation().node()).precedents().stream()
                .filter(each -> each.run().filter(run::equals).isEmpty())
                .map(each -> call.content().differencesFrom(inTodaysForm(call, each.content())))
                .filter(each -> !each.isEmpty());
        return differences
                .min(Comparator.comparingInt(List::size))
                .map(MissReason::of)
                .orElseGet(MissReason.NeverRan::new);
    }

    /** A form of a digest is nothing that a person changed. */
    private static KeyContent inTodaysForm(KeyedCall call, KeyContent before) {
        boolean isToday = before.step().equals(call.call().step())
                && call.isOfToday(before.step(), before.code().digest());
        return isToday ? before.with(call.content().code()) : before;
    }

    /** Takes note of an entry that was committed by a call of this process. */
    public void add(KeyedCall call) {
        known(call.invocation().node())
                .addFirst(new Precedent(call.content(), Optional.of(call.scope().run())));
    }

    /** Returns each code by which one of the newest entries of a step was computed, the newest first. */
    List<StepCode> codes(NodePath node, StepId step) {
        return known(node).codes(which -> which.step().equals(step));
    }

    /** Returns the code with a digest, if one of the newest entries of the node was computed by it. */
    Optional<StepCode> codeBy(NodePath node, CodeDigest digest) {
        return known(node).codes(which -> which.code().equals(digest)).stream().findFirst();
    }

    /** The code of a step can reach hundreds of methods, and is the same for most entries of a node. */
    private KeyContent shared(KeyContent content) {
        return content.with(codes.computeIfAbsent(content.code().digest(), first -> content.code()));
    }

    private Known known(NodePath node) {
        return nodes.computeIfAbsent(node, this::visit);
    }

    /** Where each look is a request, no step waits for it. */
    private void clear(NodePath node, List<StoreItem> items) {
        if (store.access() == Access.IN_PLACE) {
            leftovers.remove(node, items);
        } else {
            aside.accept(() -> leftovers.remove(node, items));
        }
    }

    private Known visit(NodePath node) {
        List<StoreItem> items = store.list(node.toString());
        clear(node, items);
        Known found = new Known();
        int most = store.access() == Access.IN_PLACE ? KEPT : FETCHED;
        entries.newest(node, items)
                .limit(most)
                .forEach(record -> found.addLast(new Precedent(shared(record.content()), Optional.empty())));
        if (items.stream().map(StoreItem::name).filter(EntryNames::isRecord).count() > most) {
            entries.oldest(node, items).ifPresent(record -> found.takeCode(shared(record.content())));
        }
        return found;
    }
}
