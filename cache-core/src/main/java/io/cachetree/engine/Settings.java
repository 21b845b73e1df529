package io.cachetree.engine;

import io.cachetree.tree.CacheOptions;
import io.cachetree.tree.Durability;
import io.cachetree.tree.OnCodeChange;
import io.cachetree.tree.Reuse;
import io.cachetree.tree.Verification;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The options in force, all of them set.
 *
 * @param refreshed the calls that were run since a refresh was asked for: they are not run again
 */
record Settings(
        Reuse reuse,
        Durability durability,
        Verification verification,
        OnCodeChange onCodeChange,
        Set<Flight.Key> refreshed) {

    static Settings of(CacheOptions options) {
        CacheOptions all = options.over(CacheOptions.STANDARD);
        return new Settings(
                Objects.requireNonNull(all.reuse()),
                Objects.requireNonNull(all.durability()),
                Objects.requireNonNull(all.verification()),
                Objects.requireNonNull(all.onCodeChange()),
                ConcurrentHashMap.newKeySet());
    }

    CacheOptions options() {
        return new CacheOptions(reuse, durability, verification, onCodeChange);
    }

    private Settings with(Reuse otherReuse, Set<Flight.Key> otherRefreshed) {
        return new Settings(otherReuse, durability, verification, onCodeChange, otherRefreshed);
    }

    /** What was refreshed stays so, unless a refresh is asked for anew. */
    Settings override(CacheOptions options) {
        Settings changed = of(options.over(options()));
        return options.reuse() == null ? changed.with(changed.reuse, refreshed) : changed;
    }

    /** What the steps inherit that are called by a step under these settings. */
    Settings forSubSteps() {
        return reuse == Reuse.REFRESH_STEP ? with(Reuse.REUSE, refreshed) : this;
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
