package io.cachetree.entry;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * For how long something has not changed, as far as it was looked at, by the clock that only goes forward. Of a time in which nobody
 * looked, as when this process was stopped, no more counts than was meant to pass: whatever stopped it may have stopped the others as well.
 *
 * <p>Thread safety: none.
 */
public final class Stillness {

    private byte @Nullable [] seen;
    private long lookedNanos;
    private Duration lasted = Duration.ZERO;
    private boolean wasBroken;

    /** Creates that of something at which nobody looked. */
    public Stillness() {}

    /**
     * Takes note of a look.
     *
     * @param now what was seen
     * @param planned after what time at most it was meant to look again
     */
    public void look(byte[] now, Duration planned) {
        boolean isFirst = seen == null;
        boolean isSame = Arrays.equals(seen, now);
        Duration passed = isFirst ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - lookedNanos);
        Duration most = planned.multipliedBy(2);
        lasted = isSame ? lasted.plus(passed.compareTo(most) < 0 ? passed : most) : Duration.ZERO;
        wasBroken |= !isFirst && !isSame;
        seen = now;
        lookedNanos = System.nanoTime();
    }

    /** Takes note of a look at which nothing could be seen. */
    public void lookInVain(Duration planned) {
        look(seen == null ? new byte[0] : seen, planned);
    }

    /** Returns what was seen last. */
    public Optional<byte[]> seen() {
        return Optional.ofNullable(seen);
    }

    /** Returns whether it lasted for a time. */
    public boolean lasted(Duration time) {
        return lasted.compareTo(time) >= 0;
    }

    /** Returns whether something changed between two looks. */
    public boolean wasBroken() {
        return wasBroken;
    }
}
