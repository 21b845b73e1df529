package io.cachetree.engine;

import io.cachetree.tree.CacheOptions;
import io.cachetree.tree.Durability;
import io.cachetree.tree.Recheck;
import io.cachetree.tree.Reuse;
import io.cachetree.tree.Verification;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The options in force, all of them set.
 *
 * @param refreshed the calls that were run since a refresh was asked for: they are not run again
 * @param rechecked the hits that were computed again under these options: they are not computed again once more
 */
record Settings(
        Reuse reuse,
        Durability durability,
        Verification verification,
        Recheck recheck,
        Set<Flight.Key> refreshed,
        Set<Flight.Key> rechecked) {

    static Settings of(CacheOptions options) {
        CacheOptions all = options.over(CacheOptions.STANDARD);
        return new Settings(
                Objects.requireNonNull(all.reuse()),
                Objects.requireNonNull(all.durability()),
                Objects.requireNonNull(all.verification()),
                Objects.requireNonNull(all.recheck()),
                ConcurrentHashMap.newKeySet(),
                ConcurrentHashMap.newKeySet());
    }

    CacheOptions options() {
        return new CacheOptions(reuse, durability, verification, recheck);
    }

    /** What was refreshed or rechecked stays so, unless that is asked for anew. */
    Settings override(CacheOptions options) {
        Settings changed = of(options.over(options()));
        return new Settings(
                changed.reuse,
                changed.durability,
                changed.verification,
                changed.recheck,
                options.reuse() == null ? refreshed : changed.refreshed,
                options.recheck() == null ? rechecked : changed.rechecked);
    }

    /** What the steps inherit that are called by a step under these settings. */
    Settings forSubSteps() {
        return reuse == Reuse.REFRESH_STEP
                ? new Settings(Reuse.REUSE, durability, verification, recheck, refreshed, rechecked)
                : this;
    }

    /** Returns whether a hit is to be computed again, and takes note of it: each that the sample takes is so once. */
    boolean takesForRecheck(Flight.Key call) {
        return recheck.takes(call.key().high(), call.key().low()) && rechecked.add(call);
    }

    /** Takes note that a call was run. */
    void ran(Flight.Key call) {
        if (isRefresh()) {
            refreshed.add(call);
        }
    }

    /** Returns whether a committed result must not be used for this call. */
    boolean isRefreshOf(Flight.Key call) {
        return isRefresh() && !refreshed.contains(call);
    }

    private boolean isRefresh() {
        return reuse == Reuse.REFRESH || reuse == Reuse.REFRESH_STEP;
    }
}
