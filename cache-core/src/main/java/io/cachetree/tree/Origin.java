package io.cachetree.tree;

import java.time.Duration;
import java.time.Instant;

/**
 * Who computed an entry, when, and on what.
 *
 * @param started when the step's body started
 * @param duration how long the body ran, with the steps that it called
 * @param host the name of the machine
 * @param pid the process on that machine
 * @param user the account it ran under
 * @param java the version of its Java
 */
public record Origin(Instant started, Duration duration, String host, long pid, String user, String java) {

    /** Returns when the step's body ended. */
    public Instant finished() {
        return started.plus(duration);
    }
}
