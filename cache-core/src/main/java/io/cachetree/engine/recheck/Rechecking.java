package io.cachetree.engine.recheck;

import io.cachetree.engine.call.Flight;
import io.cachetree.engine.call.KeyedCall;
import io.cachetree.engine.call.RunningStep;
import io.cachetree.engine.call.Scope;
import io.cachetree.engine.files.Attempt;
import io.cachetree.engine.keying.UnchangedInputs;
import io.cachetree.entry.EntryRecord;
import io.cachetree.event.CacheEvent;
import io.cachetree.event.CacheListener;
import io.cachetree.store.Store;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Computes a share of the hits again, in scratch space that is thrown away, and reports steps whose result differs from
 * the committed one: they are no pure functions of their inputs.
 *
 * <ul>
 *   <li>Whatever comes of it, the caller gets the committed value.
 *   <li>The steps that the body calls are steps as ever: they are read, and computed again if the sample takes them, too.
 *   <li>No flight is made for it, so that nobody waits for it, and an equal call in the meantime is a hit.
 *   <li>Asynchronous steps are left out: who calls them does not wait, and the tree may be closed before they are done.
 * </ul>
 *
 * <p>Thread safety: any number of threads.
 */
public final class Rechecking {

    private static final Logger log = LoggerFactory.getLogger(Rechecking.class);

    private final Store store;
    private final UnchangedInputs inputs;
    private final CacheListener listener;

    /** Creates what rechecks the entries of a store. */
    public Rechecking(Store store, UnchangedInputs inputs, CacheListener listener) {
        this.store = store;
        this.inputs = inputs;
        this.listener = listener;
    }

    /** Takes note of a hit before the caller gets it. */
    public void hit(KeyedCall call, EntryRecord record) {
        if (!call.call().isAsync()
                && isOfTodaysCode(call, record)
                && call.scope().settings().takesForRecheck(call.flightKey())) {
            recheck(call, record);
        }
    }

    /** What other code computed may differ, and says nothing of how pure the step is. */
    private static boolean isOfTodaysCode(KeyedCall call, EntryRecord record) {
        return call.isOfToday(record.step(), record.code().digest());
    }

    private void recheck(KeyedCall call, EntryRecord record) {
        listener.on(new CacheEvent.StepRechecking(
                call.invocation(), call.scope().settings().recheck()));
        long start = System.nanoTime();
        try (Store scratch = Store.memory()) {
            Optional<String> difference = difference(call, record, scratch);
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            listener.on(difference
                    .<CacheEvent>map(first -> new CacheEvent.StepDiffers(call.invocation(), first, took))
                    .orElseGet(() -> new CacheEvent.StepConfirmed(call.invocation(), took)));
        } catch (IOException | RuntimeException | StackOverflowError e) {
            log.warn("{} could not be rechecked: {}", call.invocation().node(), e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<String> difference(KeyedCall call, EntryRecord record, Store scratch)
            throws IOException, InterruptedException {
        Attempt attempt = new Attempt(scratch, call);
        try {
            @Nullable Object value = run(call, attempt);
            Optional<String> changed = inputs.change(call);
            return changed.isPresent() ? changed : new Recomputed(call, attempt).difference(value, store, record);
        } catch (Failed failed) {
            return Optional.of("it threw " + firstLine(failed.thrown));
        } finally {
            attempt.discard();
        }
    }

    private static @Nullable Object run(KeyedCall call, Attempt attempt) throws InterruptedException, Failed {
        RunningStep step = new RunningStep(call.call().step(), call.invocation().id(), new Flight(), attempt);
        Scope inner = call.scope().enter(call.invocation().node(), step);
        try (Scope.Binding binding = Scope.bind(inner)) {
            return call.call().run(attempt);
        } catch (InterruptedException e) {
            throw e;
        } catch (Throwable t) {
            throw new Failed(t);
        }
    }

    /** A report has a line for each step. */
    private static String firstLine(Throwable thrown) {
        return thrown.toString().lines().findFirst().orElseGet(thrown.getClass()::getName);
    }

    /** What the body threw, apart from what we throw ourselves. */
    private static final class Failed extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient Throwable thrown;

        Failed(Throwable thrown) {
            super(thrown);
            this.thrown = thrown;
        }
    }
}
