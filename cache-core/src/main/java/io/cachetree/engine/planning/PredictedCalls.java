package io.cachetree.engine.planning;

import io.cachetree.engine.call.KeyedCall;
import io.cachetree.entry.CalledStep;
import io.cachetree.entry.EntryRecord;
import io.cachetree.key.KeyPart;
import io.cachetree.plan.PlannedStep;
import io.cachetree.plan.PlannedStep.Action;
import io.cachetree.plan.PlannedStep.Certainty;
import io.cachetree.plan.PlannedStep.Estimate;
import io.cachetree.tree.MissReason;
import io.cachetree.tree.NodePath;
import io.cachetree.tree.OnCodeChange;
import io.cachetree.tree.Reuse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The steps below a call that has to run, as an earlier entry of its step says that they were called. */
final class PredictedCalls {

    private final KeyedCall call;
    private final List<CalledStep> calls;
    private final InputChanges changes;
    private final Map<CalledStep, List<EntryRecord>> records = new HashMap<>();
    private final List<PlannedStep> planned = new ArrayList<>();

    PredictedCalls(KeyedCall call, EntryRecord earlier, EarlierEntries entries) {
        this.call = call;
        this.calls = earlier.calls().stream().filter(each -> each.times() > 0).toList();
        this.changes = new InputChanges(earlier.inputs(), call.content().inputs());
        calls.forEach(each -> records.put(each, entries.of(each.node(), each.step())));
    }

    List<PlannedStep> planned() {
        List<KeyPart> inputs = calls.stream()
                .flatMap(each -> records(each).stream())
                .flatMap(record -> record.inputs().stream())
                .toList();
        visit(call.invocation().node(), changes.lost(inputs));
        return planned;
    }

    private List<EntryRecord> records(CalledStep called) {
        return records.getOrDefault(called, List.of());
    }

    /** What is called after a step that is computed again may get its result. */
    private void visit(NodePath parent, Optional<MissReason> ofAll) {
        Optional<MissReason> before = ofAll;
        for (CalledStep called : calls) {
            if (called.node().parent().filter(parent::equals).isPresent()) {
                Optional<MissReason> earlier = before;
                Optional<MissReason> reason = reason(called).or(() -> earlier);
                plan(called, reason);
                before = before.or(() -> reason.map(
                        any -> new MissReason.MayDependOn(called.node().toString())));
            }
        }
    }

    private void plan(CalledStep called, Optional<MissReason> reason) {
        planned.add(new PlannedStep(
                called.node(),
                called.step(),
                reason.isPresent() ? Action.COMPUTE : Action.READ,
                Certainty.PREDICTED,
                reason,
                called.times(),
                estimate(called, reason.isPresent())));
        if (reason.isPresent()) {
            visit(called.node(), Optional.empty());
        }
    }

    private Optional<Estimate> estimate(CalledStep called, boolean isComputed) {
        Optional<Estimate> estimate = EarlierEntries.estimate(records(called), called.times());
        return isComputed ? estimate : estimate.map(each -> new Estimate(Duration.ZERO, each.bytes()));
    }

    private Optional<MissReason> reason(CalledStep called) {
        if (records(called).isEmpty()) {
            return Optional.of(new MissReason.NeverRan());
        }
        if (call.scope().settings().forSubSteps().reuse() == Reuse.REFRESH) {
            return Optional.of(new MissReason.RefreshAsked());
        }
        return codeChange(called).or(() -> codeChangeBelow(called)).or(() -> inputChange(called));
    }

    private boolean isChanged(CalledStep called) {
        return !call.isOfToday(called.step(), called.code()) && !isUsedAllTheSame(called);
    }

    private boolean isUsedAllTheSame(CalledStep called) {
        return called.policy().orElse(call.scope().settings().onCodeChange()) != OnCodeChange.RECOMPUTE
                && !called.code().isVersion()
                && !call.codeOf(called.step()).digest().isVersion();
    }

    private Optional<MissReason> codeChange(CalledStep called) {
        EntryRecord newest = records(called).get(0);
        return isChanged(called)
                ? newest.content().with(call.codeOf(called.step())).codeDifference(newest.code())
                : Optional.empty();
    }

    private Optional<MissReason> codeChangeBelow(CalledStep called) {
        String prefix = called.node() + "/";
        return calls.stream()
                .filter(each -> each.node().toString().startsWith(prefix) && isChanged(each))
                .findFirst()
                .map(each -> new MissReason.ChildCodeChanged(
                        each.step().shortForm(), each.node().toString(), List.of()));
    }

    private Optional<MissReason> inputChange(CalledStep called) {
        return changes.reaching(records(called).stream()
                .flatMap(record -> record.inputs().stream())
                .toList());
    }
}
