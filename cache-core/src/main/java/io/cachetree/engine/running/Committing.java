package io.cachetree.engine.running;

import io.cachetree.engine.call.KeyedCall;
import io.cachetree.engine.files.Attempt;
import io.cachetree.engine.files.WrittenSource;
import io.cachetree.engine.lookup.EntryValues;
import io.cachetree.engine.lookup.Found;
import io.cachetree.engine.lookup.Precedents;
import io.cachetree.entry.Entries;
import io.cachetree.entry.Entries.Search;
import io.cachetree.entry.Entries.Vacancy;
import io.cachetree.entry.EntryMarks;
import io.cachetree.entry.EntryRecord;
import io.cachetree.event.CacheEvent;
import io.cachetree.event.CacheListener;
import io.cachetree.store.Stage;
import io.cachetree.store.Store;
import io.cachetree.store.StoreException;
import io.cachetree.store.StoredFile;
import io.cachetree.tree.InvalidStepException;
import io.cachetree.tree.Lookup;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes the result of a body a committed entry, in the order that keeps it whole: encode, seal, read back, flush and
 * publish. Who publishes first wins; who comes later drops his own and uses the winner's.
 */
public final class Committing {

    private final Entries entries;
    private final EntryValues values;
    private final Precedents precedents;
    private final CacheListener listener;
    private final EntryMarks marks;

    /** Creates what commits the results of one tree. */
    public Committing(Store store, Entries entries, EntryValues values, Precedents precedents, CacheListener listener) {
        this.entries = entries;
        this.values = values;
        this.precedents = precedents;
        this.listener = listener;
        this.marks = new EntryMarks(store);
    }

    /** Returns the committed value: what was read back, so that a first run and a later hit return equals. */
    @Nullable Object committed(Execution execution, @Nullable Object value) {
        KeyedCall call = execution.call();
        EntryRecord record = record(execution, encode(execution, value));
        Object readBack = readBack(execution);
        execution.passCallsOn();
        Stage stage = execution.attempt().stage().orElse(null);
        Vacancy vacancy = execution.vacancy();
        execution.attempt().publishing();
        while (!entries.publish(vacancy, record, stage, call.scope().settings().durability())) {
            Search<Found> search = entries.findAt(vacancy, each -> values.read(call, each));
            if (search.lookup() instanceof Lookup.Hit<Found> winner) {
                return adopted(execution, winner.value());
            }
            vacancy = search.vacancy();
        }
        marks.committed(call.invocation().node(), record, stage);
        execution.attempt().committed(record);
        published(call);
        listener.on(new CacheEvent.StepCommitted(call.invocation(), call.ended()));
        return readBack;
    }

    private @Nullable Object adopted(Execution execution, Found winner) {
        KeyedCall call = execution.call();
        execution.attempt().discard();
        call.scope().step().ifPresent(step -> step.used(call, winner.record()));
        published(call);
        listener.on(
                new CacheEvent.StepAdopted(call.invocation(), winner.record().origin(), call.ended()));
        return winner.value();
    }

    private void published(KeyedCall call) {
        call.scope().settings().ran(call.flightKey());
        precedents.add(call);
    }

    @SuppressWarnings("NullAway") // It does not see the nullness of type arguments when it runs on 17.
    private static byte @Nullable [] encode(Execution execution, @Nullable Object value) {
        KeyedCall call = execution.call();
        try {
            call.codec().encode(value, execution.attempt());
            return execution.attempt().jsonForRecord();
        } catch (FileAlreadyExistsException e) {
            throw new InvalidStepException(
                    """
                    Cannot commit %s at node "%s": the step wrote a file "%s", and its result takes that name. \
                    Give the file another name.""".formatted(
                                    call.call().step().shortForm(),
                                    call.invocation().node(),
                                    Path.of(e.getFile()).getFileName()),
                    e);
        } catch (IOException e) {
            throw notWritten(execution.attempt(), e);
        } catch (InvalidStepException e) {
            throw new InvalidStepException(
                    "Cannot commit %s at node \"%s\": %s"
                            .formatted(
                                    call.call().step().shortForm(),
                                    call.invocation().node(),
                                    e.getMessage()),
                    e);
        }
    }

    /** What is not whole is of no use to anybody, and the room that it takes may be all that is missing. */
    private static StoreException notWritten(Attempt attempt, IOException e) {
        StoreException failure = new StoreException("write the result of", attempt.where(), e);
        attempt.discardWhatCouldNotBeWritten();
        return failure;
    }

    private static EntryRecord record(Execution execution, byte @Nullable [] inRecord) {
        KeyedCall call = execution.call();
        List<StoredFile> outputs = execution.attempt().seal();
        return new EntryRecord(
                call.invocation().node().toString(),
                call.invocation().key(),
                call.content(),
                execution.step().calls().inOrder(),
                execution.reason().text(),
                execution.origin(),
                Duration.ofNanos(execution.step().inSteps().sum()),
                List.of(),
                execution.attempt().directoryName(),
                execution.attempt().stage().isPresent() ? EntryRecord.HasFiles.YES : EntryRecord.HasFiles.NO,
                call.codec().id(),
                inRecord,
                outputs);
    }

    private @Nullable Object readBack(Execution execution) {
        KeyedCall call = execution.call();
        try {
            return call.codec().decode(new WrittenSource(execution.attempt()));
        } catch (IOException e) {
            throw new InvalidStepException(
                    """
                    Cannot commit %s at node "%s": codec "%s" cannot read back what it wrote: %s. \
                    Nothing was committed; return a type that can be read back.""".formatted(
                                    call.call().step().shortForm(),
                                    call.invocation().node(),
                                    call.codec().id(),
                                    withoutStop(e.getMessage())),
                    e);
        }
    }

    private static String withoutStop(@Nullable String sentence) {
        return String.valueOf(sentence).replaceAll("[.]+$", "");
    }
}
