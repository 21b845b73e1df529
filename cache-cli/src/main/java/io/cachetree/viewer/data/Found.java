package io.cachetree.viewer.data;

import io.cachetree.cli.answer.Words;
import io.cachetree.entry.EntryRecord;
import io.cachetree.key.StepId;
import io.cachetree.tree.NodePath;
import io.cachetree.tree.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is known of a call that was computed, or begun, in less memory than its record takes.
 *
 * @param node where it was found
 * @param key the short form of its key
 * @param step its step, if it was committed
 * @param origin who computed it, and when; of what has not ended, as far as is known
 * @param state what became of it
 * @param inSteps for how long the steps below ran, if it was committed
 */
record Found(NodePath node, String key, Optional<StepId> step, Origin origin, State state, OptionalDouble inSteps) {

    /** What became of a call. */
    enum State {
        /** It was committed. */
        COMPUTED,
        /** It goes on. */
        RUNNING,
        /** It threw. */
        FAILED,
        /** Its process ended in the middle of it. */
        KILLED;

        /** Returns whether nobody wrote down when it ended. */
        boolean isOpen() {
            return this == RUNNING || this == KILLED;
        }
    }

    static Found committed(NodePath node, EntryRecord record) {
        return new Found(
                node,
                record.key().shortName(),
                Optional.of(record.step()),
                record.origin(),
                State.COMPUTED,
                OptionalDouble.of(Words.seconds(record.inSteps())));
    }

    static Found notCommitted(NodePath node, String key, Origin origin, State state) {
        return new Found(node, key, Optional.empty(), origin, state, OptionalDouble.empty());
    }

    /** Returns the same, as far as it was seen until then. */
    Found until(Instant end) {
        Origin longer = new Origin(
                origin.started(),
                Duration.between(origin.started(), end),
                origin.host(),
                origin.pid(),
                origin.user(),
                origin.java());
        return new Found(node, key, step, longer, state, inSteps);
    }

    boolean isBelow(NodePath above) {
        return !node.equals(above) && node.isIn(above);
    }

    boolean isOfProcessOf(Found run) {
        return origin.pid() == run.origin().pid()
                && origin.host().equals(run.origin().host());
    }

    /** Returns whether the process of a run started it between the beginning of that and a moment. */
    boolean isOf(Found run, Instant end) {
        return isOfProcessOf(run)
                && !origin.started().isBefore(run.origin().started())
                && !origin.started().isAfter(end);
    }
}
