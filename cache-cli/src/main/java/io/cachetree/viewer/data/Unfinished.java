package io.cachetree.viewer.data;

import io.cachetree.entry.EntryNames;
import io.cachetree.maintenance.reading.NodeSummary;
import io.cachetree.maintenance.reading.OpenAttempt;
import io.cachetree.maintenance.reading.TreeReader;
import io.cachetree.store.StoreItem;
import io.cachetree.tree.Origin;
import io.cachetree.viewer.data.Found.State;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/**
 * Finds the calls at a node that were not committed, and of which somebody wrote down when they began.
 *
 * @param tree the tree
 * @param node the node
 * @param now when it is looked at
 */
record Unfinished(TreeReader tree, NodeSummary node, Instant now) {

    /** The clocks of those who wrote it may be ahead; times beyond that are none. */
    private static final Duration AHEAD = Duration.ofDays(1);

    Stream<Found> calls() {
        return node.attempts().stream()
                .flatMap(attempt -> attempt.origin().stream().map(origin -> call(attempt, origin)))
                .filter(call -> isPossible(call.origin()));
    }

    private Found call(OpenAttempt attempt, Origin origin) {
        String key = EntryNames.keyOf(attempt.name());
        return switch (attempt.state()) {
            case FAILED -> Found.notCommitted(node.node(), key, origin, State.FAILED);
            case RUNNING ->
                Found.notCommitted(node.node(), key, origin, State.RUNNING).until(later(origin.started(), now));
            case KILLED ->
                Found.notCommitted(node.node(), key, origin, State.KILLED)
                        .until(later(origin.started(), lastSign(attempt)));
        };
    }

    private Instant lastSign(OpenAttempt attempt) {
        Stream<StoreItem> written = attempt.hasDirectory()
                ? tree.store().list(node.node().resolve(attempt.name())).stream()
                : Stream.empty();
        return written.map(StoreItem::modified).reduce(attempt.since(), Unfinished::later);
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
