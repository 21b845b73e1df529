package io.cachetree.maintenance.reading;

import io.cachetree.entry.EntryNames;
import io.cachetree.tree.Origin;
import java.time.Instant;
import java.util.Optional;

/**
 * An attempt that was not committed: it goes on, or it ended before.
 *
 * @param name the name of its directory within the node; if the step has not asked for one, the short form of its key
 * @param state what became of it
 * @param since when it began, if it runs; else when it, or its process, last gave a sign of life
 * @param origin who runs or ran it, and when, as far as somebody wrote that down; of what did not end, without a duration
 */
public record OpenAttempt(String name, State state, Instant since, Optional<Origin> origin) {

    /** Returns whether the step has asked for a directory. */
    public boolean hasDirectory() {
        return EntryNames.isAttempt(name);
    }

    /** What became of an attempt. */
    public enum State {
        /** Its process lives, or nobody can tell from here that it does not. */
        RUNNING,

        /** The step threw. */
        FAILED,

        /** Its process ended in the middle of it. */
        KILLED
    }
}
