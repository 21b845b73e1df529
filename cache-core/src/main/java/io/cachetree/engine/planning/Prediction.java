package io.cachetree.engine.planning;

import io.cachetree.engine.call.KeyedCall;
import io.cachetree.entry.EntryRecord;
import io.cachetree.plan.PlannedStep;
import io.cachetree.plan.PlannedStep.Action;
import io.cachetree.plan.PlannedStep.Certainty;
import io.cachetree.tree.MissReason;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Predicts what a step does that has to run: from that earlier entry of it which differs least from the call.
 *
 * <p>It is taken to call the same steps again, in the same order. A step below is computed again if its code changed, or
 * that of a step below it, or if it got what is another input of the step above now; and so is, perhaps, whatever is
 * called after one that is computed again. Where nobody can see what becomes of a changed input, all are.
 */
final class Prediction {

    private final EarlierEntries entries;

    Prediction(EarlierEntries entries) {
        this.entries = entries;
    }

    /** Returns the step itself, and those below. */
    Stream<PlannedStep> of(KeyedCall call, MissReason reason) {
        List<EntryRecord> records =
                entries.of(call.invocation().node(), call.call().step());
        PlannedStep itself = new PlannedStep(
                call.invocation().node(),
                call.call().step(),
                Action.COMPUTE,
                Certainty.EXACT,
                Optional.of(reason),
                1,
                EarlierEntries.estimate(records, 1));
        Stream<PlannedStep> below = records.stream()
                .min(Comparator.comparingInt(record ->
                        call.content().differencesFrom(record.content()).size()))
                .stream()
                .flatMap(earlier -> new PredictedCalls(call, earlier, entries).planned().stream());
        return Stream.concat(Stream.of(itself), below);
    }
}
