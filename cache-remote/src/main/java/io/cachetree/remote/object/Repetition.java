package io.cachetree.remote.object;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

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

    private final LongSupplier clock;
    private final long end;
    private final Duration least;
    private int failures;

    /** A request that is given no more than a moment would only hide behind "no answer" why those before it failed. */
    Repetition(Duration limit) {
        this(limit, System::nanoTime);
    }

    /** A request with a clock of nanoseconds. */
    Repetition(Duration limit, LongSupplier clock) {
        this.clock = clock;
        this.end = clock.getAsLong() + limit.toNanos();
        this.least = limit.dividedBy(4);
    }

    Duration left() {
        return Duration.ofNanos(Math.max(1, end - clock.getAsLong()));
    }

    /**
     * Waits after a failure.
     *
     * @throws ObjectException the failure, if there is nothing to wait for; or that the thread was interrupted
     */
    void pauseAfter(ObjectException failure) {
        Duration pause = Duration.ofMillis(ThreadLocalRandom.current().nextLong(longestPause()));
        if (!failure.failure().isTemporary()
                || ++failures >= MOST
                || pause.plus(least).compareTo(left()) > 0) {
            throw failure;
        }
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            throw Calls.interrupted();
        }
        if (left().compareTo(least.dividedBy(2)) < 0) {
            throw failure;
        }
    }

    private long longestPause() {
        return Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << failures);
    }
}
