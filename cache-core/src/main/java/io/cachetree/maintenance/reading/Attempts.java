package io.cachetree.maintenance.reading;

import io.cachetree.entry.EntryNames;
import io.cachetree.maintenance.reading.OpenAttempt.State;
import io.cachetree.store.Owner;
import io.cachetree.store.Store;
import io.cachetree.store.StoreItem;
import io.cachetree.tree.NodePath;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Tells which directories of a node are attempts that were not committed, by the mark that a commit takes away.
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

    List<OpenAttempt> open(List<StoreItem> items) {
        return items.stream()
                .filter(item -> item.kind() == StoreItem.Kind.DIRECTORY && EntryNames.isAttempt(item.name()))
                .flatMap(item -> open(item).stream())
                .sorted(Comparator.comparing(OpenAttempt::since).reversed())
                .toList();
    }

    private Optional<OpenAttempt> open(StoreItem item) {
        Optional<byte[]> mark = store.read(node.resolve(item.name()) + "/" + EntryNames.OWNER);
        List<String> ofItsKey = records.getOrDefault(EntryNames.keyOf(item.name()), List.of());
        boolean isCommitted = mark.isPresent()
                ? ofItsKey.stream()
                        .flatMap(file -> reading.apply(file).stream())
                        .anyMatch(record -> record.names(item.name()))
                : !ofItsKey.isEmpty();
        return isCommitted ? Optional.empty() : Optional.of(attempt(item, state(mark, item.modified())));
    }

    private OpenAttempt attempt(StoreItem item, State state) {
        return new OpenAttempt(item.name(), state, state == State.RUNNING ? began(item) : item.modified());
    }

    /** The first thing that is done in the directory is to mark it. */
    private Instant began(StoreItem directory) {
        return store.list(node.resolve(directory.name())).stream()
                .filter(item -> item.name().equals(EntryNames.OWNER))
                .map(StoreItem::modified)
                .findFirst()
                .orElse(directory.modified());
    }

    private static State state(Optional<byte[]> mark, Instant modified) {
        Optional<Owner> owner = mark.flatMap(Owner::parse);
        if (owner.isEmpty()) {
            return modified.isBefore(Instant.now().minus(UNMARKED)) ? State.KILLED : State.RUNNING;
        }
        if (owner.get().equals(Owner.NOBODY)) {
            return State.FAILED;
        }
        return owner.get().isGone() ? State.KILLED : State.RUNNING;
    }
}
