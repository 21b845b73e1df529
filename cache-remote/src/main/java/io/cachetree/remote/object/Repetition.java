package io.cachetree.remote.object;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * One request with what is left of its time and of its repetitions.
 *
 * <p>The pauses double, and each is a random part of that, so that many who were turned away together do not come back together
 * ("full jitter", Brooker, AWS Architecture Blog 2015). Thread safety: none.
 */
final class Repetition {

    private static final int MOST = 6;
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    private final long end;
    private int failures;

    Repetition(Duration limit) {
        this.end = System.nanoTime() + limit.toNanos();
    }

    Duration left() {
        return Duration.ofNanos(Math.max(1, end - System.nanoTime()));
    }

    /**
     * Waits after a failure.
     *
     * @throws ObjectException the failure, if there is nothing to wait for; or that the thread was interrupted
     */
    void pauseAfter(ObjectException failure) {
        Duration pause = Duration.ofMillis(ThreadLocalRandom.current().nextLong(longestPause()));
        if (!failure.failure().isTemporary() || ++failures >= MOST || pause.compareTo(left()) > 0) {
            throw failure;
        }
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            throw Calls.interrupted();
        }
    }

    private long longestPause() {
        return Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << failures);
    }
}
