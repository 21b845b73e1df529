package io.cachetree.maintenance.copying;

import io.cachetree.entry.EntryNames;
import io.cachetree.entry.EntryRecord;
import io.cachetree.store.StoredFile;
import io.cachetree.tree.NodePath;

/**
 * A committed entry of the tree that is copied.
 *
 * @param node its node
 * @param file the file of its record
 * @param outline its record, without what its key is made of
 */
record Original(NodePath node, String file, EntryRecord outline) {

    private static final int LONGEST = 9;

    /** Returns which register of its key the record stands in. */
    int register() {
        String[] parts = file.split("\\.", 3);
        return parts.length == 3 && parts[1].length() <= LONGEST ? Integer.parseInt(parts[1]) : 1;
    }

    long bytes() {
        return outline.outputs().stream().mapToLong(StoredFile::size).sum();
    }

    Missing missing() {
        return new Missing(node, EntryNames.keyOf(file), outline.outputs().size(), bytes());
    }

    Original newer(Original other) {
        return other.register() > register() ? other : this;
    }
}
