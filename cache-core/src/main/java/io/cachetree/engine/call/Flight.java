package io.cachetree.engine.call;

import io.cachetree.key.CacheKey;
import io.cachetree.tree.NodePath;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** One computation that is under way. Two flights are never equal. */
public final class Flight {

    /** What at most one flight at a time is for. */
    public record Key(NodePath node, CacheKey key) {}

    private final CompletableFuture<@Nullable Throwable> landing = new CompletableFuture<>();
    private final Queue<Flight> within = new ConcurrentLinkedQueue<>();
    private final Map<Flight, Integer> waits = new ConcurrentHashMap<>();
    private final CalledSteps calls = new CalledSteps();

    /** Creates a flight that nothing waits for. */
    public Flight() {}

    /** The steps that its body called so far. */
    CalledSteps calls() {
        return calls;
    }

    /** Takes note of a flight that was started by the body of this one. */
    public void started(Flight inner) {
        within.removeIf(each -> each.landing.isDone());
        within.add(inner);
    }

    /** The flights within this one that have not landed, and a few that have. */
    public Collection<Flight> contained() {
        return within;
    }

    /** Completes when the flight is over: with what the body threw, or with {@code null}. */
    public CompletableFuture<@Nullable Throwable> landing() {
        return landing;
    }

    /** Ends the flight, with what the body threw, if it threw. */
    public void land(@Nullable Throwable failure) {
        landing.complete(failure);
    }

    /** One more thread within this flight waits for another one. */
    public void startWaitingFor(Flight other) {
        waits.merge(other, 1, Integer::sum);
    }

    /** One thread less. */
    public void stopWaitingFor(Flight other) {
        waits.computeIfPresent(other, (flight, threads) -> threads == 1 ? null : threads - 1);
    }

    /** Returns whether this flight cannot land before the other has. */
    public boolean dependsOn(Flight other) {
        return dependsOn(other, new HashSet<>());
    }

    private boolean dependsOn(Flight other, Set<Flight> seen) {
        return equals(other)
                || (seen.add(this) && waits.keySet().stream().anyMatch(each -> each.dependsOn(other, seen)));
    }
}
