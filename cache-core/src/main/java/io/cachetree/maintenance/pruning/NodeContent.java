package io.cachetree.maintenance.pruning;

import io.cachetree.tree.NodePath;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What stands in a node beside its children.
 *
 * @param node the node
 * @param entries its entries, the newest first
 * @param rest what else can be taken out
 * @param pins the keys that are pinned
 * @param attempts the names of attempts that a living process works on
 * @param current the directory that {@code current} points at
 */
record NodeContent(
        NodePath node,
        List<StoredEntry> entries,
        List<Removal> rest,
        Set<String> pins,
        List<String> attempts,
        Optional<String> current) {

    /** Returns whether an entry is the newest of its step here. */
    boolean isNewest(StoredEntry entry) {
        return entries.stream()
                .filter(each -> each.stepName().equals(entry.stepName()))
                .findFirst()
                .filter(entry::equals)
                .isPresent();
    }

    /** Returns how many entries of its step are newer. */
    long newerThan(StoredEntry entry) {
        return entries.stream()
                .takeWhile(each -> !each.equals(entry))
                .filter(each -> each.stepName().equals(entry.stepName()))
                .count();
    }

    boolean isPinned(StoredEntry entry) {
        return entry.keys().stream().anyMatch(pins::contains);
    }

    /** Returns whether a living process may read or write what belongs to an entry. */
    boolean isInUse(StoredEntry entry, boolean isTreeOpen) {
        return (isTreeOpen && entry.hasFiles()) || !attempts.isEmpty();
    }

    boolean isReadLast(StoredEntry entry) {
        return current.isPresent() && current.equals(entry.removal().directory());
    }
}
