package io.cachetree.engine.claim;

import io.cachetree.store.Store;
import java.time.Duration;

/**
 * How long to wait from one look to the next.
 *
 * @param first at the beginning
 * @param longest in the end; each time is twice the one before
 */
record Pauses(Duration first, Duration longest) {

    private static final int LOOKS_IN_A_LEASE = 4;

    /** Where each look is a request to somebody else's server, there are fewer of them. */
    static Pauses in(Store store) {
        return "file".equals(store.location().getScheme())
                ? new Pauses(Duration.ofMillis(10), Duration.ofSeconds(1))
                : new Pauses(Duration.ofMillis(250), Duration.ofSeconds(5));
    }

    Duration after(Duration before, Duration lease) {
        Duration twice = before.isZero() ? first : before.multipliedBy(2);
        return least(twice, least(longest, lease.dividedBy(LOOKS_IN_A_LEASE)));
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
