package io.cachetree.engine;

import io.cachetree.codec.Codecs;
import io.cachetree.engine.call.Scope;
import io.cachetree.engine.call.StepCall;
import io.cachetree.engine.call.StepRunner;
import io.cachetree.engine.claim.Claims;
import io.cachetree.engine.files.SpareSpace;
import io.cachetree.engine.flight.FlightsAtPlaces;
import io.cachetree.engine.keying.Keying;
import io.cachetree.engine.keying.UnchangedInputs;
import io.cachetree.engine.lookup.EntryValues;
import io.cachetree.engine.lookup.Precedents;
import io.cachetree.engine.lookup.Searching;
import io.cachetree.engine.open.Lifetime;
import io.cachetree.engine.open.OpenTrees;
import io.cachetree.engine.open.StrayCalls;
import io.cachetree.engine.planning.PlanStopped;
import io.cachetree.engine.planning.Planning;
import io.cachetree.engine.recheck.Rechecking;
import io.cachetree.engine.running.Committing;
import io.cachetree.engine.running.Running;
import io.cachetree.entry.Entries;
import io.cachetree.entry.UseMark;
import io.cachetree.entry.Verifier;
import io.cachetree.event.CacheListener;
import io.cachetree.key.CodeDigest;
import io.cachetree.key.CodeIdentity;
import io.cachetree.key.Fingerprints;
import io.cachetree.key.StepCode;
import io.cachetree.key.StepId;
import io.cachetree.plan.Plan;
import io.cachetree.store.Store;
import io.cachetree.tree.CacheOptions;
import io.cachetree.tree.InvalidStepException;
import io.cachetree.tree.Reuse;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs the calls of the steps of one tree.
 *
 * <p>Thread safety: any number of threads.
 */
public final class Engine implements StepRunner {

    private static final StepCode NOT_FOUND =
            StepCode.of(new CodeDigest(CodeDigest.Kind.UNKNOWN, "class file not found"));

    private final CodeIdentity code;
    private final Keying keying;
    private final Reading reading;
    private final Supplier<Planning> planning;
    private final Lifetime lifetime;
    private final FirstUse firstUse;
    private final SpareSpace spare = new SpareSpace();

    /** Creates an engine from its parts. */
    public Engine(
            Store store,
            Codecs codecs,
            Fingerprints fingerprints,
            CodeIdentity code,
            CacheListener listener,
            StrayCalls.Policy strayCalls,
            UseMark use) {
        this.code = code;
        OpenTrees.OpenTree tree = new OpenTrees.OpenTree(store.toString(), listener, strayCalls);
        this.lifetime = new Lifetime(tree);
        this.firstUse = new FirstUse(tree);
        Entries entries = new Entries(store);
        Precedents precedents = new Precedents(store, use::aside);
        Verifier verifier = new Verifier(store);
        EntryValues values = new EntryValues(store, verifier, precedents);
        this.planning = () -> new Planning(store, verifier, codecs, fingerprints);
        UnchangedInputs inputs = new UnchangedInputs(fingerprints);
        this.keying = new Keying(codecs, fingerprints);
        Searching searching = new Searching(entries, precedents, values);
        Hits hits = new Hits(listener);
        Committing committing = new Committing(store, entries, values, precedents, listener);
        Running running = new Running(store, precedents, listener, inputs, lifetime, committing, spare);
        Claims claims = new Claims(store, use, listener);
        this.reading = new Reading(
                searching,
                hits,
                FlightsAtPlaces.at(store.location()),
                new Computing(searching, hits, claims, lifetime, listener, running),
                new Rechecking(store, inputs, listener));
    }

    /**
     * Takes note that somebody is about to call steps of the tree from outside of any.
     *
     * @throws InvalidStepException if the program has steps that are not intercepted, and the tree is strict
     */
    public void firstUse() {
        firstUse.now();
    }

    /** Takes note that the tree of this engine is closed: no more calls are made in it, and no values come. */
    public void close() {
        lifetime.end();
        spare.close();
    }

    @Override
    public StepCode codeOf(StepId step, @Nullable ClassLoader loader) {
        return code.current(step, loader).orElse(NOT_FOUND);
    }

    @Override
    public CodeIdentity code() {
        return code;
    }

    @Override
    public boolean isClosed() {
        return lifetime.isOver();
    }

    /**
     * Does nothing as long as the tree is open.
     *
     * @throws InvalidStepException if it was closed
     */
    public void requireOpen() {
        lifetime.requireOpen();
    }

    /** Returns the scope at the root of the tree, under the given options. */
    public Scope root(CacheOptions options) {
        return Scope.root(this, options, new Scope.Run());
    }

    /**
     * Returns what some work would do; no body of a step runs, and nothing is written.
     *
     * @throws E what the work throws before it comes to a step that would have to run, as it is
     */
    public <E extends Throwable> Plan plan(CacheOptions options, PlannedWork<E> work) throws E {
        Planning plan = planning.get();
        try (Scope.Binding binding = Scope.bind(Scope.root(this, options, plan))) {
            work.run();
        } catch (Throwable t) {
            if (!PlanStopped.isBehind(t)) {
                throw t;
            }
        }
        return plan.plan();
    }

    /**
     * What a plan is made of.
     *
     * @param <E> what it throws
     */
    @FunctionalInterface
    public interface PlannedWork<E extends Throwable> {

        /** Does it, as far as committed results reach. */
        void run() throws E;
    }

    @Override
    public @Nullable Object call(Scope scope, StepCall call) throws Throwable {
        lifetime.requireOpen();
        if (scope.run() instanceof Planning plan) {
            return plan.call(scope, call);
        }
        return scope.settings().reuse() == Reuse.SKIP ? skip(scope, call) : reading.result(keying.keyed(scope, call));
    }

    /** The step that is running here depends on the skipped one all the same; what that writes is not part of it. */
    private @Nullable Object skip(Scope scope, StepCall call) throws Throwable {
        scope.step()
                .ifPresent(step -> step.called(
                        call,
                        scope.nodeOf(call.step(), call.nodeName()),
                        codeOf(call.step(), call.loader()).digest()));
        Scope inner = scope.skipping();
        if (inner == scope) {
            return call.run(null);
        }
        try (Scope.Binding binding = Scope.bind(inner)) {
            return call.run(null);
        }
    }
}
