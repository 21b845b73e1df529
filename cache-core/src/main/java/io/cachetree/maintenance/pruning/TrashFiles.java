package io.cachetree.maintenance.pruning;

import io.cachetree.entry.Entries;
import io.cachetree.entry.EntryNames;
import io.cachetree.entry.EntryRecord;
import io.cachetree.entry.RecordContent;
import io.cachetree.maintenance.reading.FoundRecord;
import io.cachetree.maintenance.reading.TreeReader;
import io.cachetree.store.Store;
import io.cachetree.tree.Durability;
import io.cachetree.tree.NodePath;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The files of what is in the trash, or on its way there or back: each stands in the trash, in the node, or for a moment in both.
 * Thread safety: any number of threads.
 */
final class TrashFiles {

    private final Store store;
    private final TreeReader reader;
    private final Entries entries;

    TrashFiles(Store store) {
        this.store = store;
        this.reader = TreeReader.of(store);
        this.entries = new Entries(store);
    }

    static String place(Deletion deletion, String name) {
        return Trash.DIRECTORY + "/" + deletion.id() + "/" + name;
    }

    boolean moveToTrash(Deletion deletion, String name) {
        return store.move(deletion.removal().node().resolve(name), place(deletion, name));
    }

    boolean moveBack(Deletion deletion, String name) {
        return store.move(place(deletion, name), deletion.removal().node().resolve(name));
    }

    /** Between the look at a record and its move, somebody may have published another, or made it a pointer. */
    boolean isAsBefore(Deletion deletion, String name) {
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

    /** Puts a record back; returns false if another stands in its place. What is not in the trash is back already. */
    boolean publish(Deletion deletion, String name) {
        Optional<byte[]> content = store.read(place(deletion, name));
        return content.isEmpty()
                || store.publish(deletion.removal().node().resolve(name), content.get(), null, Durability.POWER);
    }

    /** A link that leads nowhere says nothing to anybody. */
    void removeCurrent(NodePath node, String directory) {
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
    void forget(Deletion deletion) {
        String doomed = Trash.DIRECTORY + "/.gone-" + deletion.id();
        if (store.move(Trash.DIRECTORY + "/" + deletion.id(), doomed)) {
            store.delete(doomed);
        }
    }

    /** What points at a record comes back before it, so that nobody publishes another in between and is not found. */
    static List<String> backwards(List<String> records) {
        List<String> names = new ArrayList<>(records);
        Collections.reverse(names);
        return names;
    }

    boolean has(Deletion deletion, String name) {
        return reader.store().names(Trash.DIRECTORY + "/" + deletion.id()).contains(name);
    }

    boolean isInNode(Deletion deletion, String name) {
        return reader.store().names(deletion.removal().node().toString()).contains(name);
    }

    boolean isSame(Deletion deletion, String name) {
        byte[] nothing = new byte[0];
        return EntryNames.isRecord(name)
                && Arrays.equals(
                        store.read(place(deletion, name)).orElse(nothing),
                        store.read(deletion.removal().node().resolve(name)).orElse(nothing));
    }

    boolean isNamed(Deletion deletion, String directory) {
        return reader.entries(deletion.removal().node()).stream().anyMatch(found -> found.names(directory));
    }

    /** Returns whether the key that a directory was made for has a record that names it. */
    boolean hasRecord(NodePath node, String directory) {
        return reader.files(node).stream()
                .filter(file -> EntryNames.keyOf(file).equals(EntryNames.keyOf(directory)))
                .flatMap(file -> reader.record(node, file).stream())
                .anyMatch(found -> found.names(directory));
    }
}
