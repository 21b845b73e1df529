package io.cachetree.maintenance.reading;

import java.time.Instant;

/**
 * The directory of an attempt that was not committed: it goes on, or it ended before.
 *
 * @param name the name of the directory within the node
 * @param state what became of it
 * @param since when it began, if it runs; else when something was last made in it
 */
public record OpenAttempt(String name, State state, Instant since) {

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
