package io.cachetree.maintenance.pruning;

import io.cachetree.entry.Entries;
import io.cachetree.entry.EntryNames;
import io.cachetree.entry.EntryRecord;
import io.cachetree.entry.RecordContent;
import io.cachetree.entry.TreeMarker;
import io.cachetree.entry.UseMark;
import io.cachetree.maintenance.reading.FoundRecord;
import io.cachetree.maintenance.reading.TreeReader;
import io.cachetree.store.Owner;
import io.cachetree.store.Store;
import io.cachetree.store.StoreItem;
import io.cachetree.store.ThisProcess;
import io.cachetree.tree.Durability;
import io.cachetree.tree.InvalidStepException;
import io.cachetree.tree.NodePath;
import io.cachetree.tree.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The directory {@code .trash} in the root of a tree: what was taken out of it, until it is deleted for good.
 *
 * <ul>
 *   <li>Things move by being renamed. What makes an entry count goes first and comes back first, so that whoever is killed in
 *       between leaves a plain miss, and never loses a file.
 *   <li>Each has a directory of its own, with a note that says what it is; it is written before anything moves.
 *   <li>A record that somebody wrote anew in the meantime is put back. So is one whose files a process may be reading that opened the tree
 *       meanwhile.
 *   <li>Nothing is moved or deleted where the marker of the tree is missing, nor through a symbolic link.
 * </ul>
 *
 * <p>Thread safety: any number of threads and processes may move things to the trash and back, and run the tree's steps meanwhile.
 */
public final class Trash {

    /** The name of the directory; no node can have such a name. */
    public static final String DIRECTORY = ".trash";

    private static final String NOTE = "about.txt";
    private static final Pattern ID = Pattern.compile("[0-9a-z]{4,8}-[0-9]{1,9}");
    private static final Pattern DOOMED = Pattern.compile("\\.gone-[0-9a-z-]+");
    private static final Duration UNNOTED = Duration.ofDays(1);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int RADIX = 36;

    private final Store store;
    private final TreeReader reader;
    private final Entries entries;
    private final String run = newRun();
    private int count;

    /** What became of something that was to go to the trash. */
    public enum Moved {
        /** It is in the trash. */
        TO_TRASH,
        /** Somebody else took it away before. */
        GONE,
        /** Its record was written anew meanwhile, or a process opened the tree that may read its files: it stays. */
        STAYS
    }

    /**
     * Opens the trash of the tree in a store.
     *
     * @throws InvalidStepException if the store's root is no tree for certain, or a symbolic link stands in the place of the trash
     */
    public Trash(Store store) {
        this.store = store;
        this.reader = TreeReader.of(store);
        this.entries = new Entries(store);
        new TreeMarker(store).require();
        boolean isForeign = store.list("").stream()
                .anyMatch(item -> item.name().equals(DIRECTORY) && item.kind() != StoreItem.Kind.DIRECTORY);
        if (isForeign) {
            throw new InvalidStepException(
                    "Cannot use the trash of the cache tree at \"%s\": its \"%s\" is no directory. Take it away."
                            .formatted(store, DIRECTORY));
        }
    }

    private static String newRun() {
        int first = RADIX * RADIX * RADIX;
        return Integer.toString(first + RANDOM.nextInt(first * (RADIX - 1)), RADIX);
    }

    /** Returns what all ids of what goes through this object begin with. */
    public String run() {
        return run;
    }

    /**
     * Takes something out of the tree.
     *
     * @throws io.cachetree.store.StoreException if the storage cannot be written; what is left half done, {@link #mend} finishes
     */
    public synchronized Moved put(Removal removal) {
        Deletion deletion = noted(removal);
        List<String> moved = new ArrayList<>();
        for (String name : removal.records()) {
            if (store.move(removal.node().resolve(name), place(deletion, name))) {
                moved.add(name);
                if (!isAsBefore(deletion, name)) {
                    return putBack(deletion, moved);
                }
            } else if (moved.isEmpty()) {
                forget(deletion);
                return Moved.GONE;
            }
        }
        if (removal.directory().isPresent()
                && removal.kind() != Removal.Kind.ATTEMPT
                && !UseMark.users(store).isEmpty()) {
            return putBack(deletion, moved);
        }
        return putFiles(deletion, moved);
    }

    private Deletion noted(Removal removal) {
        Origin here = ThisProcess.origin(Instant.now(), Duration.ZERO);
        while (true) {
            count++;
            Deletion deletion = new Deletion(
                    run + "-" + count, here.started(), here.user() + "@" + here.host(), Owner.here(), removal);
            if (store.publish(place(deletion, NOTE), deletion.bytes(), null, Durability.PROCESS)) {
                return deletion;
            }
        }
    }

    private static String place(Deletion deletion, String name) {
        return DIRECTORY + "/" + deletion.id() + "/" + name;
    }

    /** Between the look at a record and its move, somebody may have published another, or made it a pointer. */
    private boolean isAsBefore(Deletion deletion, String name) {
        Removal removal = deletion.removal();
        Optional<RecordContent> found = entries.contentOf(place(deletion, name));
        if (found.isEmpty()) {
            return true;
        }
        RecordContent content = found.get();
        if (content instanceof RecordContent.Whole whole) {
            return removal.kind() == Removal.Kind.ENTRY && isOf(whole.record(), removal);
        }
        if (content instanceof RecordContent.Superseded) {
            return Scan.target(new FoundRecord(name, content))
                    .filter(removal.records()::contains)
                    .isPresent();
        }
        return removal.kind() == Removal.Kind.DAMAGED;
    }

    /** Of an entry without files there may be several records by acceptances; a later run made none of these. */
    private static boolean isOf(EntryRecord record, Removal removal) {
        return record.directory().equals(removal.directory())
                && (record.directory().isPresent()
                        || !record.origin().finished().isAfter(removal.since()));
    }

    /** What somebody else published in its place meanwhile, stays; ours is in the trash then. */
    private Moved putBack(Deletion deletion, List<String> names) {
        boolean areAllBack = true;
        for (String name : backwards(names)) {
            areAllBack &= publish(deletion, name);
        }
        if (areAllBack) {
            forget(deletion);
        }
        return areAllBack ? Moved.STAYS : Moved.TO_TRASH;
    }

    private boolean publish(Deletion deletion, String name) {
        Optional<byte[]> content = store.read(place(deletion, name));
        return content.isEmpty()
                || store.publish(deletion.removal().node().resolve(name), content.get(), null, Durability.POWER);
    }

    private Moved putFiles(Deletion deletion, List<String> moved) {
        NodePath node = deletion.removal().node();
        for (String directory : deletion.removal().directory().stream().toList()) {
            if (!store.move(node.resolve(directory), place(deletion, directory)) && moved.isEmpty()) {
                forget(deletion);
                return Moved.GONE;
            }
            removeCurrent(node, directory);
        }
        return Moved.TO_TRASH;
    }

    /** A link that leads nowhere says nothing to anybody. */
    private void removeCurrent(NodePath node, String directory) {
        try {
            String link = node.resolve(EntryNames.CURRENT);
            if (Files.readSymbolicLink(store.local(node.toString()).resolve(EntryNames.CURRENT))
                    .toString()
                    .equals(directory)) {
                store.delete(link);
            }
        } catch (IOException | UnsupportedOperationException noLink) {
            // It was for people only.
        }
    }

    /** What has no more note is no part of the trash, whoever is killed while it is deleted. */
    private void forget(Deletion deletion) {
        String doomed = DIRECTORY + "/.gone-" + deletion.id();
        if (store.move(DIRECTORY + "/" + deletion.id(), doomed)) {
            store.delete(doomed);
        }
    }

    /** Returns what is in the trash, the last first. */
    public List<Deletion> list() {
        return store.list(DIRECTORY).stream()
                .filter(item -> item.kind() == StoreItem.Kind.DIRECTORY
                        && ID.matcher(item.name()).matches())
                .flatMap(item -> deletion(item.name()).stream())
                .sorted(Comparator.comparing(Deletion::at).reversed().thenComparing(Deletion::id))
                .toList();
    }

    private Optional<Deletion> deletion(String id) {
        return store.read(DIRECTORY + "/" + id + "/" + NOTE).flatMap(note -> Deletion.parse(id, note));
    }

    /**
     * Brings something back.
     *
     * @throws InvalidStepException if another record stands in its place now, or something of it is gone; nothing was moved then
     * @throws io.cachetree.store.StoreException if the storage cannot be written; call it again then
     */
    public synchronized void restore(Deletion deletion) {
        requireWhole(deletion);
        requireRoom(deletion);
        for (String name : backwards(deletion.removal().records())) {
            if (has(deletion, name) && !publish(deletion, name)) {
                throw taken(deletion, name);
            }
        }
        deletion.removal()
                .directory()
                .ifPresent(directory -> store.move(
                        place(deletion, directory), deletion.removal().node().resolve(directory)));
        forget(deletion);
    }

    /** What points at a record comes back before it, so that nobody publishes another in between and is not found. */
    private static List<String> backwards(List<String> records) {
        List<String> names = new ArrayList<>(records);
        Collections.reverse(names);
        return names;
    }

    private boolean has(Deletion deletion, String name) {
        return reader.store().names(DIRECTORY + "/" + deletion.id()).contains(name);
    }

    private boolean isInNode(Deletion deletion, String name) {
        return reader.store().names(deletion.removal().node().toString()).contains(name);
    }

    private void requireWhole(Deletion deletion) {
        deletion.removal().names().stream()
                .filter(name -> !has(deletion, name) && !isInNode(deletion, name))
                .findFirst()
                .ifPresent(name -> {
                    throw new InvalidStepException(
                            "Cannot restore %s: \"%s\" is not in the trash any more. Run the step again."
                                    .formatted(shown(deletion), name));
                });
    }

    private void requireRoom(Deletion deletion) {
        deletion.removal().names().stream()
                .filter(name -> has(deletion, name) && isInNode(deletion, name) && !isSame(deletion, name))
                .findFirst()
                .ifPresent(name -> {
                    throw taken(deletion, name);
                });
    }

    private boolean isSame(Deletion deletion, String name) {
        byte[] nothing = new byte[0];
        return EntryNames.isRecord(name)
                && Arrays.equals(
                        store.read(place(deletion, name)).orElse(nothing),
                        store.read(deletion.removal().node().resolve(name)).orElse(nothing));
    }

    private static InvalidStepException taken(Deletion deletion, String name) {
        return new InvalidStepException(
                """
                Cannot restore %s: "%s" stands in its place, which was committed since. \
                Move that to the trash first, with "cachetree rm", or leave things as they are.""".formatted(shown(deletion), deletion.removal().node().resolve(name)));
    }

    private static String shown(Deletion deletion) {
        return "\"%s@%s\" (%s)"
                .formatted(deletion.removal().node(), deletion.removal().key(), deletion.id());
    }

    /**
     * Finishes what processes left half done that were killed while they took something out: its files follow its records.
     *
     * @throws io.cachetree.store.StoreException if the storage cannot be written
     */
    public synchronized void mend() {
        list().stream().filter(deletion -> deletion.owner().isGone()).forEach(this::mend);
    }

    private void mend(Deletion deletion) {
        List<String> records = deletion.removal().records();
        List<String> inTrash =
                records.stream().filter(name -> has(deletion, name)).toList();
        Optional<String> directory = deletion.removal().directory();
        boolean hasFiles = directory.filter(name -> has(deletion, name)).isPresent();
        boolean comesBack = inTrash.stream().anyMatch(name -> isInNode(deletion, name));
        if (inTrash.isEmpty() && !hasFiles) {
            forget(deletion);
        } else if (!inTrash.isEmpty() && !comesBack && UseMark.users(store).isEmpty()) {
            records.stream().filter(name -> !inTrash.contains(name)).forEach(name -> follow(deletion, name));
            directory
                    .filter(name -> !hasFiles && !isNamed(deletion, name))
                    .ifPresent(name -> putFiles(deletion, inTrash));
        }
    }

    private void follow(Deletion deletion, String name) {
        if (store.move(deletion.removal().node().resolve(name), place(deletion, name)) && !isAsBefore(deletion, name)) {
            publish(deletion, name);
        }
    }

    private boolean isNamed(Deletion deletion, String directory) {
        return reader.entries(deletion.removal().node()).stream()
                .flatMap(found -> found.record().stream())
                .anyMatch(record -> record.attempt().equals(directory));
    }

    /**
     * Deletes things for good, and what others left who were killed while they did the same.
     *
     * @throws io.cachetree.store.StoreException if something cannot be deleted
     */
    public synchronized void empty(List<Deletion> deletions) {
        deletions.forEach(this::forget);
        Instant longAgo = Instant.now().minus(UNNOTED);
        store.list(DIRECTORY).stream()
                .filter(item -> DOOMED.matcher(item.name()).matches()
                        || (item.modified().isBefore(longAgo)
                                && ID.matcher(item.name()).matches()
                                && deletion(item.name()).isEmpty()))
                .forEach(item -> store.delete(DIRECTORY + "/" + item.name()));
    }
}
