package io.cachetree.entry;

import io.cachetree.store.Access;
import io.cachetree.store.Owner;
import io.cachetree.store.Store;
import io.cachetree.store.StoreException;
import io.cachetree.store.StoreItem;
import io.cachetree.tree.NodePath;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes from a node what processes left behind that died in the middle of an attempt, or whose attempt failed.
 *
 * <p>A directory that carries the mark of an owner who has ended is removed at once, unless it was committed; one that
 * has no mark, or a torn one, when it has been so for a day and has no record. Never removed is what a living process
 * works on, and what may be one's on another host.
 *
 * <p>Elsewhere attempts have no marks while they are written. There, one is looked at if its key has more directories than records, and
 * removed when nobody claims the key, no record names it, and nothing was written to it for a day.
 */
public final class Leftovers {

    private static final Logger log = LoggerFactory.getLogger(Leftovers.class);
    private static final Duration LIFE_WITHOUT_A_MARK = Duration.ofDays(1);

    private final Store store;
    private final Entries entries;
    private final Clock clock;

    /** Cleans up in the given store. */
    public Leftovers(Store store) {
        this(store, Clock.systemUTC());
    }

    /** Cleans up in the given store, at the time of a clock. */
    public Leftovers(Store store, Clock clock) {
        this.store = store;
        this.entries = new Entries(store);
        this.clock = clock;
    }

    /** Removes the leftovers among what a listing of the node showed; failing to is no error. */
    public void remove(NodePath node, List<StoreItem> items) {
        Names names = Names.of(items);
        for (StoreItem item : items) {
            try {
                if (item.isLeftover()) {
                    store.delete(node.resolve(item.name()));
                } else if (EntryNames.isAttempt(item.name())) {
                    removeIfLeft(node, item, names);
                }
            } catch (StoreException e) {
                log.debug("Leftover {} of node {} stays", item.name(), node, e);
            }
        }
    }

    /**
     * What a listing says of keys.
     *
     * @param records how many records each has
     * @param attempts how many directories each has
     * @param claimed those that somebody computes, or did when he died
     */
    private record Names(Map<String, Long> records, Map<String, Long> attempts, Set<String> claimed) {

        static Names of(List<StoreItem> items) {
            return new Names(
                    count(items, EntryNames::isRecord),
                    count(items, EntryNames::isAttempt),
                    items.stream()
                            .flatMap(item -> EntryNames.claimed(item.name()).stream())
                            .collect(Collectors.toSet()));
        }

        private static Map<String, Long> count(List<StoreItem> items, Predicate<String> kind) {
            return items.stream()
                    .map(StoreItem::name)
                    .filter(kind)
                    .collect(Collectors.groupingBy(EntryNames::keyOf, Collectors.counting()));
        }

        boolean isRecorded(String key) {
            return records.containsKey(key);
        }

        /** To ask each directory for a mark would take a request for each. */
        boolean hasMoreThanItsRecordsName(String key) {
            return attempts.getOrDefault(key, 0L) > records.getOrDefault(key, 0L);
        }
    }

    private void removeIfLeft(NodePath node, StoreItem attempt, Names names) {
        String key = EntryNames.keyOf(attempt.name());
        if (store.access(node.resolve(attempt.name())) == Access.IN_PLACE) {
            removeIfLeft(node, attempt, names.isRecorded(key));
        } else if (names.hasMoreThanItsRecordsName(key)) {
            removeIfLeftElsewhere(node, attempt, names.claimed().contains(key));
        }
    }

    private void removeIfLeftElsewhere(NodePath node, StoreItem attempt, boolean isClaimed) {
        String directory = node.resolve(attempt.name());
        Optional<byte[]> mark = store.read(directory + "/" + EntryNames.OWNER);
        boolean isGone = mark.isPresent()
                ? mark.flatMap(Owner::parse).filter(Owner::isGone).isPresent()
                : !isClaimed && lastWritten(directory).filter(this::isLongAgo).isPresent();
        if (isGone && !mayBeCommitted(node, attempt)) {
            log.info("Removing {} of node {}: it ended without being committed", attempt.name(), node);
            store.delete(directory);
        }
    }

    /** A record that cannot be read, as one of a newer format, may name any directory of its key. */
    private boolean mayBeCommitted(NodePath node, StoreItem attempt) {
        return records(node, attempt)
                .flatMap(name -> entries.content(node, name).stream())
                .anyMatch(content -> content instanceof RecordContent.Whole whole
                        ? whole.record().attempt().equals(attempt.name())
                        : content instanceof RecordContent.Unusable);
    }

    /** Storage elsewhere knows no times of directories. */
    private Optional<Instant> lastWritten(String directory) {
        return store.list(directory).stream()
                .flatMap(item -> item.kind() == StoreItem.Kind.DIRECTORY
                        ? lastWritten(directory + "/" + item.name()).stream()
                        : Stream.of(item.modified()))
                .max(Comparator.naturalOrder());
    }

    private void removeIfLeft(NodePath node, StoreItem attempt, boolean isRecorded) {
        String mark = node.resolve(attempt.name()) + "/" + EntryNames.OWNER;
        Optional<byte[]> found = store.read(mark);
        boolean isGone = found.flatMap(Owner::parse).map(Owner::isGone).orElseGet(() -> isOld(attempt));
        if (isGone && found.isPresent()) {
            removeUnlessCommitted(node, attempt, mark);
        } else if (isGone && !isRecorded && !wasCommitted(node, attempt)) {
            delete(node.resolve(attempt.name()));
        }
    }

    private boolean wasCommitted(NodePath node, StoreItem attempt) {
        return store.size(node.resolve(attempt.name()) + "/" + EntryNames.CVPL_TIMESTAMP)
                .isPresent();
    }

    /**
     * The process may have died between publishing the record and taking the mark away. It publishes nothing any more
     * now, so what counts is what the node holds from here on, not what an earlier listing showed.
     */
    private void removeUnlessCommitted(NodePath node, StoreItem attempt, String mark) {
        if (isCommitted(node, attempt)) {
            store.delete(mark);
        } else {
            log.info("Removing {} of node {}: it ended without being committed", attempt.name(), node);
            delete(node.resolve(attempt.name()));
        }
    }

    private boolean isCommitted(NodePath node, StoreItem attempt) {
        return records(node, attempt)
                .flatMap(name -> entries.record(node, name).stream())
                .anyMatch(record -> record.attempt().equals(attempt.name()));
    }

    private Stream<String> records(NodePath node, StoreItem attempt) {
        return store.list(node.toString()).stream()
                .map(StoreItem::name)
                .filter(EntryNames::isRecord)
                .filter(name -> EntryNames.keyOf(name).equals(EntryNames.keyOf(attempt.name())));
    }

    /** The mark goes last: whoever is killed before leaves what the next one recognises. */
    private void delete(String attempt) {
        for (StoreItem item : store.list(attempt)) {
            if (!item.name().equals(EntryNames.OWNER)) {
                store.delete(attempt + "/" + item.name());
            }
        }
        store.delete(attempt);
    }

    private boolean isOld(StoreItem item) {
        return isLongAgo(item.modified());
    }

    private boolean isLongAgo(Instant written) {
        return !written.equals(Instant.EPOCH)
                && written.isBefore(clock.instant().minus(LIFE_WITHOUT_A_MARK));
    }
}
