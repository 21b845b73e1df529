package io.cachetree.maintenance.reading;

import io.cachetree.entry.EntryNames;
import io.cachetree.entry.FailureMark;
import io.cachetree.maintenance.reading.OpenAttempt.State;
import io.cachetree.store.Owner;
import io.cachetree.store.Store;
import io.cachetree.store.StoreItem;
import io.cachetree.tree.NodePath;
import io.cachetree.tree.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Tells what was begun in a node and not committed: by the directories of attempts, whose mark a commit takes away, and by the claim that
 * a step has until it ends, whether it asked for a directory or not.
 *
 * @param store the store
 * @param node the node
 * @param records the names of the node's records, by key
 * @param reading reads one of these
 */
record Attempts(
        Store store,
        NodePath node,
        Map<String, List<String>> records,
        Function<String, Optional<FoundOutline>> reading) {

    /** How long an attempt may take to write its mark. */
    private static final Duration UNMARKED = Duration.ofMinutes(1);

    /** What was killed and has no directory has nothing to show, and is over when the node has a later result. */
    List<OpenAttempt> open(List<StoreItem> items) {
        Map<String, Claimed> claims = new Claims(store, node).byKey(items);
        List<OpenAttempt> open = new ArrayList<>();
        items.stream()
                .filter(item -> item.kind() == StoreItem.Kind.DIRECTORY && EntryNames.isAttempt(item.name()))
                .forEach(item -> open(item, claims).ifPresent(open::add));
        Set<String> known = open.stream()
                .map(each -> EntryNames.keyOf(each.name()) + each.state())
                .collect(Collectors.toSet());
        Instant committed = items.stream()
                .filter(item -> EntryNames.isRecord(item.name()))
                .map(StoreItem::modified)
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
        claims.forEach((key, claimed) -> {
            boolean isOver =
                    claimed.state() == State.KILLED && !claimed.lastSign().isAfter(committed);
            if (!isOver && !known.contains(key + claimed.state())) {
                open.add(claimed.attempt(key));
            }
        });
        open.sort(Comparator.comparing(OpenAttempt::since).reversed());
        return open;
    }

    private Optional<OpenAttempt> open(StoreItem item, Map<String, Claimed> claims) {
        Optional<byte[]> mark = store.read(node.resolve(item.name()) + "/" + EntryNames.OWNER);
        String key = EntryNames.keyOf(item.name());
        List<String> ofItsKey = records.getOrDefault(key, List.of());
        boolean isCommitted = mark.isPresent()
                ? ofItsKey.stream()
                        .flatMap(file -> reading.apply(file).stream())
                        .anyMatch(record -> record.names(item.name()))
                : !ofItsKey.isEmpty();
        return isCommitted ? Optional.empty() : Optional.of(attempt(item, mark, Optional.ofNullable(claims.get(key))));
    }

    /** Elsewhere, attempts have no mark while they are written. */
    private OpenAttempt attempt(StoreItem item, Optional<byte[]> mark, Optional<Claimed> ofItsKey) {
        Optional<Owner> owner = mark.flatMap(Owner::parse);
        Optional<Claimed> its = ofItsKey.filter(
                claimed -> owner.isEmpty() || owner.get().equals(claimed.claim().owner()));
        State state = its.map(Claimed::state).orElseGet(() -> state(owner, item.modified()));
        Optional<Origin> origin = its.map(claimed -> claimed.claim().origin())
                .or(() -> mark.flatMap(FailureMark::parse).map(FailureMark::origin));
        return new OpenAttempt(item.name(), state, state == State.RUNNING ? began(item) : item.modified(), origin);
    }

    /** The first thing that is done in the directory is to mark it. */
    private Instant began(StoreItem directory) {
        return store.list(node.resolve(directory.name())).stream()
                .filter(item -> item.name().equals(EntryNames.OWNER))
                .map(StoreItem::modified)
                .findFirst()
                .orElse(directory.modified());
    }

    private static State state(Optional<Owner> owner, Instant modified) {
        if (owner.isEmpty()) {
            return modified.isBefore(Instant.now().minus(UNMARKED)) ? State.KILLED : State.RUNNING;
        }
        if (owner.get().equals(Owner.NOBODY)) {
            return State.FAILED;
        }
        return owner.get().isGone() ? State.KILLED : State.RUNNING;
    }
}
