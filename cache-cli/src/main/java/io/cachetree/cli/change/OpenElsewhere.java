package io.cachetree.cli.change;

import io.cachetree.cli.text.Quantities;
import io.cachetree.entry.Presence;
import io.cachetree.entry.UseMark.User;
import io.cachetree.maintenance.pruning.Kept;
import io.cachetree.store.Store;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Processes elsewhere that had a tree open, and may have been killed since: only a sign of life, or none for as long as their
 * marks state, tells. Thread safety: none.
 */
final class OpenElsewhere {

    private final Presence presence;
    private final PrintWriter told;

    private OpenElsewhere(Store store, PrintWriter told) {
        this.presence = new Presence(store);
        this.told = told;
    }

    /**
     * Waits until it is known whether one of them lives, if it matters, and removes the marks of those who do not.
     *
     * @param stays what would stay
     * @param told hears what is waited for
     * @return whether somebody is gone, so that it is worth another look at what can go
     */
    static boolean areGone(Store store, Collection<Kept> stays, PrintWriter told) {
        return stays.stream().anyMatch(each -> each.why() == Kept.Why.IN_USE)
                && new OpenElsewhere(store, told).areGone();
    }

    private boolean areGone() {
        presence.look(Duration.ZERO);
        if (presence.isAnybodyAlive() || presence.inDoubt().isEmpty()) {
            return false;
        }
        presence.inDoubt().forEach(this::tell);
        while (!presence.isAnybodyAlive() && !presence.inDoubt().isEmpty()) {
            Duration pause = presence.pause();
            await(pause);
            presence.look(pause);
        }
        presence.removeGone();
        return !presence.isAnybodyAlive();
    }

    private void tell(User user) {
        told.println("Waiting for a sign of life of %s, which had the tree open; after %s without, it counts as ended."
                .formatted(name(user), Quantities.duration(user.lease())));
        told.flush();
    }

    static String name(User user) {
        return user.owner()
                .map(owner ->
                        "process %d on %s".formatted(owner.pid(), owner.place().split(" ", 2)[0]))
                .orElse("a process");
    }

    private static void await(Duration pause) {
        try {
            boolean unused = new CountDownLatch(1).await(pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The command was interrupted while it waited.", e);
        }
    }
}
