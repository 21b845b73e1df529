package io.cachetree.engine;

import io.cachetree.key.CacheKey;
import io.cachetree.tree.NodePath;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** One computation that is under way. Two flights are never equal. */
final class Flight {

    /** What at most one flight at a time is for. */
    record Key(NodePath node, CacheKey key) {}

    private final CompletableFuture<@Nullable Throwable> landing = new CompletableFuture<>();
    private final Set<Flight> waitingFor = ConcurrentHashMap.newKeySet();

    /** Completes when the flight is over: with what the body threw, or with {@code null}. */
    CompletableFuture<@Nullable Throwable> landing() {
        return landing;
    }

    void land(@Nullable Throwable failure) {
        landing.complete(failure);
    }

    /** The flights on which threads within this one wait. */
    Set<Flight> waitingFor() {
        return waitingFor;
    }

    /** Returns whether this flight cannot land before the other has. */
    boolean dependsOn(Flight other) {
        return dependsOn(other, ConcurrentHashMap.newKeySet());
    }

    private boolean dependsOn(Flight other, Set<Flight> seen) {
        return equals(other) || (seen.add(this) && waitingFor.stream().anyMatch(each -> each.dependsOn(other, seen)));
    }
}
