package io.cachetree.engine.claim;

import io.cachetree.engine.call.Flight;
import io.cachetree.entry.Claim;
import io.cachetree.store.StoreException;
import io.cachetree.tree.Claimant;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of one call to its claim, from the first try until it is given back.
 *
 * <p>Of the claims to a key that stand in a node, each has a number, its epoch, and names the one that it took over from. The last one
 * of that chain counts. Who takes over creates the next free number, exclusively, and touches no other: whatever a process does late
 * that was stopped, it does not do to its successor's claim. Only who has the last one removes those before it, and his own after
 * them; so whoever finds a free number, and after that the claim that he took over from, knows that nobody was there in between.
 *
 * <p>Thread safety: one thread at a time until it is taken; giving back is safe on any.
 */
public final class Turn {

    /** A file that is there and then is not, again and again, is one of those that file servers show for a while. */
    private static final int TRIES = 4;

    private static final Logger log = LoggerFactory.getLogger(Turn.class);

    /** What this call has. */
    private enum State {
        NOTHING,
        HELD,
        /** Whether it was created is not known. */
        PERHAPS
    }

    private final Claims claims;
    private final ClaimFiles files;
    private final Flight flight;
    private final Claim claim;
    private final Pauses pauses;
    private State state = State.NOTHING;
    private int epoch;
    private int lowest;
    private byte[] content = {};
    private long takenNanos;
    private Duration planned = Duration.ZERO;
    private int looks;
    private @Nullable Watch watch;

    Turn(Claims claims, ClaimFiles files, Flight flight, Claim claim, Pauses pauses) {
        this.claims = claims;
        this.files = files;
        this.flight = flight;
        this.claim = claim;
        this.pauses = pauses;
    }

    /**
     * Tries to get the claim. Not being able to write one is no error: then the step runs without.
     *
     * @return whether the step can run; {@code false} means that another process computes it
     */
    public boolean take() {
        try {
            for (int tries = 0; tries < TRIES; tries++) {
                if (create(1, claim)) {
                    return true;
                }
                List<Standing> standing = files.standing();
                if (!standing.isEmpty()) {
                    Watch current = watch(last(standing));
                    Optional<String> gone = current.whyGone(planned);
                    if (gone.isEmpty()) {
                        return false;
                    }
                    if (takeOver(standing.size() + 1, current.standing(), gone.get())) {
                        return true;
                    }
                }
            }
            return false;
        } catch (StoreException e) {
            log.debug("{} runs without a claim", claim.node(), e);
            return true;
        }
    }

    private boolean takeOver(int number, Standing gone, String why) {
        if (!create(number, claim.takenOver(gone.id()))) {
            return false;
        }
        if (!files.isThere(gone)) {
            release();
            return false;
        }
        lowest = 1;
        claims.tookOver(files.call(), gone.claimant(), why);
        return true;
    }

    /** Whatever becomes of it is known before anything is written, so that it can be given back. */
    private boolean create(int number, Claim mine) {
        epoch = number;
        lowest = number;
        content = mine.at(Instant.now()).bytes();
        takenNanos = System.nanoTime();
        state = State.PERHAPS;
        claims.started(this);
        if (files.create(number, content)) {
            state = State.HELD;
            return true;
        }
        state = State.NOTHING;
        claims.ended(this);
        return false;
    }

    private static Standing last(List<Standing> standing) {
        Standing last = standing.get(0);
        for (Standing each : standing) {
            last = each.isAfter(last) ? each : last;
        }
        return last;
    }

    private Watch watch(Standing standing) {
        Watch before = watch;
        if (before != null && before.standing().is(standing)) {
            return before;
        }
        planned = Duration.ZERO;
        Watch anew = claims.watch(standing);
        watch = anew;
        return anew;
    }

    /** Returns who computes the result, if it is another process. */
    public Claimant claimant() {
        return watch == null ? Claimant.UNKNOWN : watch.standing().claimant();
    }

    /** Returns how long to wait before the next look: longer from time to time. */
    public Duration pause() {
        planned = pauses.after(planned, watch == null ? claims.lease() : watch.lease());
        return planned;
    }

    /**
     * Returns whether it is worth another try: the other claim is gone, or does not count any more. Whether it is still there is seen
     * in every second look only, since most of them end by a record.
     */
    public boolean isWorthATry() {
        Watch other = watch;
        looks++;
        return other == null || other.whyGone(planned).isPresent() || (looks % 2 == 0 && isGivenBack(other.standing()));
    }

    private boolean isGivenBack(Standing standing) {
        try {
            return !files.isThere(standing);
        } catch (StoreException unknown) {
            return false;
        }
    }

    /** Returns whether the claim is had: then nobody else who keeps to claims begins from here on. */
    public boolean isHeld() {
        return state == State.HELD;
    }

    /** Gives the claim back, if there is one. What fails is tried again as long as the tree is open. */
    public synchronized void release() {
        if (state == State.NOTHING) {
            return;
        }
        try {
            giveBack();
            state = State.NOTHING;
            claims.ended(this);
        } catch (StoreException e) {
            log.debug("The claim to {} stays for now", claim.node(), e);
        }
    }

    private void giveBack() {
        if (state == State.PERHAPS) {
            files.deleteIf(epoch, content);
        } else if (!isTakenOver()) {
            for (int each = lowest; each <= epoch; each++) {
                files.delete(each);
            }
        }
    }

    /** Whoever took over removes this one as well, when that is safe. */
    private boolean isTakenOver() {
        Standing mine = Standing.of(epoch, content);
        return claims.mayHaveSeemedDeadSince(takenNanos)
                && files.standing().stream().anyMatch(each -> each.isAfter(mine));
    }

    /** Tries again to give back what should have been. */
    void releaseIfOver() {
        if (flight.landing().isDone()) {
            release();
        }
    }
}
