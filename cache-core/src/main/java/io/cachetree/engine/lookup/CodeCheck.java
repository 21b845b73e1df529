package io.cachetree.engine.lookup;

import io.cachetree.engine.call.KeyedCall;
import io.cachetree.entry.CalledStep;
import io.cachetree.entry.EntryRecord;
import io.cachetree.key.CodeDigest;
import io.cachetree.key.StepCode;
import io.cachetree.tree.CodeChange;
import io.cachetree.tree.MissReason;
import io.cachetree.tree.OnCodeChange;
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

    /**
     * What changed since an entry was computed.
     *
     * @param objection why the entry cannot be used
     * @param warning what has to be said if it is used
     */
    record Changes(Optional<MissReason> objection, Optional<MissReason> warning) {

        private static Changes of(List<MissReason> objections, List<MissReason> warnings) {
            return new Changes(reason(objections), reason(warnings));
        }

        private static Optional<MissReason> reason(List<MissReason> reasons) {
            return reasons.isEmpty() ? Optional.empty() : Optional.of(MissReason.of(reasons));
        }
    }

    /**
     * Returns what changed. A step below goes by the policy that its author gave it, else by that of the call. A version is
     * the author's word, and counts under any policy.
     */
    Changes changes(KeyedCall call, EntryRecord record) {
        List<MissReason> objections = new ArrayList<>();
        List<MissReason> warnings = new ArrayList<>();
        if (!call.isOfToday(record.step(), record.code().digest())) {
            OnCodeChange policy = policy(record.code().digest(), call.content().code(), call.onCodeChange());
            StepCode before = precedents
                    .codeBy(call.invocation().node(), record.code().digest())
                    .orElse(record.code());
            call.content().codeDifference(before).ifPresent(change -> sort(change, policy, objections, warnings));
        }
        for (CalledStep called : record.calls()) {
            if (!call.isOfToday(called.step(), called.code())) {
                StepCode now = call.codeOf(called.step());
                OnCodeChange ofItself = called.policy().orElse(call.onCodeChange());
                sort(change(called, now), policy(called.code(), now, ofItself), objections, warnings);
            }
        }
        return Changes.of(objections, warnings);
    }

    private static void sort(
            MissReason change, OnCodeChange policy, List<MissReason> objections, List<MissReason> warnings) {
        if (policy == OnCodeChange.RECOMPUTE) {
            objections.add(change);
        } else if (policy == OnCodeChange.WARN) {
            warnings.add(change);
        }
    }

    private static OnCodeChange policy(CodeDigest before, StepCode now, OnCodeChange said) {
        return before.isVersion() || now.digest().isVersion() ? OnCodeChange.RECOMPUTE : said;
    }

    private MissReason change(CalledStep called, StepCode now) {
        List<CodeChange> changes = precedents
                .codeBy(called.node(), called.code())
                .map(now::changesSince)
                .orElse(List.of());
        return new MissReason.ChildCodeChanged(
                called.step().shortForm(), called.node().toString(), changes);
    }
}
