package io.cachetree.maintenance;

import io.cachetree.entry.Acceptance;
import io.cachetree.entry.CalledStep;
import io.cachetree.entry.Entries;
import io.cachetree.entry.Entries.Search;
import io.cachetree.entry.Entries.Vacancy;
import io.cachetree.entry.EntryRecord;
import io.cachetree.entry.NewEntry;
import io.cachetree.key.CodeDigest;
import io.cachetree.key.CodeIdentity;
import io.cachetree.key.KeyContent;
import io.cachetree.key.StepCode;
import io.cachetree.key.StepId;
import io.cachetree.maintenance.AcceptReport.Accepted;
import io.cachetree.maintenance.AcceptReport.Left;
import io.cachetree.store.Store;
import io.cachetree.store.StoreItem;
import io.cachetree.store.ThisProcess;
import io.cachetree.tree.Durability;
import io.cachetree.tree.Lookup;
import io.cachetree.tree.MissReason;
import io.cachetree.tree.NodePath;
import io.cachetree.tree.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets the entries of a node and of all nodes below count for today's code, by the word of a person: after a refactoring
 * that changes code and no results.
 *
 * <ul>
 *   <li>An entry gets a second record, under the key that today's code gives; both name the same files, and the new one says
 *       who accepted what, and when.
 *   <li>Of each step only the entries of the code that computed the newest one are accepted. Results of still older code
 *       were left behind before; nobody looks at them again by looking at the newest.
 *   <li>An entry that used results of such older code is left as well, and one that called a step which is gone: nobody can
 *       tell what it calls instead.
 * </ul>
 *
 * <p>Thread safety: may be called while others use the tree.
 */
public final class Accept {

    private final Entries entries;
    private final CodeIdentity code;
    private final @Nullable ClassLoader loader;
    private final Store store;
    private final List<NodePath> nodes = new ArrayList<>();
    private final Map<StepId, Newest> newest = new HashMap<>();
    private final List<Accepted> accepted = new ArrayList<>();
    private final List<Left> left = new ArrayList<>();

    /** The code of the newest entry of a step, and since when that counts. Of the records, a tree can have too many to keep. */
    private record Newest(Instant since, CodeDigest code) {}

    private Accept(Store store, CodeIdentity code, @Nullable ClassLoader loader) {
        this.store = store;
        this.entries = new Entries(store);
        this.code = code;
        this.loader = loader;
    }

    /**
     * Accepts the entries of a node and of all nodes below.
     *
     * @param code tells today's code
     * @param loader where the classes of the steps are; {@code null} for the loader of the application
     * @throws io.cachetree.store.StoreException if the storage cannot be read or written; what was accepted before stays
     */
    public static AcceptReport node(Store store, NodePath node, CodeIdentity code, @Nullable ClassLoader loader) {
        Accept accept = new Accept(store, code, loader);
        new Nodes(store).visit(node, accept::collect);
        accept.nodes.forEach(accept::accept);
        return new AcceptReport(accept.accepted, accept.left);
    }

    private void collect(NodePath node, List<StoreItem> items) {
        nodes.add(node);
        entries.newest(node, items)
                .forEach(record -> newest.merge(
                        record.step(), new Newest(record.since(), record.code().digest()), Accept::newer));
    }

    private static Newest newer(Newest one, Newest other) {
        return one.since().isBefore(other.since()) ? other : one;
    }

    private void accept(NodePath node) {
        entries.newest(node, store.list(node.toString()))
                .filter(record -> !record.step().equals(NewEntry.BY_HAND))
                .forEach(record -> accept(node, record));
    }

    private void accept(NodePath node, EntryRecord record) {
        Optional<StepCode> today = code.current(record.step(), loader);
        if (today.isEmpty()) {
            left.add(new Left(node, record.attempt(), "the code of %s was not found".formatted(record.step())));
            return;
        }
        Optional<MissReason> change = change(record);
        if (change.isEmpty()) {
            return;
        }
        KeyContent now = record.content().with(today.get());
        Search<EntryRecord> search = entries.find(node, now.key(), this::ofToday);
        if (search.lookup() instanceof Lookup.Miss<EntryRecord>) {
            objection(record)
                    .ifPresentOrElse(
                            why -> left.add(new Left(node, record.attempt(), why)),
                            () -> accept(node, record, today.get(), change.get(), search.vacancy()));
        }
    }

    private Lookup<EntryRecord> ofToday(EntryRecord record) {
        return change(record).<Lookup<EntryRecord>>map(Lookup.Miss::new).orElseGet(() -> new Lookup.Hit<>(record));
    }

    private void accept(NodePath node, EntryRecord record, StepCode today, MissReason change, Vacancy vacancy) {
        Origin here = ThisProcess.origin(Instant.now(), Duration.ZERO);
        Acceptance acceptance = new Acceptance(
                here.user() + "@" + here.host(), here.started(), record.code().digest(), List.of(change.text()));
        if (entries.publish(
                vacancy, record.accepted(today, calls(record, today), acceptance), null, Durability.POWER)) {
            accepted.add(new Accepted(node, record.attempt(), change));
        }
    }

    /**
     * Returns the steps below as they are now. What a refactoring made a step of its own was not called when the entry was
     * computed, and counts from now on all the same.
     */
    private List<CalledStep> calls(EntryRecord record, StepCode today) {
        Map<StepId, CalledStep> calls = new LinkedHashMap<>();
        record.calls().forEach(call -> calls.put(call.step(), call.with(digest(call))));
        Deque<StepId> waiting = new ArrayDeque<>(today.steps());
        while (!waiting.isEmpty()) {
            StepId step = waiting.remove();
            Optional<StepCode> now = code.current(step, loader);
            if (now.isPresent() && !calls.containsKey(step)) {
                calls.put(step, new CalledStep(step, NodePath.ROOT, now.get().digest(), 0, Optional.empty()));
                waiting.addAll(now.get().steps());
            }
        }
        calls.remove(record.step());
        return List.copyOf(calls.values());
    }

    /** Returns what changed since an entry was computed, in its own code and in that of the steps below. */
    private Optional<MissReason> change(EntryRecord record) {
        List<MissReason> changes = new ArrayList<>();
        code.current(record.step(), loader)
                .filter(today -> !isToday(record.step(), record.code().digest()))
                .flatMap(today -> record.content().with(today).codeDifference(record.code()))
                .ifPresent(changes::add);
        record.calls().stream()
                .filter(call -> !isToday(call.step(), call.code()))
                .forEach(call -> changes.add(new MissReason.ChildCodeChanged(
                        call.step().shortForm(), call.node().toString(), List.of())));
        return changes.isEmpty() ? Optional.empty() : Optional.of(MissReason.of(changes));
    }

    private CodeDigest digest(CalledStep call) {
        return code.current(call.step(), loader).map(StepCode::digest).orElse(call.code());
    }

    private Optional<String> objection(EntryRecord record) {
        if (isOlder(record.step(), record.code().digest())) {
            return Optional.of("newer code computed other entries of %s since"
                    .formatted(record.step().shortForm()));
        }
        return record.calls().stream()
                .flatMap(call -> objection(call).stream())
                .findFirst()
                .map(why -> "it used a result of " + why);
    }

    private Optional<String> objection(CalledStep call) {
        String step = call.step().shortForm();
        if (isOlder(call.step(), call.code())) {
            return Optional.of(step + ", of which newer code computed other entries since");
        }
        boolean isGone = code.current(call.step(), loader).isEmpty() && !isToday(call.step(), call.code());
        return isGone ? Optional.of(step + ", the code of which was not found") : Optional.empty();
    }

    private boolean isOlder(StepId step, CodeDigest digest) {
        Newest last = newest.get(step);
        return last != null && !last.code().equals(digest) && !isToday(step, digest);
    }

    private boolean isToday(StepId step, CodeDigest digest) {
        boolean isUnknown = digest.kind() == CodeDigest.Kind.UNKNOWN
                && code.current(step, loader).isEmpty();
        return isUnknown || code.isCurrent(digest, step, loader);
    }
}
