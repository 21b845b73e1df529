package io.cachetree.maintenance;

import io.cachetree.entry.EntryRecord;
import io.cachetree.tree.MissReason;
import io.cachetree.tree.NodePath;
import java.util.List;

/**
 * Why a committed entry is there.
 *
 * @param node the node of the entry
 * @param record its record: what the step was called with, what code it ran, when, where, and the reason in words
 * @param sinceTheOneBefore what sets it apart from the entry that the same step committed to the node before it; empty for
 *     the first one
 */
public record Explanation(NodePath node, EntryRecord record, List<MissReason> sinceTheOneBefore) {

    /** Copies the list. */
    public Explanation {
        sinceTheOneBefore = List.copyOf(sinceTheOneBefore);
    }

    /** Returns when and why in one line: {@code 2026-11-22T20:15:30Z threshold 0.4 -> 0.5}. */
    public String text() {
        return record.origin().started() + " " + record.reason();
    }
}
