package io.cachetree.engine;

import io.cachetree.engine.call.Flight;
import io.cachetree.engine.call.KeyedCall;
import io.cachetree.engine.claim.Claims;
import io.cachetree.engine.claim.Turn;
import io.cachetree.engine.flight.Completions;
import io.cachetree.engine.lookup.Found;
import io.cachetree.engine.lookup.Searching;
import io.cachetree.engine.open.Lifetime;
import io.cachetree.engine.running.Running;
import io.cachetree.entry.Entries.Search;
import io.cachetree.event.CacheEvent;
import io.cachetree.event.CacheListener;
import io.cachetree.tree.ComputedElsewhereException;
import io.cachetree.tree.Lookup;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lets a call run that has no committed result, unless another process computes it: then the options say what to do.
 *
 * <p>Thread safety: any number of threads.
 */
final class Computing {

    private final Searching searching;
    private final Hits hits;
    private final Claims claims;
    private final Lifetime lifetime;
    private final CacheListener listener;
    private final Running running;

    Computing(
            Searching searching, Hits hits, Claims claims, Lifetime lifetime, CacheListener listener, Running running) {
        this.searching = searching;
        this.hits = hits;
        this.claims = claims;
        this.lifetime = lifetime;
        this.listener = listener;
        this.running = running;
    }

    /** Returns the result; of an asynchronous step it is a value to come. */
    @Nullable Object result(KeyedCall call, Flight flight, Search<Found> search) throws Throwable {
        if (search.lookup() instanceof Lookup.Hit<Found> hit) {
            return hits.hit(call, hit.value());
        }
        if (!claims.arePossible() || search.vacancy().failure().isPresent()) {
            return running.result(call, flight, search);
        }
        Turn turn = claims.turn(call, flight);
        return turn.take() ? computed(call, flight, turn, search) : shared(call, flight, turn, search);
    }

    /** Between the search and the claim somebody may have committed, and given his claim back. */
    @SuppressWarnings("FutureReturnValueIgnored") // It goes to the caller as it is.
    private @Nullable Object computed(KeyedCall call, Flight flight, Turn turn, Search<Found> before) throws Throwable {
        Object result;
        try {
            Search<Found> search = turn.isHeld() ? searching.search(call) : before;
            result = search.lookup() instanceof Lookup.Hit<Found> hit
                    ? hits.hit(call, hit.value())
                    : running.result(call, flight, search);
        } catch (Throwable t) {
            turn.release();
            throw t;
        }
        if (call.call().isAsync() && result instanceof CompletableFuture<?> future) {
            return Completions.after(future, (value, failure) -> turn.release());
        }
        turn.release();
        return result;
    }

    private @Nullable Object shared(KeyedCall call, Flight flight, Turn turn, Search<Found> search) throws Throwable {
        return switch (call.scope().settings().sharing()) {
            case COMPUTE -> running.result(call, flight, search);
            case FAIL ->
                throw failed(
                        call,
                        new ComputedElsewhereException(
                                call.call().step().shortForm(),
                                call.invocation().node(),
                                turn.claimant()));
            case WAIT -> {
                listener.on(new CacheEvent.StepWaiting(call.invocation(), turn.claimant()));
                yield call.call().isAsync() ? later(call, flight, turn, search) : waited(call, flight, turn, search);
            }
        };
    }

    private Throwable failed(KeyedCall call, Throwable failure) {
        listener.on(new CacheEvent.StepFailed(call.invocation(), failure, call.ended()));
        return failure;
    }

    private @Nullable Object waited(KeyedCall call, Flight flight, Turn turn, Search<Found> search) throws Throwable {
        try {
            do {
                lifetime.pause(turn.pause());
                lifetime.requireOpen();
            } while (!isWorthATry(turn, search));
        } catch (Throwable t) {
            throw failed(call, t);
        }
        return next(call, flight, turn);
    }

    /** Whoever has committed may be unable to give his claim back. */
    private boolean isWorthATry(Turn turn, Search<Found> search) {
        return searching.isAnswered(search) || turn.isWorthATry();
    }

    /** Whoever computed it has committed, or ended without. */
    private @Nullable Object next(KeyedCall call, Flight flight, Turn turn) throws Throwable {
        Search<Found> search = searching.search(call);
        if (search.lookup() instanceof Lookup.Hit<Found> hit) {
            return hits.hit(call, hit.value());
        }
        return turn.take() ? computed(call, flight, turn, search) : shared(call, flight, turn, search);
    }

    /** An asynchronous call does not block: it looks from time to time, on another thread. */
    private CompletableFuture<@Nullable Object> later(KeyedCall call, Flight flight, Turn turn, Search<Found> search) {
        CompletableFuture<@Nullable Object> result = new CompletableFuture<>();
        lifetime.promise(result, call.invocation());
        lookLater(call, flight, turn, search, result);
        return result;
    }

    private void lookLater(
            KeyedCall call,
            Flight flight,
            Turn turn,
            Search<Found> search,
            CompletableFuture<@Nullable Object> result) {
        CompletableFuture.delayedExecutor(turn.pause().toNanos(), TimeUnit.NANOSECONDS)
                .execute(() -> look(call, flight, turn, search, result));
    }

    private void look(
            KeyedCall call,
            Flight flight,
            Turn turn,
            Search<Found> search,
            CompletableFuture<@Nullable Object> result) {
        try {
            if (!result.isDone() && !isWorthATry(turn, search)) {
                lookLater(call, flight, turn, search, result);
            } else if (!result.isDone()) {
                Completions.passOn(next(call, flight, turn), result);
            }
        } catch (Throwable t) {
            result.completeExceptionally(t);
        }
    }
}
