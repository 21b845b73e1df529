package io.cachetree.maintenance.copying;

import io.cachetree.entry.Entries;
import io.cachetree.entry.Entries.Search;
import io.cachetree.entry.Entries.Vacancy;
import io.cachetree.entry.EntryMarks;
import io.cachetree.entry.EntryNames;
import io.cachetree.entry.EntryRecord;
import io.cachetree.entry.Leftovers;
import io.cachetree.entry.RecordContent;
import io.cachetree.entry.TreeMarker;
import io.cachetree.maintenance.copying.CopyReport.Skipped;
import io.cachetree.store.Access;
import io.cachetree.store.NewStore;
import io.cachetree.store.Owner;
import io.cachetree.store.Stage;
import io.cachetree.store.Store;
import io.cachetree.store.StoreException;
import io.cachetree.store.StoredFile;
import io.cachetree.tree.Durability;
import io.cachetree.tree.InvalidStepException;
import io.cachetree.tree.Lookup;
import io.cachetree.tree.NodePath;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Copies what was committed to a node and the nodes below to the same nodes of another tree.
 *
 * <pre>{@code
 * try (Copy copy = Copy.of(store, NodePath.ROOT, "s3://lab/shared")) {
 *     CopyReport report = copy.run(bytes -> {});
 * }
 * }</pre>
 *
 * <ul>
 *   <li>Each file is compared with its digest while it is copied. An entry that is damaged is not copied, and named.
 *   <li>The record comes last, and exclusively: who looks at the other tree finds the whole entry or none, and of two who copy at
 *       the same time one is first. An entry that is there is not copied again.
 *   <li>A copy that was interrupted is taken up by the next one: the entries that it brought are there; on a file system, the files
 *       of an entry that it had begun are used if they are whole. What is left of it is removed.
 *   <li>Records stay as they are, with origin, inputs and reason; of a key that was superseded, the newest whole one is copied. Pins come
 *       along. What is not committed does not, nor what is in the trash.
 *   <li>The other tree may be a zip file, which is seen when it is whole.
 * </ul>
 *
 * <p>Thread safety: for one thread; it lets a few others help.
 */
public final class Copy implements AutoCloseable {

    private final Store from;
    private final Store to;
    private final Runnable closing;
    private final Entries entriesFrom;
    private final Entries entriesTo;
    private final Difference difference;
    private final Collection<Skipped> skipped = new ConcurrentLinkedQueue<>();
    private final Map<NodePath, EntryRecord> newest = new ConcurrentHashMap<>();
    private final AtomicInteger copied = new AtomicInteger();
    private final AtomicInteger there = new AtomicInteger();
    private final LongAdder files = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder reused = new LongAdder();

    private Copy(Store from, Store to, Runnable closing) {
        this.from = Store.readOnly(from);
        this.to = to;
        this.closing = closing;
        this.entriesFrom = new Entries(this.from);
        this.entriesTo = new Entries(to);
        this.difference = new Difference(this.from, to);
    }

    /**
     * Finds out what is to be copied to a path or URL; nothing is written yet.
     *
     * @param from the tree that is copied; it is only read, and stays open
     * @param node what of it is copied, with all below
     * @param to the root of the other tree, which may be missing; {@code zip:} and a file for a zip file
     * @throws InvalidStepException if one of them is no tree, or both are the same
     * @throws StoreException if one of them cannot be read
     */
    public static Copy of(Store from, NodePath node, String to) {
        return opened(from, node, Store.toWrite(to));
    }

    /** Finds out what is to be copied to a local path; see {@link #of(Store, NodePath, String)}. */
    public static Copy of(Store from, NodePath node, Path to) {
        return opened(from, node, Store.at(to));
    }

    private static Copy opened(Store from, NodePath node, Store to) {
        try {
            return of(from, node, to, to::close);
        } catch (Throwable t) {
            to.close();
            throw t;
        }
    }

    /** Finds out what is to be copied to a store, which stays open; see {@link #of(Store, NodePath, String)}. */
    public static Copy of(Store from, NodePath node, Store to) {
        return of(from, node, to, () -> {});
    }

    private static Copy of(Store from, NodePath node, Store to, Runnable closing) {
        Copy copy = new Copy(from, to, closing);
        copy.requireTrees();
        Together.run(() -> copy.difference.collect(node));
        return copy;
    }

    private void requireTrees() {
        new TreeMarker(from).requireTree();
        String source = place(from);
        String target = place(to);
        boolean isWithin = target.startsWith(source + "/");
        if ((target.equals(source) || isWithin) && areOfOneServer()) {
            throw new InvalidStepException(
                    "Cannot copy the cache tree at \"%s\" to \"%s\": that %s. Name another place."
                            .formatted(from, to, isWithin ? "lies within it" : "is the same"));
        }
        new TreeMarker(to).refuseForeign();
    }

    private static String place(Store store) {
        return store.location().toString().replaceAll("[?].*", "").replaceAll("/+$", "");
    }

    /** Each memory is one of its own, and two servers may both have a place of one name. */
    private boolean areOfOneServer() {
        boolean isMemory = place(from).startsWith("memory:");
        return !isMemory
                && Objects.equals(from.location().getRawQuery(), to.location().getRawQuery());
    }

    /** Returns the entries that are to be copied, by node and key. */
    public List<Missing> missing() {
        return difference.missing().stream()
                .map(Original::missing)
                .sorted(Comparator.comparing((Missing each) -> each.node().toString())
                        .thenComparing(Missing::key))
                .toList();
    }

    /** Returns how many bytes they have. */
    public long bytes() {
        return difference.missing().stream().mapToLong(Original::bytes).sum();
    }

    /** Returns how many entries are there already. */
    public int there() {
        return difference.there();
    }

    /** Returns what cannot be copied, as far as that is known from the records. */
    public List<Skipped> damaged() {
        return sorted(difference.damaged());
    }

    /**
     * Copies what is missing.
     *
     * @param progress is told of the bytes of each file when it was copied, by any thread
     * @throws StoreException if the storage fails; what was copied until then stays, and the next copy goes on
     */
    public CopyReport run(LongConsumer progress) {
        new TreeMarker(to).ensure();
        Together.run(() -> copyAll(progress));
        if (to instanceof NewStore whole) {
            whole.finish();
        }
        List<Skipped> all = new ArrayList<>(difference.damaged());
        all.addAll(skipped);
        return new CopyReport(
                copied.get(), difference.there() + there.get(), files.sum(), bytes.sum(), reused.sum(), sorted(all));
    }

    private static List<Skipped> sorted(Collection<Skipped> skipped) {
        return skipped.stream()
                .sorted(Comparator.comparing((Skipped each) -> each.node().toString())
                        .thenComparing(Skipped::file))
                .toList();
    }

    private void copyAll(LongConsumer progress) {
        boolean canTakeOver = to.access() == Access.IN_PLACE;
        if (!canTakeOver) {
            tidy();
        }
        Together.each(difference.missing(), original -> copy(original, progress));
        Together.each(difference.pins(), this::pin);
        if (canTakeOver) {
            tidy();
            newest.forEach(new EntryMarks(to)::point);
        }
    }

    /** Where files cannot be taken over, what is left goes first: elsewhere nobody looks at it any more when the record is there. */
    private void tidy() {
        if (!(to instanceof NewStore)) {
            Together.each(difference.untidy(), node -> new Leftovers(to).remove(node, to.list(node.toString())));
        }
    }

    private void pin(Difference.Pinned pin) {
        String file = pin.node().resolve(pin.file());
        from.read(file).ifPresent(mark -> to.publish(file, mark, null, Durability.POWER));
    }

    /** What is gone by now was pruned, and is not missed. */
    private void copy(Original original, LongConsumer progress) {
        Optional<byte[]> content = from.read(original.node().resolve(original.file()));
        if (content.isPresent() && Entries.contentOf(content.get()) instanceof RecordContent.Whole whole) {
            Search<EntryRecord> search =
                    entriesTo.find(original.node(), whole.record().key(), Lookup.Hit::new);
            if (search.lookup() instanceof Lookup.Hit<EntryRecord>) {
                there.incrementAndGet();
            } else if (whole.record().directory().isPresent()) {
                copyFiles(original, content.get(), whole.record(), search.vacancy(), progress);
            } else {
                publish(original, content.get(), whole.record(), search.vacancy(), null);
            }
        }
    }

    private void copyFiles(
            Original original, byte[] content, EntryRecord record, Vacancy vacancy, LongConsumer progress) {
        Arrival arrival = Arrival.begin(to, original.node(), record);
        try {
            Optional<CopiedFiles.Damage> damage = bring(original, record, arrival, progress);
            if (damage.isPresent()) {
                arrival.discard();
                skip(original, damage.get());
                return;
            }
        } catch (RuntimeException e) {
            arrival.discard();
            throw e;
        }
        EntryRecord moved = record.withAttempt(arrival.attempt());
        byte[] bytesThere = arrival.attempt().equals(record.attempt()) ? content : Entries.bytes(moved);
        if (publish(original, bytesThere, moved, vacancy, arrival.stage())) {
            arrival.published(moved);
        } else {
            arrival.discard();
        }
    }

    private Optional<CopiedFiles.Damage> bring(
            Original original, EntryRecord record, Arrival arrival, LongConsumer progress) {
        CopiedFiles bringing = new CopiedFiles(from, original.node(), arrival, left(original), reused::add);
        Queue<CopiedFiles.Damage> damages = new ConcurrentLinkedQueue<>();
        bringing.bringLog(record);
        Together.each(record.outputs(), file -> {
            if (damages.isEmpty()) {
                bringing.bring(record, file).ifPresent(damages::add);
            }
            progress.accept(file.size());
        });
        return Optional.ofNullable(damages.peek());
    }

    /** Storage that cannot move files has nothing to offer here. */
    private List<String> left(Original original) {
        if (to.access() != Access.IN_PLACE) {
            return List.of();
        }
        return to.names(original.node().toString()).stream()
                .filter(EntryNames::isAttempt)
                .filter(name -> EntryNames.keyOf(name).equals(EntryNames.keyOf(original.file())))
                .map(original.node()::resolve)
                .filter(this::isLeft)
                .toList();
    }

    private boolean isLeft(String attempt) {
        return to.read(attempt + "/" + EntryNames.OWNER)
                .flatMap(Owner::parse)
                .filter(Owner::isGone)
                .isPresent();
    }

    private void skip(Original original, CopiedFiles.Damage damage) {
        boolean isStillThere =
                entriesFrom.content(original.node(), original.file()).orElse(null) instanceof RecordContent.Whole;
        if (isStillThere) {
            skipped.add(new Skipped(original.node(), damage.file(), damage.why()));
        }
    }

    /** Returns whether the record is there by this call; else somebody else was first, with an entry of the same key. */
    private boolean publish(
            Original original, byte[] content, EntryRecord record, Vacancy vacancy, @Nullable Stage stage) {
        Vacancy place = vacancy;
        while (!entriesTo.publish(place, content, stage, Durability.POWER)) {
            Search<EntryRecord> search = entriesTo.findAt(place, Lookup.Hit::new);
            if (search.lookup() instanceof Lookup.Hit<EntryRecord>) {
                there.incrementAndGet();
                return false;
            }
            place = search.vacancy();
        }
        copied.incrementAndGet();
        files.add(record.outputs().size());
        bytes.add(record.outputs().stream().mapToLong(StoredFile::size).sum());
        record.directory()
                .ifPresent(any -> newest.merge(
                        original.node(), record, (one, other) -> one.since().isAfter(other.since()) ? one : other));
        return true;
    }

    @Override
    public void close() {
        closing.run();
    }
}
