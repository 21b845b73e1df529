package io.cachetree.maintenance.reading;

import io.cachetree.entry.Claim;
import io.cachetree.maintenance.reading.OpenAttempt.State;
import java.time.Instant;
import java.util.Optional;

/**
 * A claim, and what became of the call that has it.
 *
 * @param claim what it says
 * @param state whether its process lives
 * @param lastSign when it was written, or its process last said that it lives, by the clock of the storage
 */
record Claimed(Claim claim, State state, Instant lastSign) {

    /** Returns the one of two of the same key that lives, or else gave the later sign of life. */
    Claimed orBetter(Claimed other) {
        boolean isBetter = state == other.state ? other.lastSign.isAfter(lastSign) : other.state == State.RUNNING;
        return isBetter ? other : this;
    }

    /** Returns the attempt of a call that has asked for no directory. */
    OpenAttempt attempt(String key) {
        return new OpenAttempt(
                key, state, state == State.RUNNING ? claim.since() : lastSign, Optional.of(claim.origin()));
    }
}
