package io.cachetree.engine.planning;

import io.cachetree.entry.Entries;
import io.cachetree.entry.EntryRecord;
import io.cachetree.key.StepId;
import io.cachetree.plan.PlannedStep.Estimate;
import io.cachetree.store.Store;
import io.cachetree.tree.NodePath;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The newest entries of a step, and what they say of the next one. */
final class EarlierEntries {

    private static final int LOOKED_AT = 32;

    private final Store store;
    private final Entries entries;

    EarlierEntries(Store store, Entries entries) {
        this.store = store;
        this.entries = entries;
    }

    /** Returns the newest entries of a step at a node, the newest first. */
    List<EntryRecord> of(NodePath node, StepId step) {
        return entries.newest(node, store.list(node.toString()))
                .limit(LOOKED_AT)
                .filter(record -> record.step().equals(step))
                .toList();
    }

    /** Returns what some calls would take that are like those of the given entries; nothing if there are none. */
    static Optional<Estimate> estimate(List<EntryRecord> records, long times) {
        return records.stream()
                .map(record -> new Estimate(ownTime(record), record.size()))
                .reduce(Estimate::and)
                .map(sum -> new Estimate(sum.duration().dividedBy(records.size()), sum.bytes() / records.size()))
                .map(mean -> mean.times(times));
    }

    /** Steps that ran side by side can have taken longer than the step that called them. */
    private static Duration ownTime(EntryRecord record) {
        Duration own = record.origin().duration().minus(record.inSteps());
        return own.isNegative() ? Duration.ZERO : own;
    }
}
