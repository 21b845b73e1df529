package io.cachetree.maintenance.pruning;

import io.cachetree.tree.NodePath;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Something that stands in a node and can be taken out of the tree: an entry, or files that no entry has.
 *
 * @param node the node
 * @param key the short form of its key
 * @param kind what it is
 * @param records the names of its records and of what points at them, in the order in which they go
 * @param directory the name of the directory with its files, if it has one
 * @param since when it was committed, or last written
 * @param bytes what it takes
 * @param why why it goes, in words
 */
public record Removal(
        NodePath node,
        String key,
        Kind kind,
        List<String> records,
        Optional<String> directory,
        Instant since,
        long bytes,
        String why) {

    /** What can be taken out. */
    public enum Kind {
        /** A committed entry. */
        ENTRY,
        /** The files of an entry that another one took the place of. */
        SUPERSEDED,
        /** The files of an attempt that failed, or whose process ended. */
        ATTEMPT,
        /** A record that cannot be read, with what its key has. */
        DAMAGED
    }

    /** Copies the list. */
    public Removal {
        records = List.copyOf(records);
    }

    /** Returns the names within the node, in the order in which they go: what makes an entry count goes first. */
    public List<String> names() {
        return Stream.concat(records.stream(), directory.stream()).toList();
    }

    Removal because(String reason) {
        return new Removal(node, key, kind, records, directory, since, bytes, reason);
    }
}
