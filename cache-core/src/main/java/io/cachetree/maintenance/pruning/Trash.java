package io.cachetree.maintenance.pruning;

import io.cachetree.entry.TreeMarker;
import io.cachetree.entry.UseMark;
import io.cachetree.store.Owner;
import io.cachetree.store.Store;
import io.cachetree.store.StoreItem;
import io.cachetree.store.ThisProcess;
import io.cachetree.tree.Durability;
import io.cachetree.tree.InvalidStepException;
import io.cachetree.tree.NodePath;
import io.cachetree.tree.Origin;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
 *   <li>A record that somebody wrote anew in the meantime is put back, and files that a record names meanwhile stay. So is one whose files a process may be reading that opened the tree
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
    private final TrashFiles files;
    private final String run = newRun();
    private int count;

    /** What became of something that was to go to the trash. */
    public enum Moved {
        /** It is in the trash. */
        TO_TRASH,
        /** Somebody else took it away before. */
        GONE,
        /** Its record was written, or written anew, meanwhile, or a process opened the tree that may read its files: it stays. */
        STAYS
    }

    /**
     * Opens the trash of the tree in a store.
     *
     * @throws InvalidStepException if the store's root is no tree for certain, or a symbolic link stands in the place of the trash
     */
    public Trash(Store store) {
        this.store = store;
        this.files = new TrashFiles(store);
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
            if (files.moveToTrash(deletion, name)) {
                moved.add(name);
                if (!files.isAsBefore(deletion, name)) {
                    return putBack(deletion, moved);
                }
            } else if (moved.isEmpty()) {
                files.forget(deletion);
                return Moved.GONE;
            }
        }
        return mayBeRead(removal) || wasCommittedSince(removal) ? putBack(deletion, moved) : putFiles(deletion, moved);
    }

    private boolean mayBeRead(Removal removal) {
        return removal.directory().isPresent()
                && removal.kind() != Removal.Kind.ATTEMPT
                && !UseMark.users(store).isEmpty();
    }

    /** A commit between two looks at the node leaves files without a mark, and a record that was not there yet. */
    private boolean wasCommittedSince(Removal removal) {
        return removal.records().isEmpty()
                && removal.directory().stream().anyMatch(directory -> files.hasRecord(removal.node(), directory));
    }

    private Deletion noted(Removal removal) {
        Origin here = ThisProcess.origin(Instant.now(), Duration.ZERO);
        while (true) {
            count++;
            Deletion deletion = new Deletion(
                    run + "-" + count, here.started(), here.user() + "@" + here.host(), Owner.here(), removal);
            if (store.publish(TrashFiles.place(deletion, NOTE), deletion.bytes(), null, Durability.PROCESS)) {
                return deletion;
            }
        }
    }

    /** What somebody else published in its place meanwhile, stays; ours is in the trash then. */
    private Moved putBack(Deletion deletion, List<String> names) {
        boolean areAllBack = true;
        for (String name : TrashFiles.backwards(names)) {
            areAllBack &= files.publish(deletion, name);
        }
        if (areAllBack) {
            files.forget(deletion);
        }
        return areAllBack ? Moved.STAYS : Moved.TO_TRASH;
    }

    private Moved putFiles(Deletion deletion, List<String> moved) {
        NodePath node = deletion.removal().node();
        for (String directory : deletion.removal().directory().stream().toList()) {
            if (!files.moveToTrash(deletion, directory) && moved.isEmpty()) {
                files.forget(deletion);
                return Moved.GONE;
            }
            files.removeCurrent(node, directory);
        }
        return Moved.TO_TRASH;
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
        new Restoring(files, deletion).run();
    }

    /**
     * Finishes what processes left half done that were killed while they took something out: its files follow its records.
     *
     * @throws io.cachetree.store.StoreException if the storage cannot be written
     */
    public synchronized void mend() {
        list().stream().filter(Trash::isOver).forEach(this::mend);
    }

    /** Whether a process of another host has ended nobody knows from here; to take one thing out takes no day. */
    private static boolean isOver(Deletion deletion) {
        return deletion.owner().isGone() || deletion.at().isBefore(Instant.now().minus(UNNOTED));
    }

    private void mend(Deletion deletion) {
        List<String> records = deletion.removal().records();
        List<String> inTrash =
                records.stream().filter(name -> files.has(deletion, name)).toList();
        Optional<String> directory = deletion.removal().directory();
        boolean hasFiles = directory.filter(name -> files.has(deletion, name)).isPresent();
        boolean comesBack = inTrash.stream().anyMatch(name -> files.isInNode(deletion, name));
        if (inTrash.isEmpty() && !hasFiles) {
            files.forget(deletion);
        } else if (!inTrash.isEmpty() && !comesBack && UseMark.users(store).isEmpty()) {
            records.stream().filter(name -> !inTrash.contains(name)).forEach(name -> follow(deletion, name));
            directory
                    .filter(name -> !hasFiles && !files.isNamed(deletion, name))
                    .ifPresent(name -> putFiles(deletion, inTrash));
        }
    }

    private void follow(Deletion deletion, String name) {
        if (files.moveToTrash(deletion, name) && !files.isAsBefore(deletion, name)) {
            files.publish(deletion, name);
        }
    }

    /**
     * Deletes things for good, and what others left who were killed while they did the same.
     *
     * @throws io.cachetree.store.StoreException if something cannot be deleted
     */
    public synchronized void empty(List<Deletion> deletions) {
        deletions.forEach(files::forget);
        Instant longAgo = Instant.now().minus(UNNOTED);
        store.list(DIRECTORY).stream()
                .filter(item -> DOOMED.matcher(item.name()).matches()
                        || (item.modified().isBefore(longAgo)
                                && ID.matcher(item.name()).matches()
                                && deletion(item.name()).isEmpty()))
                .forEach(item -> store.delete(DIRECTORY + "/" + item.name()));
    }
}
