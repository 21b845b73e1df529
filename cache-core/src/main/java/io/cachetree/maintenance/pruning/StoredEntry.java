package io.cachetree.maintenance.pruning;

import io.cachetree.entry.CalledStep;
import io.cachetree.entry.EntryRecord;
import io.cachetree.entry.NewEntry;
import io.cachetree.key.CodeDigest;
import io.cachetree.key.StepId;
import io.cachetree.tree.NodePath;
import io.cachetree.tree.Origin;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A committed entry with all its records, of which it has several if it was accepted for other code.
 *
 * @param node the node
 * @param step the step that made it
 * @param codes the code that it counts for
 * @param origin who made it
 * @param calls what was called meanwhile
 * @param keys the short forms of its keys
 * @param removal how it would be taken out
 */
record StoredEntry(
        NodePath node,
        StepId step,
        Set<CodeDigest> codes,
        Origin origin,
        List<CalledStep> calls,
        Set<String> keys,
        Removal removal) {

    static StoredEntry of(NodePath node, List<EntryRecord> records, Removal removal) {
        EntryRecord newest = records.get(0);
        return new StoredEntry(
                node,
                newest.step(),
                records.stream().map(record -> record.code().digest()).collect(Collectors.toSet()),
                newest.origin(),
                records.stream().flatMap(record -> record.calls().stream()).toList(),
                records.stream().map(record -> record.key().shortName()).collect(Collectors.toSet()),
                removal);
    }

    /** Overloads of a step, and what it was called with before, are the same to a person. */
    String stepName() {
        return step.declaringClass() + "." + step.method();
    }

    Instant since() {
        return removal.since();
    }

    boolean isByHand() {
        return step.equals(NewEntry.BY_HAND);
    }

    boolean hasFiles() {
        return removal.directory().isPresent();
    }
}
