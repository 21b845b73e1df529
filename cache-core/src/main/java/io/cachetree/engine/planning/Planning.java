package io.cachetree.engine.planning;

import io.cachetree.codec.Codecs;
import io.cachetree.engine.call.KeyedCall;
import io.cachetree.engine.call.Scope;
import io.cachetree.engine.call.StepCall;
import io.cachetree.engine.keying.Keying;
import io.cachetree.engine.lookup.EntryValues;
import io.cachetree.engine.lookup.Found;
import io.cachetree.engine.lookup.Precedents;
import io.cachetree.engine.lookup.Searching;
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
public final class Planning extends Scope.Run {

    private final Keying keying;
    private final Searching searching;
    private final Precedents precedents;
    private final Prediction prediction;
    private final List<PlannedStep> steps = new ArrayList<>();

    /** Starts a plan for a tree. */
    public Planning(Store store, Verifier verifier, Codecs codecs, Fingerprints fingerprints) {
        Store readOnly = Store.readOnly(store);
        Entries entries = new Entries(readOnly);
        this.precedents = new Precedents(readOnly, work -> {});
        EntryValues values = new EntryValues(readOnly, verifier.in(readOnly), precedents);
        this.keying = new Keying(codecs, fingerprints);
        this.searching = new Searching(entries, precedents, values);
        this.prediction = new Prediction(new EarlierEntries(readOnly, entries));
    }

    /** Returns the plan as it is by now. */
    public synchronized Plan plan() {
        return new Plan(steps);
    }

    /** Returns the committed result of a call, or leaves the work if there is none. */
    public @Nullable Object call(Scope scope, StepCall call) {
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
