package io.cachetree.engine;

import io.cachetree.entry.CalledStep;
import io.cachetree.entry.Entries;
import io.cachetree.entry.EntryRecord;
import io.cachetree.key.Fingerprint;
import io.cachetree.key.KeyPart;
import io.cachetree.key.StepId;
import io.cachetree.plan.PlannedStep;
import io.cachetree.plan.PlannedStep.Action;
import io.cachetree.plan.PlannedStep.Certainty;
import io.cachetree.plan.PlannedStep.Estimate;
import io.cachetree.store.Store;
import io.cachetree.tree.MissReason;
import io.cachetree.tree.NodePath;
import io.cachetree.tree.OnCodeChange;
import io.cachetree.tree.Reuse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Predicts what a step does that has to run: from that earlier entry of it which differs least from the call.
 *
 * <p>It is taken to call the same steps again, in the same order. A step below is computed again if its code changed, or
 * that of a step below it, or if it got what is another input of the step above now; and so is, perhaps, whatever is
 * called after one that is computed again.
 */
final class Prediction {

    private static final int LOOKED_AT = 32;

    private final Store store;
    private final Entries entries;

    Prediction(Store store, Entries entries) {
        this.store = store;
        this.entries = entries;
    }

    /** Returns the step itself, and those below. */
    Stream<PlannedStep> of(KeyedCall call, MissReason reason) {
        NodePath node = call.invocation().node();
        List<EntryRecord> records = records(node, call.call().step());
        PlannedStep itself = new PlannedStep(
                node,
                call.call().step(),
                Action.COMPUTE,
                Certainty.EXACT,
                Optional.of(reason),
                1,
                estimate(records, 1));
        Stream<PlannedStep> below = records.stream()
                .min(Comparator.comparingInt(record ->
                        call.content().differencesFrom(record.content()).size()))
                .map(earlier -> new Below(call, earlier).steps())
                .stream()
                .flatMap(List::stream);
        return Stream.concat(Stream.of(itself), below);
    }

    private List<EntryRecord> records(NodePath node, StepId step) {
        return entries.newest(node, store.list(node.toString()))
                .limit(LOOKED_AT)
                .filter(record -> record.step().equals(step))
                .toList();
    }

    private static Optional<Estimate> estimate(List<EntryRecord> records, long times) {
        return records.stream()
                .map(record -> new Estimate(ownTime(record), record.size()))
                .reduce(Estimate::and)
                .map(sum -> new Estimate(
                        sum.duration().dividedBy(records.size()).multipliedBy(times),
                        sum.bytes() / records.size() * times));
    }

    /** Steps that ran side by side can have taken longer than the step that called them. */
    private static Duration ownTime(EntryRecord record) {
        Duration own = record.origin().duration().minus(record.inSteps());
        return own.isNegative() ? Duration.ZERO : own;
    }

    /** The steps below one call. */
    private final class Below {
        private final KeyedCall call;
        private final List<CalledStep> calls;
        private final Map<Fingerprint, MissReason> changedInputs = new HashMap<>();
        private final List<PlannedStep> planned = new ArrayList<>();

        Below(KeyedCall call, EntryRecord earlier) {
            this.call = call;
            this.calls =
                    earlier.calls().stream().filter(each -> each.times() > 0).toList();
            compareInputs(earlier.inputs(), call.content().inputs());
        }

        private void compareInputs(List<KeyPart> before, List<KeyPart> now) {
            for (int i = 0; i < Math.min(before.size(), now.size()); i++) {
                KeyPart then = before.get(i);
                if (!then.fingerprint().equals(now.get(i).fingerprint())) {
                    changedInputs.put(
                            then.fingerprint(),
                            new MissReason.InputChanged(
                                    then.name(), then.shows(), now.get(i).shows()));
                }
            }
        }

        List<PlannedStep> steps() {
            visit(call.invocation().node());
            return planned;
        }

        private void visit(NodePath parent) {
            Optional<MissReason> earlierSibling = Optional.empty();
            for (CalledStep called : calls) {
                if (called.node().parent().filter(parent::equals).isPresent()) {
                    List<EntryRecord> records = records(called.node(), called.step());
                    Optional<MissReason> sibling = earlierSibling;
                    Optional<MissReason> reason = reason(called, records).or(() -> sibling);
                    plan(called, records, reason);
                    if (reason.isPresent() && earlierSibling.isEmpty()) {
                        earlierSibling = Optional.of(
                                new MissReason.MayDependOn(called.node().toString()));
                    }
                }
            }
        }

        private void plan(CalledStep called, List<EntryRecord> records, Optional<MissReason> reason) {
            planned.add(new PlannedStep(
                    called.node(),
                    called.step(),
                    reason.isPresent() ? Action.COMPUTE : Action.READ,
                    Certainty.PREDICTED,
                    reason,
                    called.times(),
                    estimate(records, called.times())));
            if (reason.isPresent()) {
                visit(called.node());
            }
        }

        private Optional<MissReason> reason(CalledStep called, List<EntryRecord> records) {
            if (records.isEmpty()) {
                return Optional.of(new MissReason.NeverRan());
            }
            if (call.scope().settings().forSubSteps().reuse() == Reuse.REFRESH) {
                return Optional.of(new MissReason.RefreshAsked());
            }
            return codeChange(called, records).or(() -> codeChangeBelow(called)).or(() -> inputChange(records));
        }

        private boolean isChanged(CalledStep called) {
            return !call.isOfToday(called.step(), called.code()) && !isUsedAllTheSame(called);
        }

        /** By the policy of the tree; one that the step below has itself is not known here. */
        private boolean isUsedAllTheSame(CalledStep called) {
            return call.scope().settings().onCodeChange() != OnCodeChange.RECOMPUTE
                    && !called.code().isVersion()
                    && !call.codeOf(called.step()).digest().isVersion();
        }

        private Optional<MissReason> codeChange(CalledStep called, List<EntryRecord> records) {
            return isChanged(called)
                    ? records.get(0)
                            .content()
                            .with(call.codeOf(called.step()))
                            .codeDifference(records.get(0).code())
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

        private Optional<MissReason> inputChange(List<EntryRecord> records) {
            return records.stream()
                    .flatMap(record -> record.inputs().stream())
                    .map(KeyPart::fingerprint)
                    .filter(changedInputs::containsKey)
                    .findFirst()
                    .map(changedInputs::get);
        }
    }
}
