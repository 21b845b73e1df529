package io.cachetree.maintenance.reading;

import io.cachetree.entry.EntryRecord;
import io.cachetree.tree.NodePath;
import java.util.List;
import java.util.Optional;

/**
 * A node at a glance.
 *
 * @param node its path
 * @param status the first thing to know
 * @param entries how many keys it has entries of
 * @param newest the newest record that was not superseded, in outline: without inputs, called steps and the parts of the code
 * @param attempts what was not committed, the newest first
 * @param damage what cannot be read, if it is damaged
 */
public record NodeSummary(
        NodePath node,
        NodeStatus status,
        int entries,
        Optional<FoundRecord> newest,
        List<OpenAttempt> attempts,
        Optional<String> damage) {

    /** Copies the list. */
    public NodeSummary {
        attempts = List.copyOf(attempts);
    }

    /** Returns the newest record, if there is one and it is whole. */
    public Optional<EntryRecord> record() {
        return newest.flatMap(FoundRecord::record);
    }
}
