package io.cachetree.engine.call;

import io.cachetree.tree.CacheOptions;
import io.cachetree.tree.Durability;
import io.cachetree.tree.OnCodeChange;
import io.cachetree.tree.OnStoreFailure;
import io.cachetree.tree.Recheck;
import io.cachetree.tree.Reuse;
import io.cachetree.tree.Sharing;
import io.cachetree.tree.Verification;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The options in force, and what they were in force for.
 *
 * @param options all of them are set
 * @param refreshed the calls that were run since a refresh was asked for: they are not run again
 * @param rechecked the hits that were computed again under these options: they are not computed again once more
 */
public record Settings(CacheOptions options, Set<Flight.Key> refreshed, Set<Flight.Key> rechecked) {

    static Settings of(CacheOptions options) {
        return new Settings(
                options.over(CacheOptions.STANDARD), ConcurrentHashMap.newKeySet(), ConcurrentHashMap.newKeySet());
    }

    /** Returns what may be read. */
    public Reuse reuse() {
        return Objects.requireNonNull(options.reuse());
    }

    /** Returns what a commit survives. */
    public Durability durability() {
        return Objects.requireNonNull(options.durability());
    }

    /** Returns how entries are verified. */
    public Verification verification() {
        return Objects.requireNonNull(options.verification());
    }

    /** Returns what is done about results of other code. */
    public OnCodeChange onCodeChange() {
        return Objects.requireNonNull(options.onCodeChange());
    }

    /** Returns which hits are computed again. */
    public Recheck recheck() {
        return Objects.requireNonNull(options.recheck());
    }

    /** Returns what is done about a step that another process computes. */
    public Sharing sharing() {
        return Objects.requireNonNull(options.sharing());
    }

    /** Returns whether a step runs although the storage failed. Whoever is interrupted wants to end. */
    public boolean goesOnWithoutStore() {
        return options.onStoreFailure() == OnStoreFailure.RUN_UNCACHED
                && !Thread.currentThread().isInterrupted();
    }

    /** What was refreshed or rechecked stays so, unless that is asked for anew. */
    Settings override(CacheOptions changed) {
        return new Settings(
                changed.over(options),
                changed.reuse() == null ? refreshed : ConcurrentHashMap.newKeySet(),
                changed.recheck() == null ? rechecked : ConcurrentHashMap.newKeySet());
    }

    /** What the steps inherit that are called by a step under these settings. */
    public Settings forSubSteps() {
        return reuse() == Reuse.REFRESH_STEP ? new Settings(options.with(Reuse.REUSE), refreshed, rechecked) : this;
    }

    /** Returns whether a hit is to be computed again, and takes note of it: each that the sample takes is so once. */
    public boolean takesForRecheck(Flight.Key call) {
        return recheck().takes(call.key().high(), call.key().low()) && rechecked.add(call);
    }

    /** Takes note that a call was run. */
    public void ran(Flight.Key call) {
        if (isRefresh()) {
            refreshed.add(call);
        }
    }

    /** Returns whether a committed result must not be used for this call. */
    public boolean isRefreshOf(Flight.Key call) {
        return isRefresh() && !refreshed.contains(call);
    }

    private boolean isRefresh() {
        return reuse() == Reuse.REFRESH || reuse() == Reuse.REFRESH_STEP;
    }
}
