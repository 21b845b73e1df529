package io.cachetree.entry;

import io.cachetree.entry.UseMark.User;
import io.cachetree.store.Store;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds out who of those lives whose marks stand in a tree, by looking again and again.
 *
 * <ul>
 *   <li>Who runs on this host lives, and so does who changed his mark between two looks.
 *   <li>Who ran on this host and has ended is gone, and so is who changed nothing for as long as his mark states.
 *   <li>Of all others it is not known yet.
 * </ul>
 *
 * <p>No clocks are compared. Thread safety: none.
 */
public final class Presence {

    private static final int LOOKS_IN_A_LEASE = 8;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Store store;
    private Map<String, Seen> marks = new LinkedHashMap<>();

    /** A mark, and for how long it has not changed. */
    private record Seen(User user, Stillness stillness) {

        private boolean isAlive() {
            return user.isAlive() || stillness.wasBroken();
        }

        private boolean isGone() {
            return !isAlive() && (user.isGone() || stillness.lasted(user.lease()));
        }

        private boolean isInDoubt() {
            return !isAlive() && !isGone();
        }
    }

    /** Begins with nothing known. */
    public Presence(Store store) {
        this.store = store;
    }

    /**
     * Looks once.
     *
     * @param planned after what time at most it was meant to look again
     * @throws io.cachetree.store.StoreException if the marks cannot be read
     */
    public void look(Duration planned) {
        Map<String, Seen> now = new LinkedHashMap<>();
        UseMark.files(store)
                .forEach(file -> store.read(file)
                        .ifPresent(content -> now.put(file, seen(new User(file, content), content, planned))));
        marks = now;
    }

    private Seen seen(User user, byte[] content, Duration planned) {
        Stillness stillness =
                Optional.ofNullable(marks.get(user.file())).map(Seen::stillness).orElseGet(Stillness::new);
        stillness.look(content, planned);
        return new Seen(user, stillness);
    }

    /** Returns after what time to look again. */
    public Duration pause() {
        return marks.values().stream()
                .filter(Seen::isInDoubt)
                .map(each -> each.user().lease().dividedBy(LOOKS_IN_A_LEASE))
                .filter(each -> each.compareTo(LONGEST_PAUSE) < 0)
                .min(Duration::compareTo)
                .orElse(LONGEST_PAUSE);
    }

    /** Returns who may be alive, or not: it is not known yet. */
    public List<User> inDoubt() {
        return marks.values().stream().filter(Seen::isInDoubt).map(Seen::user).toList();
    }

    /** Returns whether somebody lives for certain. */
    public boolean isAnybodyAlive() {
        return marks.values().stream().anyMatch(Seen::isAlive);
    }

    /**
     * Removes the marks of those who are gone. Who was only taken for it sets his again with his next sign of life.
     *
     * @throws io.cachetree.store.StoreException if one cannot be removed
     */
    public void removeGone() {
        marks.values().stream()
                .filter(Seen::isGone)
                .forEach(each -> store.deleteFile(each.user().file()));
        marks.values().removeIf(Seen::isGone);
    }
}
