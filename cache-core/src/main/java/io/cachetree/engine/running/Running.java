package io.cachetree.engine.running;

import io.cachetree.engine.call.Flight;
import io.cachetree.engine.call.KeyedCall;
import io.cachetree.engine.call.RunningStep;
import io.cachetree.engine.call.Scope;
import io.cachetree.engine.files.Attempt;
import io.cachetree.engine.files.SpareSpace;
import io.cachetree.engine.keying.UnchangedInputs;
import io.cachetree.engine.lookup.Found;
import io.cachetree.engine.lookup.Precedents;
import io.cachetree.engine.open.Lifetime;
import io.cachetree.entry.Entries.Search;
import io.cachetree.entry.NewEntry;
import io.cachetree.event.CacheEvent;
import io.cachetree.event.CacheListener;
import io.cachetree.store.Stage;
import io.cachetree.store.Store;
import io.cachetree.store.StoreException;
import io.cachetree.tree.InvalidStepException;
import io.cachetree.tree.Lookup;
import io.cachetree.tree.MissReason;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Runs the body of a step, in a scope and an attempt of its own.
 *
 * <p>A body that throws commits nothing; its attempt keeps its files, its log and the failure until the call is run
 * again. Thread safety: any number of threads.
 */
public final class Running {

    private final Store store;
    private final Precedents precedents;
    private final CacheListener listener;
    private final UnchangedInputs inputs;
    private final Lifetime lifetime;
    private final Committing committing;
    private final Uncached uncached;
    private final SpareSpace spare;
    private final Map<Flight.Key, Stage> failed = new ConcurrentHashMap<>();

    /** Creates what runs the steps of one tree. */
    public Running(
            Store store,
            Precedents precedents,
            CacheListener listener,
            UnchangedInputs inputs,
            Lifetime lifetime,
            Committing committing,
            SpareSpace spare) {
        this.store = store;
        this.precedents = precedents;
        this.listener = listener;
        this.inputs = inputs;
        this.lifetime = lifetime;
        this.committing = committing;
        this.spare = spare;
        this.uncached = new Uncached(store, listener);
    }

    /**
     * Runs the body and returns the committed result; of an asynchronous step it is a value to come.
     *
     * @param search the miss, and where its record can be published
     */
    public @Nullable Object result(KeyedCall call, Flight flight, Search<Found> search) throws Throwable {
        lifetime.requireOpen();
        Attempt attempt = new Attempt(store, call, spare);
        MissReason reason = reason(call, attempt, search);
        listener.on(new CacheEvent.StepMissed(call.invocation(), reason));
        RunningStep step = new RunningStep(call.call().step(), call.invocation().id(), flight, attempt);
        Execution execution = Execution.start(call, step, attempt, reason, search.vacancy());
        Object returned;
        try {
            discardFailed(call);
            checkOptions(call);
            prepare(execution);
            listener.on(new CacheEvent.StepStarted(call.invocation()));
            returned = run(execution);
        } catch (Throwable t) {
            fail(execution, t);
            throw t;
        }
        return call.call().isAsync() ? whenComplete(execution, returned) : commit(execution, returned);
    }

    private MissReason reason(KeyedCall call, Attempt attempt, Search<Found> search) {
        MissReason found = ((Lookup.Miss<Found>) search.lookup()).reason();
        try {
            search.vacancy().failure().ifPresent(attempt::goesOn);
            if (attempt.failure().isPresent()) {
                return found;
            }
            precedents.clear(call.invocation().node());
            return found instanceof MissReason.NeverRan ? precedents.reason(call) : found;
        } catch (StoreException e) {
            if (!attempt.goesOn(e)) {
                throw e;
            }
            return new MissReason.StoreFailed(String.valueOf(e.getMessage()));
        }
    }

    private void discardFailed(KeyedCall call) {
        Stage earlier = failed.remove(call.flightKey());
        if (earlier != null) {
            NewEntry.removeFailed(store, earlier);
        }
    }

    private void prepare(Execution execution) {
        try {
            if (execution.attempt().failure().isEmpty()) {
                store.prepare(execution.call().invocation().node().toString());
            }
        } catch (StoreException e) {
            if (!execution.attempt().goesOn(e)) {
                throw e;
            }
        }
    }

    private static void checkOptions(KeyedCall call) {
        try {
            call.codec().check(call.optionsForCodec());
        } catch (InvalidStepException e) {
            throw new InvalidStepException(
                    "Cannot run %s at node \"%s\": %s"
                            .formatted(
                                    call.call().step().shortForm(),
                                    call.invocation().node(),
                                    e.getMessage()),
                    e);
        }
    }

    private static @Nullable Object run(Execution execution) throws Throwable {
        KeyedCall call = execution.call();
        Scope inner = call.scope().enter(call.invocation().node(), execution.step());
        try (Scope.Binding binding = Scope.bind(inner)) {
            return call.call().run(execution.attempt());
        } catch (Throwable t) {
            StackTraces.prune(t);
            throw t;
        }
    }

    private @Nullable Object commit(Execution execution, @Nullable Object value) throws Throwable {
        try {
            lifetime.requireOpenAtTheEndOf(execution.call().invocation());
            inputs.require(execution.call());
            execution.attempt().returned();
            return committed(execution, value);
        } catch (Throwable t) {
            fail(execution, t);
            throw t;
        }
    }

    private @Nullable Object committed(Execution execution, @Nullable Object value) {
        try {
            StoreException failure = execution.attempt().failure().orElse(null);
            return failure == null ? committing.committed(execution, value) : uncached.value(execution, value, failure);
        } catch (StoreException e) {
            if (!execution.call().scope().settings().goesOnWithoutStore()) {
                throw e;
            }
            return uncached.value(execution, value, e);
        }
    }

    /** The caller sees the value when it is committed, not before. */
    private CompletableFuture<@Nullable Object> whenComplete(Execution execution, @Nullable Object returned)
            throws Throwable {
        if (!(returned instanceof CompletionStage<?> stage)) {
            InvalidStepException e = new InvalidStepException(
                    "Cannot commit %s: it returned null instead of a value to come. Return a completed stage."
                            .formatted(execution.call().call().step().shortForm()));
            fail(execution, e);
            throw e;
        }
        CompletableFuture<@Nullable Object> result = new CompletableFuture<>();
        lifetime.promise(result, execution.call().invocation());
        stage.whenComplete((value, failure) -> {
            try {
                if (failure != null) {
                    fail(execution, failure);
                    throw failure;
                }
                result.complete(commit(execution, value));
            } catch (Throwable t) {
                result.completeExceptionally(t);
            }
        });
        return result;
    }

    /** An execution that failed; see {@link FreshStack} for why this is a class. */
    private record Failed(Running running, Execution execution, Throwable failure) implements Runnable {

        @Override
        public void run() {
            running.tell(execution, failure);
        }
    }

    private void fail(Execution execution, Throwable failure) {
        Runnable failed = new Failed(this, execution, failure);
        if (failure instanceof StackOverflowError) {
            FreshStack.run(failed);
        } else {
            failed.run();
        }
    }

    private void tell(Execution execution, Throwable failure) {
        KeyedCall call = execution.call();
        execution.passCallsOn();
        if (!execution.attempt().mayBePublished()) {
            leaveNote(execution, failure);
            execution.attempt().fail(execution.origin());
            execution.attempt().stage().ifPresent(stage -> failed.put(call.flightKey(), stage));
        }
        listener.on(new CacheEvent.StepFailed(call.invocation(), failure, call.ended()));
    }

    /** In a closed tree no directory is made any more. */
    private void leaveNote(Execution execution, Throwable failure) {
        if (!lifetime.isOver()) {
            new FailureNote(execution.call(), failure).write(execution.attempt());
        }
    }
}
