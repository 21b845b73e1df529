package io.cachetree.engine;

import io.cachetree.codec.Codecs;
import io.cachetree.engine.Reading.Found;
import io.cachetree.entry.Entries;
import io.cachetree.entry.Verifier;
import io.cachetree.key.Fingerprints;
import io.cachetree.plan.Plan;
import io.cachetree.plan.PlannedStep;
import io.cachetree.plan.PlannedStep.Action;
import io.cachetree.plan.PlannedStep.Certainty;
import io.cachetree.plan.PlannedStep.Estimate;
import io.cachetree.store.Store;
import io.cachetree.tree.Lookup;
import io.cachetree.tree.MissReason;
import io.cachetree.tree.Reuse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The making of one plan: calls are looked up, through a store that cannot be written to, and no body runs.
 *
 * <p>Thread safety: any number of threads.
 */
final class Planning {

    private final Keying keying;
    private final Searching searching;
    private final Precedents precedents;
    private final Prediction prediction;
    private final List<PlannedStep> steps = new ArrayList<>();

    Planning(Store store, Codecs codecs, Fingerprints fingerprints) {
        Store readOnly = Store.readOnly(store);
        Entries entries = new Entries(readOnly);
        this.precedents = new Precedents(readOnly);
        EntryValues values = new EntryValues(readOnly, new Verifier(readOnly), new CodeCheck(precedents));
        this.keying = new Keying(codecs, fingerprints);
        this.searching = new Searching(entries, new EarlierCode(entries, precedents), values);
        this.prediction = new Prediction(new EarlierEntries(readOnly, entries));
    }

    synchronized Plan plan() {
        return new Plan(steps);
    }

    /** Returns the committed result of a call, or leaves the work if there is none. */
    @Nullable Object call(Scope scope, StepCall call) {
        KeyedCall keyed = keying.keyed(scope, call);
        if (scope.settings().reuse() == Reuse.SKIP) {
            add(prediction.of(keyed, new MissReason.Skipped()).limit(1));
            throw new PlanStopped(keyed);
        }
        Lookup<Found> lookup = searching.search(keyed).lookup();
        if (lookup instanceof Lookup.Hit<Found> hit) {
            add(Stream.of(read(keyed, hit.value())));
            Object value = hit.value().value();
            return call.isAsync() ? CompletableFuture.completedFuture(value) : value;
        }
        MissReason found = ((Lookup.Miss<Found>) lookup).reason();
        MissReason reason = found instanceof MissReason.NeverRan ? precedents.reason(keyed) : found;
        add(prediction.of(keyed, reason));
        throw new PlanStopped(keyed);
    }

    private synchronized void add(Stream<PlannedStep> more) {
        more.forEach(steps::add);
    }

    private static PlannedStep read(KeyedCall call, Found found) {
        return new PlannedStep(
                call.invocation().node(),
                call.call().step(),
                Action.READ,
                Certainty.EXACT,
                Optional.empty(),
                1,
                Optional.of(new Estimate(Duration.ZERO, found.record().size())));
    }
}
