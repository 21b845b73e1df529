package io.cachetree.viewer.data;

import io.cachetree.entry.Claim;
import io.cachetree.entry.EntryNames;
import io.cachetree.entry.FailureMark;
import io.cachetree.entry.UseMark;
import io.cachetree.maintenance.reading.NodeSummary;
import io.cachetree.maintenance.reading.OpenAttempt;
import io.cachetree.maintenance.reading.TreeReader;
import io.cachetree.store.Store;
import io.cachetree.store.StoreException;
import io.cachetree.store.StoreItem;
import io.cachetree.tree.Origin;
import io.cachetree.viewer.data.Found.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the calls at a node that were not committed: those that failed by the mark of their directory, all others by the claim that the
 * call of a step has until it ends, whether it asked for a directory or not.
 *
 * @param tree the tree
 * @param node the node
 * @param names what stands in it
 * @param now when it is looked at
 */
record Unfinished(TreeReader tree, NodeSummary node, List<String> names, Instant now) {

    /** The clocks of those who wrote it may be ahead; times beyond that are none. */
    private static final Duration AHEAD = Duration.ofDays(1);

    Stream<Found> calls() {
        return Stream.concat(
                        attempts(OpenAttempt.State.FAILED).flatMap(attempt -> failed(attempt).stream()),
                        names.stream().flatMap(file -> begun(file).stream()))
                .filter(call -> isPossible(call.origin()));
    }

    private Stream<OpenAttempt> attempts(OpenAttempt.State state) {
        return node.attempts().stream().filter(attempt -> attempt.state() == state);
    }

    private Optional<Found> failed(OpenAttempt attempt) {
        String key = EntryNames.keyOf(attempt.name());
        return read(attempt.name() + "/" + EntryNames.OWNER)
                .flatMap(FailureMark::parse)
                .map(mark -> Found.begun(node.node(), key, mark.origin(), State.FAILED));
    }

    private Optional<Found> begun(String file) {
        return EntryNames.claimed(file)
                .flatMap(key -> read(file).flatMap(Claim::parse).map(claim -> begun(key, claim)));
    }

    private Found begun(String key, Claim claim) {
        Origin origin = new Origin(
                claim.since(),
                Duration.ZERO,
                claim.claimant().host(),
                claim.owner().pid(),
                "",
                "");
        return claim.seemsGone(tree.store())
                ? Found.begun(node.node(), key, origin, State.KILLED).until(lastSign(key, claim))
                : Found.begun(node.node(), key, origin, State.RUNNING).until(later(claim.since(), now));
    }

    /** Returns when the process last wrote to the directory of a call, if that had one, or said that it lives. */
    private Instant lastSign(String key, Claim claim) {
        Store store = tree.store();
        Stream<Instant> written = attempts(OpenAttempt.State.KILLED)
                .filter(attempt -> EntryNames.keyOf(attempt.name()).equals(key))
                .flatMap(attempt -> store.list(node.node().resolve(attempt.name())).stream())
                .map(StoreItem::modified);
        return Stream.concat(written, UseMark.lastBeat(store, claim.session()).stream())
                .reduce(claim.since(), Unfinished::later);
    }

    private Optional<byte[]> read(String file) {
        Store store = tree.store();
        try {
            return store.read(node.node().resolve(file));
        } catch (StoreException unreadable) {
            return Optional.empty();
        }
    }

    private boolean isPossible(Origin origin) {
        Duration age = Duration.between(origin.started(), now.plus(AHEAD));
        return !origin.started().isBefore(Instant.EPOCH)
                && !origin.duration().isNegative()
                && origin.duration().compareTo(age) <= 0;
    }

    static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }
}
