package io.cachetree.entry;

import java.time.Duration;

/**
 * How long a process gave no sign of life, as it knows itself. It may have been stopped, which it sees by one clock, or its machine
 * suspended, which it sees by the other; that either may be set meanwhile does no harm, since nothing but a closer look depends on it.
 *
 * <p>Thread safety: any number of threads.
 */
final class Silence {

    private long lastNanos = System.nanoTime();
    private long lastMillis = System.currentTimeMillis();
    private boolean wasLong;
    private long longUntilNanos;

    /** A sign of life was given. */
    synchronized void broken(Duration lease) {
        if (isLong(lease)) {
            wasLong = true;
            longUntilNanos = System.nanoTime();
        }
        lastNanos = System.nanoTime();
        lastMillis = System.currentTimeMillis();
    }

    synchronized boolean wasLongSince(long nanos, Duration lease) {
        return isLong(lease) || (wasLong && longUntilNanos - nanos > 0);
    }

    /** Others may look at it a little earlier or later than it is given. */
    private boolean isLong(Duration lease) {
        Duration byOneClock = Duration.ofNanos(System.nanoTime() - lastNanos);
        Duration byTheOther = Duration.ofMillis(Math.abs(System.currentTimeMillis() - lastMillis));
        Duration most = lease.multipliedBy(3).dividedBy(4);
        return byOneClock.compareTo(most) > 0 || byTheOther.compareTo(most) > 0;
    }
}
