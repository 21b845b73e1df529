package io.cachetree.engine.claim;

import io.cachetree.entry.Claim;
import io.cachetree.entry.Stillness;
import io.cachetree.entry.UseMark;
import io.cachetree.store.Store;
import io.cachetree.store.StoreException;
import java.time.Duration;
import java.util.Optional;

/**
 * Looks whether whoever has a claim is still alive.
 *
 * <ul>
 *   <li>Who ran on this host and has ended is gone at once, as is who closed the tree.
 *   <li>Anybody else is gone when nothing has changed in his mark for as long as it states. No clocks are compared: only the time
 *       between two looks counts, by the clock that only goes forward.
 *   <li>Of a time in which this process did not look, as when it was stopped itself, no more counts than was meant to pass: the other
 *       one may have been stopped as well.
 * </ul>
 *
 * <p>Thread safety: none.
 */
final class Watch {

    private final Store store;
    private final UseMark mine;
    private final Standing standing;
    private final Stillness silence = new Stillness();

    Watch(Store store, UseMark mine, Standing standing) {
        this.store = store;
        this.mine = mine;
        this.standing = standing;
    }

    Standing standing() {
        return standing;
    }

    /**
     * Looks once.
     *
     * @param planned after what time at most it was meant to look again
     * @return why the claim does not count any more; nothing as long as it does
     */
    Optional<String> whyGone(Duration planned) {
        return standing.claim().map(this::whyEnded).orElse(Optional.empty()).or(() -> whySilent(planned));
    }

    /** Where equal calls of this process wait for each other, none of them is under way but the one that asks. */
    private Optional<String> whyEnded(Claim claim) {
        String name = claim.claimant().name();
        if (claim.session().equals(mine.id()) || UseMark.wasClosedHere(claim.session())) {
            return Optional.of("%s left it".formatted(name));
        }
        return claim.owner().isGone() ? Optional.of("%s has ended".formatted(name)) : Optional.empty();
    }

    private Optional<String> whySilent(Duration planned) {
        try {
            Optional<byte[]> mark = standing.claim().flatMap(claim -> UseMark.content(store, claim.session()));
            if (mark.isEmpty() && standing.claim().isPresent()) {
                return Optional.of(
                        "%s has closed the tree".formatted(standing.claimant().name()));
            }
            silence.look(mark.orElse(new byte[0]), planned);
        } catch (StoreException unknown) {
            silence.lookInVain(planned);
        }
        return silence.lasted(lease())
                ? Optional.of("%s gave no sign of life for %s"
                        .formatted(standing.claimant().name(), seconds(lease())))
                : Optional.empty();
    }

    /** What cannot be read states no lease. */
    Duration lease() {
        return silence.seen().flatMap(UseMark::leaseIn).orElse(mine.lease());
    }

    private static String seconds(Duration lease) {
        return lease.toMillis() < 1_000 ? lease.toMillis() + " ms" : lease.toSeconds() + " s";
    }
}
