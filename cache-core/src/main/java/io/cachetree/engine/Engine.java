package io.cachetree.engine;

import io.cachetree.codec.Codecs;
import io.cachetree.entry.Entries;
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
public final class Engine {

    private static final StepCode NOT_FOUND =
            StepCode.of(new CodeDigest(CodeDigest.Kind.UNKNOWN, "class file not found"));

    private final CodeIdentity code;
    private final Keying keying;
    private final Reading reading;
    private final Supplier<Planning> planning;
    private final Lifetime lifetime;
    private final FirstUse firstUse;

    /** Creates an engine from its parts. */
    public Engine(
            Store store,
            Codecs codecs,
            Fingerprints fingerprints,
            CodeIdentity code,
            CacheListener listener,
            StrayCalls.Policy strayCalls) {
        this.code = code;
        OpenTrees.OpenTree tree = new OpenTrees.OpenTree(store.toString(), listener, strayCalls);
        this.lifetime = new Lifetime(tree);
        this.firstUse = new FirstUse(tree);
        Entries entries = new Entries(store);
        Precedents precedents = new Precedents(store);
        EntryValues values = new EntryValues(store, new Verifier(store), new CodeCheck(precedents));
        this.planning = () -> new Planning(store, codecs, fingerprints);
        UnchangedInputs inputs = new UnchangedInputs(fingerprints);
        this.keying = new Keying(codecs, fingerprints);
        this.reading = new Reading(
                new Searching(entries, new EarlierCode(entries, precedents), values),
                listener,
                FlightsAtPlaces.at(store.location()),
                new Running(
                        store,
                        precedents,
                        listener,
                        inputs,
                        lifetime,
                        new Committing(store, entries, values, precedents, listener)),
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
    }

    /** Returns the code of a step, or of one that it calls, as it is now. */
    StepCode codeOf(StepId step, @Nullable ClassLoader loader) {
        return code.current(step, loader).orElse(NOT_FOUND);
    }

    CodeIdentity code() {
        return code;
    }

    boolean isClosed() {
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
        return Scope.root(this, options, new Scope.Run(null));
    }

    /**
     * Returns what some work would do; no body of a step runs, and nothing is written.
     *
     * @throws E what the work throws before it comes to a step that would have to run, as it is
     */
    public <E extends Throwable> Plan plan(CacheOptions options, PlannedWork<E> work) throws E {
        Planning plan = planning.get();
        try (Scope.Binding binding = Scope.bind(Scope.root(this, options, new Scope.Run(plan)))) {
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

    /**
     * Calls a step: returns the committed result, or runs the body and commits.
     *
     * @throws InvalidStepException if the tree was closed
     * @throws Throwable what the body throws, as it is
     */
    @Nullable Object call(Scope scope, StepCall call) throws Throwable {
        lifetime.requireOpen();
        Planning plan = scope.run().planning();
        if (plan != null) {
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
