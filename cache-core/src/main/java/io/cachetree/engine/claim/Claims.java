package io.cachetree.engine.claim;

import io.cachetree.engine.call.Flight;
import io.cachetree.engine.call.KeyedCall;
import io.cachetree.entry.Claim;
import io.cachetree.entry.UseMark;
import io.cachetree.event.CacheEvent;
import io.cachetree.event.CacheListener;
import io.cachetree.store.Owner;
import io.cachetree.store.Store;
import io.cachetree.tree.Claimant;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The claims of one tree that is open.
 *
 * <p>A tree that cannot be written to has none, and one in memory needs none: nobody else sees it. Thread safety: any number of
 * threads.
 */
public final class Claims {

    private final Store store;
    private final UseMark mine;
    private final CacheListener listener;
    private final boolean arePossible;
    private final Pauses pauses;
    private final AtomicLong count = new AtomicLong();
    private final Set<Turn> going = ConcurrentHashMap.newKeySet();

    /** Creates the claims of the process that a mark is of. */
    public Claims(Store store, UseMark mine, CacheListener listener) {
        this.store = store;
        this.mine = mine;
        this.listener = listener;
        this.arePossible = mine.isSet() && !"memory".equals(store.location().getScheme());
        this.pauses = Pauses.in(store);
        if (arePossible) {
            mine.withEachBeat(() -> going.forEach(Turn::releaseIfOver));
        }
    }

    /** Returns whether calls can be claimed in this tree. */
    public boolean arePossible() {
        return arePossible;
    }

    /** Returns what takes the claim to a call, which is gone when the flight has landed. */
    public Turn turn(KeyedCall call, Flight flight) {
        Claim claim = new Claim(
                mine.id(),
                count.incrementAndGet(),
                Owner.here(),
                Instant.now(),
                call.invocation().node().toString(),
                call.call().step().shortForm(),
                "");
        return new Turn(this, new ClaimFiles(store, call), flight, claim, pauses);
    }

    Watch watch(Standing standing) {
        return new Watch(store, mine, standing);
    }

    Duration lease() {
        return mine.lease();
    }

    boolean mayHaveSeemedDeadSince(long nanos) {
        return mine.mayHaveSeemedDeadSince(nanos);
    }

    void started(Turn turn) {
        going.add(turn);
    }

    void ended(Turn turn) {
        going.remove(turn);
    }

    void tookOver(KeyedCall call, Claimant from, String why) {
        listener.on(new CacheEvent.StepTakenOver(call.invocation(), from, why));
    }
}
