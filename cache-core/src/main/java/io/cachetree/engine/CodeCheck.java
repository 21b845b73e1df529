package io.cachetree.engine;

import io.cachetree.entry.CalledStep;
import io.cachetree.entry.EntryRecord;
import io.cachetree.key.StepCode;
import io.cachetree.tree.CodeChange;
import io.cachetree.tree.MissReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compares the code that computed an entry with the code of today: that of the step, and that of all steps below it, which
 * the record lists. This takes no file operation; only to name what changed, earlier entries are looked at.
 */
final class CodeCheck {

    private final Precedents precedents;

    CodeCheck(Precedents precedents) {
        this.precedents = precedents;
    }

    /** Returns what changed since the entry was computed, or nothing. */
    Optional<MissReason> change(KeyedCall call, EntryRecord record) {
        List<MissReason> changes = new ArrayList<>();
        if (!call.isOfToday(record.step(), record.code().digest())) {
            call.content().codeDifference(record.code()).ifPresent(changes::add);
        }
        for (CalledStep called : record.calls()) {
            if (!call.isOfToday(called.step(), called.code())) {
                changes.add(childChange(call, called));
            }
        }
        return changes.isEmpty() ? Optional.empty() : Optional.of(MissReason.of(changes));
    }

    private MissReason childChange(KeyedCall call, CalledStep called) {
        StepCode now = call.codeOf(called.step());
        List<CodeChange> changes = precedents
                .codeBy(called.node(), called.code())
                .map(now::changesSince)
                .orElse(List.of());
        return new MissReason.ChildCodeChanged(
                called.step().shortForm(), called.node().toString(), changes);
    }
}
