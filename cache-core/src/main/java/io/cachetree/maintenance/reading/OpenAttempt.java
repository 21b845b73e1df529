package io.cachetree.maintenance.reading;

import io.cachetree.entry.EntryNames;
import java.time.Instant;

/**
 * An attempt that was not committed: it goes on, or it ended before.
 *
 * @param name the name of its directory within the node; if the step has not asked for one, the short form of its key
 * @param state what became of it
 * @param since when it began, if it runs; else when something was last made in it
 */
public record OpenAttempt(String name, State state, Instant since) {

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
