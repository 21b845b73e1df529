package io.cachetree.engine.flight;

import io.cachetree.engine.call.Flight;
import io.cachetree.engine.call.KeyedCall;
import io.cachetree.engine.open.Lifetime;
import io.cachetree.tree.ComputedElsewhereException;
import io.cachetree.tree.InvalidStepException;
import java.nio.channels.ClosedByInterruptException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that of equal calls at the same time one runs and the others wait for it.
 *
 * <ul>
 *   <li>Who waited looks up again, and so gets a result of its own to change as it likes.
 *   <li>What the body throws, all of them throw; but an interrupt or a cancellation is only that of its own thread, and
 *       a tree that was closed that of its own callers, and not to wait for another process is what only one of
 *       them may want: the next one tries.
 *   <li>A call that would have to wait for itself is an error: a step that calls itself with the same inputs would
 *       never end without a cache either.
 * </ul>
 *
 * <p>Thread safety: any number of threads.
 */
public final class SingleFlight {

    private static final int STRIPES = 256;
    /** Causes can go round in a circle. */
    private static final int DEEPEST_CAUSE = 100;

    private final ConcurrentMap<Flight.Key, Flight> flights = new ConcurrentHashMap<>();
    private final AtomicLongArray landed = new AtomicLongArray(STRIPES);
    private final Object waiting = new Object();

    SingleFlight() {}

    /** What to do with a flight of our own. */
    @FunctionalInterface
    public interface Pilot {

        /** Flies it. */
        @Nullable Object fly(Flight flight) throws Throwable;
    }

    /** A number that changes whenever a flight with this key has landed. */
    public long landings(Flight.Key key) {
        return landed.get(stripe(key));
    }

    /** Starts a flight for the call, or returns the one that is under way. */
    public Optional<Flight> join(KeyedCall call, Flight mine) {
        Optional<Flight> other = Optional.ofNullable(flights.putIfAbsent(call.flightKey(), mine));
        if (other.isEmpty()) {
            call.scope().step().ifPresent(step -> step.flight().started(mine));
        }
        return other;
    }

    /** Runs a flight that was started, and lands it: an asynchronous one when its result is there. */
    @SuppressWarnings("FutureReturnValueIgnored")
    public @Nullable Object fly(KeyedCall call, Flight mine, Pilot pilot) throws Throwable {
        Object result;
        try {
            result = pilot.fly(mine);
        } catch (Throwable t) {
            land(call, mine, t);
            throw t;
        }
        if (call.call().isAsync() && result instanceof CompletableFuture<?> future) {
            return Completions.after(future, (value, failure) -> land(call, mine, failure));
        }
        land(call, mine, null);
        return result;
    }

    private void land(KeyedCall call, Flight mine, @Nullable Throwable failure) {
        landed.incrementAndGet(stripe(call.flightKey()));
        flights.remove(call.flightKey(), mine);
        mine.land(failure);
        if (failure instanceof StackOverflowError) {
            landWithin(mine, failure);
        }
    }

    /** Where the stack was full, there was no room left to land in either; there is, further out. */
    private void landWithin(Flight outer, Throwable failure) {
        for (Flight inner : outer.contained()) {
            if (flights.values().remove(inner)) {
                inner.land(failure);
            }
            landWithin(inner, failure);
        }
    }

    private static int stripe(Flight.Key key) {
        return Math.floorMod(key.hashCode(), STRIPES);
    }

    /**
     * Waits until another flight has landed.
     *
     * @throws InvalidStepException if that one waits for us
     * @throws InterruptedException if this thread is interrupted
     */
    public void await(KeyedCall call, Flight other) throws Throwable {
        startWaiting(call, other);
        try {
            throwShared(call, other, other.landing().get());
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        } finally {
            stopWaiting(call, other);
        }
    }

    /**
     * Returns what completes when another flight has landed.
     *
     * @throws InvalidStepException if that one waits for us
     */
    public CompletableFuture<@Nullable Throwable> landing(KeyedCall call, Flight other) {
        startWaiting(call, other);
        return other.landing().whenComplete((failure, none) -> stopWaiting(call, other));
    }

    /**
     * None of the steps that are running here can end before the other flight has landed. One at a time, so that of two
     * threads that start to wait for each other the second one sees it.
     */
    private void startWaiting(KeyedCall call, Flight other) {
        synchronized (waiting) {
            requireNoCircle(call, other);
            call.scope().flights().forEach(flight -> flight.startWaitingFor(other));
        }
    }

    private static void stopWaiting(KeyedCall call, Flight other) {
        call.scope().flights().forEach(flight -> flight.stopWaitingFor(other));
    }

    private static void requireNoCircle(KeyedCall call, Flight other) {
        if (call.scope().flights().anyMatch(other::dependsOn)) {
            throw new InvalidStepException("""
                    Cannot run %s at node "%s": it was called with these very inputs by itself, directly or through other \
                    steps, and would never end. Change the inputs from call to call, or end the recursion.""".formatted(
                            call.call().step().shortForm(), call.invocation().node()));
        }
    }

    /** Throws what the other flight ended with, if that is for all who waited. */
    public static void throwShared(KeyedCall call, Flight other, @Nullable Throwable failure) throws Throwable {
        if (failure != null && !isOfOneCaller(failure)) {
            call.scope().step().ifPresent(step -> step.usedFailureOf(other));
            throw failure;
        }
    }

    /** A body seldom lets an interrupt through as it is: it stands somewhere among the causes. */
    private static boolean isOfOneCaller(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .limit(DEEPEST_CAUSE)
                .anyMatch(each -> each instanceof InterruptedException
                        || each instanceof Lifetime.Closed
                        || each instanceof ComputedElsewhereException
                        || each instanceof CancellationException
                        || each instanceof ClosedByInterruptException);
    }
}
