package io.cachetree.engine;

import io.cachetree.codec.Codecs;
import io.cachetree.entry.CalledStep;
import io.cachetree.entry.Entries;
import io.cachetree.entry.Verifier;
import io.cachetree.event.CacheListener;
import io.cachetree.key.Fingerprints;
import io.cachetree.store.Store;
import io.cachetree.tree.CacheOptions;
import io.cachetree.tree.InvalidStepException;
import io.cachetree.tree.Reuse;
import org.jspecify.annotations.Nullable;

/**
 * Runs the calls of the steps of one tree.
 *
 * <p>Thread safety: any number of threads.
 */
public final class Engine {

    private final Keying keying;
    private final Reading reading;
    private final Lifetime lifetime;

    /** Creates an engine from its parts. */
    public Engine(
            Store store,
            Codecs codecs,
            Fingerprints fingerprints,
            CacheListener listener,
            StrayCalls.Policy strayCalls) {
        this.lifetime = new Lifetime(new OpenTrees.OpenTree(store.toString(), listener, strayCalls));
        Entries entries = new Entries(store);
        EntryValues values = new EntryValues(store, new Verifier(store));
        Precedents precedents = new Precedents(store);
        this.keying = new Keying(codecs, fingerprints);
        this.reading = new Reading(
                entries,
                values,
                listener,
                FlightsAtPlaces.at(store.location()),
                new Running(
                        store,
                        precedents,
                        listener,
                        lifetime,
                        new Committing(store, entries, values, precedents, listener)));
    }

    /** Takes note that the tree of this engine is closed: no more calls are made in it, and no values come. */
    public void close() {
        lifetime.end();
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
        return Scope.root(this, options);
    }

    /**
     * Calls a step: returns the committed result, or runs the body and commits.
     *
     * @throws InvalidStepException if the tree was closed
     * @throws Throwable what the body throws, as it is
     */
    @Nullable Object call(Scope scope, StepCall call) throws Throwable {
        lifetime.requireOpen();
        return scope.settings().reuse() == Reuse.SKIP ? skip(scope, call) : reading.result(keying.keyed(scope, call));
    }

    /** The step that is running here depends on the skipped one all the same; what that writes is not part of it. */
    private static @Nullable Object skip(Scope scope, StepCall call) throws Throwable {
        scope.step().ifPresent(step -> step.calls().add(new CalledStep(call.step(), call.codeOf(call.step()))));
        try (Scope.Binding binding = Scope.bind(scope.skipping())) {
            return call.body().run(null);
        }
    }
}
