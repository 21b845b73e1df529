package io.cachetree.maintenance.reading;

import io.cachetree.entry.EntryOutline;
import io.cachetree.tree.NodePath;
import java.util.List;
import java.util.Optional;

/**
 * A node at a glance.
 *
 * @param node its path
 * @param status the first thing to know
 * @param entries how many keys it has entries of
 * @param newest the newest record that was not superseded
 * @param attempts what was not committed, the newest first
 * @param damage what cannot be read, if it is damaged
 */
public record NodeSummary(
        NodePath node,
        NodeStatus status,
        int entries,
        Optional<FoundOutline> newest,
        List<OpenAttempt> attempts,
        Optional<String> damage) {

    /** Copies the list. */
    public NodeSummary {
        attempts = List.copyOf(attempts);
    }

    /** Returns the newest entry, if there is one and its record is whole. */
    public Optional<EntryOutline> entry() {
        return newest.flatMap(FoundOutline::entry);
    }
}
