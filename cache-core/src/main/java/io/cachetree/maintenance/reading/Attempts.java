package io.cachetree.maintenance.reading;

import io.cachetree.entry.Claim;
import io.cachetree.entry.EntryNames;
import io.cachetree.maintenance.reading.OpenAttempt.State;
import io.cachetree.store.Owner;
import io.cachetree.store.Store;
import io.cachetree.store.StoreItem;
import io.cachetree.tree.NodePath;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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

    List<OpenAttempt> open(List<StoreItem> items) {
        Map<String, Claim> claims = claims(items);
        List<OpenAttempt> open = new ArrayList<>();
        items.stream()
                .filter(item -> item.kind() == StoreItem.Kind.DIRECTORY && EntryNames.isAttempt(item.name()))
                .forEach(item -> open(item, claims).ifPresent(open::add));
        Set<String> known =
                open.stream().map(each -> known(each.name(), each.state())).collect(Collectors.toSet());
        claims.forEach((key, claim) -> {
            State state = state(claim);
            boolean isOver = state == State.KILLED && records.containsKey(key);
            if (!isOver && !known.contains(known(key, state))) {
                open.add(new OpenAttempt(key, state, claim.since()));
            }
        });
        open.sort(Comparator.comparing(OpenAttempt::since).reversed());
        return open;
    }

    private static String known(String name, State state) {
        return EntryNames.keyOf(name) + state;
    }

    /** Of one key, the claim whose process lives comes before those from which it took over. */
    private Map<String, Claim> claims(List<StoreItem> items) {
        Map<String, Claim> claims = new HashMap<>();
        for (StoreItem item : items) {
            Optional<String> key = EntryNames.claimed(item.name());
            Optional<Claim> claim =
                    key.flatMap(any -> store.read(node.resolve(item.name()))).flatMap(Claim::parse);
            claim.ifPresent(
                    read -> claims.merge(key.orElseThrow(), read, (one, other) -> one.seemsGone(store) ? other : one));
        }
        return claims;
    }

    private State state(Claim claim) {
        return claim.seemsGone(store) ? State.KILLED : State.RUNNING;
    }

    private Optional<OpenAttempt> open(StoreItem item, Map<String, Claim> claims) {
        Optional<byte[]> mark = store.read(node.resolve(item.name()) + "/" + EntryNames.OWNER);
        String key = EntryNames.keyOf(item.name());
        List<String> ofItsKey = records.getOrDefault(key, List.of());
        boolean isCommitted = mark.isPresent()
                ? ofItsKey.stream()
                        .flatMap(file -> reading.apply(file).stream())
                        .anyMatch(record -> record.names(item.name()))
                : !ofItsKey.isEmpty();
        return isCommitted
                ? Optional.empty()
                : Optional.of(attempt(item, state(mark, item.modified(), claims.get(key))));
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

    /** Elsewhere, attempts have no mark while they are written. */
    private State state(Optional<byte[]> mark, Instant modified, @Nullable Claim claim) {
        Optional<Owner> owner = mark.flatMap(Owner::parse);
        if (owner.isEmpty() && claim != null) {
            return state(claim);
        }
        if (owner.isEmpty()) {
            return modified.isBefore(Instant.now().minus(UNMARKED)) ? State.KILLED : State.RUNNING;
        }
        if (owner.get().equals(Owner.NOBODY)) {
            return State.FAILED;
        }
        return owner.get().isGone() ? State.KILLED : State.RUNNING;
    }
}
