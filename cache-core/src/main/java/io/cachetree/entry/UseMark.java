package io.cachetree.entry;

import io.cachetree.store.Access;
import io.cachetree.store.Owner;
import io.cachetree.store.Store;
import io.cachetree.store.StoreException;
import io.cachetree.store.StoreItem;
import io.cachetree.tree.Durability;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says that a process has a tree open: results that it was given may be read from their files at any time until then, and what it
 * claims to compute it computes.
 *
 * <ul>
 *   <li>It is written before the process reads the first record, so that whoever takes a record away first, and then looks for
 *       marks, sees all who may have read it.
 *   <li>Its content changes four times in the time that it states, its lease: who sees no change for so long, by a clock of his own,
 *       may take it that the process is gone, or as good as gone.
 *   <li>A tree that cannot be written to has no marks; nobody can delete in it either.
 *   <li>What a process leaves that was killed is removed by the next one on its host that opens the tree, and by any that has it open
 *       for longer than the lease.
 * </ul>
 *
 * <p>Thread safety: any number of threads.
 */
public final class UseMark implements AutoCloseable {

    /** The directory of the marks, in the root; no node can have such a name. */
    public static final String DIRECTORY = ".use";

    /** After what time without a sign of life a process counts as dead, where nobody says otherwise. */
    public static final Duration STANDARD_LEASE = Duration.ofSeconds(60);

    private static final Duration SHORTEST_LEASE = Duration.ofMillis(10);
    private static final Duration LONGEST_LEASE = Duration.ofDays(1);
    private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(2);
    private static final int BEATS_IN_A_LEASE = 4;
    private static final int LOOKS_FOR_OTHERS = 2 * BEATS_IN_A_LEASE;

    private static final Logger log = LoggerFactory.getLogger(UseMark.class);

    /** Tells the marks of these very classes: another class loader of this process may have some of its own. */
    private static final String COPY = UUID.randomUUID().toString();

    private static final AtomicLong COUNT = new AtomicLong();
    private static final Set<String> OPEN = ConcurrentHashMap.newKeySet();

    private final Store store;
    private final String id;
    private final Duration lease;
    private final boolean isSet;
    private final List<Heartbeat> heartbeats = new CopyOnWriteArrayList<>();
    private final Silence silence = new Silence();
    private final Presence others;
    private final Queue<Runnable> odds = new ConcurrentLinkedQueue<>();
    private @Nullable Heartbeat odd;
    private long beat;
    private int looks;
    private volatile boolean isClosed;

    /**
     * A process that has the tree open.
     *
     * @param file its mark
     * @param owner the process; nothing if the mark is torn, as when it is just being written
     * @param lease after what time without a sign of life it counts as gone
     */
    public record User(String file, Optional<Owner> owner, Duration lease) {

        User(String file, byte[] mark) {
            this(file, Owner.parse(mark), leaseIn(mark).orElse(STANDARD_LEASE));
        }

        boolean isGone() {
            return owner.filter(Owner::isGone).isPresent();
        }

        /** Returns whether it lives for certain; of who is elsewhere this is not known. */
        public boolean isAlive() {
            return owner.filter(Owner::isRunningHere).isPresent();
        }
    }

    private UseMark(Store store, Duration lease) {
        this.store = store;
        this.id = COPY + "-" + COUNT.incrementAndGet();
        this.lease = lease;
        this.others = new Presence(store);
        this.isSet = write();
    }

    /** Marks a tree as open in this process, until the mark is closed. */
    public static UseMark set(Store store) {
        return set(store, STANDARD_LEASE);
    }

    /**
     * Marks a tree as open in this process, until the mark is closed.
     *
     * @param lease after what time without a sign of life others may take this process for dead; see {@link #isLease}
     */
    public static UseMark set(Store store, Duration lease) {
        UseMark mark = new UseMark(store, lease);
        if (mark.isSet) {
            OPEN.add(mark.id);
            mark.start();
        }
        return mark;
    }

    /** Returns whether a time can be a lease: from 10 milliseconds to a day. */
    public static boolean isLease(Duration time) {
        return time.compareTo(SHORTEST_LEASE) >= 0 && time.compareTo(LONGEST_LEASE) <= 0;
    }

    private boolean write() {
        try {
            if (store.access() == Access.IN_PLACE) {
                removeLeft(store);
            }
            store.publish(file(id), content(), null, Durability.PROCESS);
            return true;
        } catch (StoreException e) {
            log.debug("Tree {} is not marked as open", store, e);
            return false;
        }
    }

    private byte[] content() {
        return new SignOfLife(Owner.here(), lease, beat).bytes();
    }

    private void start() {
        heartbeats.add(Heartbeat.every(period(), lease.dividedBy(2), this::beat));
        heartbeats.add(Heartbeat.every(period(), LONGEST_LEASE, this::lookForOthers));
        Heartbeat first = Heartbeat.every(period(), LONGEST_LEASE, this::doOdds);
        heartbeats.add(first);
        odd = first;
    }

    private void doOdds() {
        for (Runnable next = odds.poll(); next != null && !isClosed; next = odds.poll()) {
            next.run();
        }
    }

    /** Whose mark nobody removes it would stand there for ever, in the way of all who delete. */
    private void lookForOthers() {
        if (looks < LOOKS_FOR_OTHERS) {
            looks++;
            others.look(period());
            others.removeGone();
            if (others.inDoubt().isEmpty()) {
                looks = LOOKS_FOR_OTHERS;
            }
        }
    }

    private Duration period() {
        return lease.dividedBy(BEATS_IN_A_LEASE);
    }

    /** The tree may have been closed while the storage did not answer: a mark that comes after that would stand there for ever. */
    private void beat() {
        beat++;
        store.replace(file(id), content(), Durability.PROCESS);
        silence.broken(lease);
        if (isClosed) {
            store.deleteFile(file(id));
        }
    }

    private static String file(String id) {
        return DIRECTORY + "/" + id;
    }

    private static void removeLeft(Store store) {
        List<StoreItem> items = store.list(DIRECTORY);
        Stream<String> torn = items.stream().filter(StoreItem::isLeftover).map(item -> DIRECTORY + "/" + item.name());
        Stream<String> gone = marks(store, items).filter(User::isGone).map(User::file);
        Stream.concat(torn, gone).forEach(store::deleteFile);
    }

    /** Returns who has the tree open, as far as it is not certain that they have ended; see {@link Presence}. */
    public static List<User> users(Store store) {
        return marks(store, store.list(DIRECTORY))
                .filter(user -> !user.isGone())
                .toList();
    }

    private static Stream<User> marks(Store store, List<StoreItem> items) {
        return files(items).flatMap(file -> store.read(file).map(mark -> new User(file, mark)).stream());
    }

    static Stream<String> files(Store store) {
        return files(store.list(DIRECTORY));
    }

    private static Stream<String> files(List<StoreItem> items) {
        return items.stream()
                .filter(item -> item.kind() == StoreItem.Kind.FILE && !item.isTemporary())
                .map(item -> DIRECTORY + "/" + item.name());
    }

    /** Returns whether others can see that this process has the tree open. */
    public boolean isSet() {
        return isSet;
    }

    /** Returns what tells this mark from all others. */
    public String id() {
        return id;
    }

    /** Returns after what time without a sign of life others may take this process for dead. */
    public Duration lease() {
        return lease;
    }

    /** Does something as often as this mark gives a sign of life, on another thread than that which gives them. */
    public void withEachBeat(Runnable work) {
        if (isSet) {
            heartbeats.add(Heartbeat.every(period(), LONGEST_LEASE, work));
        }
    }

    /**
     * Does something soon that nobody waits for, on another thread and one thing at a time. It is not done any more when the mark is closed,
     * and not where there is none.
     */
    public void aside(Runnable work) {
        Heartbeat doing = odd;
        if (doing != null) {
            odds.add(work);
            doing.now();
        }
    }

    /** Returns whether others may have taken this process for dead at some time since a moment, by {@link System#nanoTime()}. */
    public boolean mayHaveSeemedDeadSince(long nanos) {
        return silence.wasLongSince(nanos, lease);
    }

    /** Returns whether a mark was set by this process, and closed. */
    public static boolean wasClosedHere(String id) {
        return id.startsWith(COPY) && !OPEN.contains(id);
    }

    /**
     * Returns what a mark holds, which changes as long as its process lives; nothing if it was closed.
     *
     * @throws StoreException if it cannot be read
     */
    public static Optional<byte[]> content(Store store, String id) {
        return store.read(file(id));
    }

    /** Returns when a mark was last written, by the clock of the storage; nothing if it was closed. */
    public static Optional<Instant> lastBeat(Store store, String id) {
        return store.list(DIRECTORY).stream()
                .filter(item -> item.name().equals(id))
                .map(StoreItem::modified)
                .findFirst();
    }

    /** Returns the lease that the content of a mark states; nothing, if it is torn or of an earlier version. */
    public static Optional<Duration> leaseIn(byte[] content) {
        return SignOfLife.lease(content);
    }

    /** A storage that does not answer is not waited for: who is silent counts as gone some time later. */
    @Override
    public void close() {
        OPEN.remove(id);
        isClosed = true;
        heartbeats.forEach(each -> each.end(LONGEST_FAREWELL));
        if (isSet) {
            Heartbeat.once(LONGEST_FAREWELL, this::remove);
        }
    }

    private void remove() {
        try {
            store.deleteFile(file(id));
        } catch (StoreException e) {
            log.debug("Mark {} stays in tree {}", id, store, e);
        }
    }
}
