package io.cachetree.engine;

import io.cachetree.engine.call.Flight;
import io.cachetree.engine.call.KeyedCall;
import io.cachetree.engine.flight.Completions;
import io.cachetree.engine.flight.SingleFlight;
import io.cachetree.engine.lookup.Found;
import io.cachetree.engine.lookup.Searching;
import io.cachetree.engine.recheck.Rechecking;
import io.cachetree.entry.Entries.Search;
import io.cachetree.tree.Lookup;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Returns the committed result of a call, and lets it run where there is none. */
final class Reading {

    private final Searching searching;
    private final Hits hits;
    private final SingleFlight flights;
    private final Computing computing;
    private final Rechecking rechecking;

    Reading(Searching searching, Hits hits, SingleFlight flights, Computing computing, Rechecking rechecking) {
        this.searching = searching;
        this.hits = hits;
        this.flights = flights;
        this.computing = computing;
        this.rechecking = rechecking;
    }

    /** Returns the result; of an asynchronous step it is a value to come, which goes to the caller as it is. */
    @SuppressWarnings("FutureReturnValueIgnored")
    @Nullable Object result(KeyedCall call) throws Throwable {
        while (true) {
            long landings = flights.landings(call.flightKey());
            Search<Found> search = searching.search(call);
            if (search.lookup() instanceof Lookup.Hit<Found> hit) {
                rechecking.hit(call, hit.value().record());
                return hits.hit(call, hit.value());
            }
            Flight mine = new Flight();
            Optional<Flight> other = flights.join(call, mine);
            if (other.isEmpty()) {
                return flights.fly(call, mine, flight -> run(call, flight, landings, search));
            }
            if (call.call().isAsync()) {
                return after(call, other.get());
            }
            flights.await(call, other.get());
        }
    }

    /** Between the look-up and the start of the flight an equal one may have landed. */
    private @Nullable Object run(KeyedCall call, Flight flight, long landings, Search<Found> before) throws Throwable {
        Search<Found> search = flights.landings(call.flightKey()) == landings ? before : searching.search(call);
        return computing.result(call, flight, search);
    }

    /** An asynchronous call does not block: it goes on when the other flight has landed. */
    @SuppressWarnings("FutureReturnValueIgnored") // What comes of it goes into the result.
    private CompletableFuture<@Nullable Object> after(KeyedCall call, Flight other) {
        CompletableFuture<@Nullable Object> result = new CompletableFuture<>();
        flights.landing(call, other).whenCompleteAsync((failure, none) -> {
            try {
                SingleFlight.throwShared(call, other, failure);
                Completions.passOn(result(call), result);
            } catch (Throwable t) {
                result.completeExceptionally(t);
            }
        });
        return result;
    }
}
