package io.cachetree.entry;

import io.cachetree.key.CacheKey;
import io.cachetree.key.KeyContent;
import io.cachetree.key.KeyPart;
import io.cachetree.key.StepCode;
import io.cachetree.key.StepId;
import io.cachetree.store.StoredFile;
import io.cachetree.tree.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The record of a committed entry. It is the only thing that makes an entry count.
 *
 * @param node the path of the node it was committed to, for people; a tree can be moved
 * @param key the whole key, of which the file's name shows a short form
 * @param content what the key is made of
 * @param calls the steps below, with their code, in the order of their first calls
 * @param reason why the step ran, in words
 * @param origin who computed it, when and where
 * @param inSteps for how long the steps below ran meanwhile, those side by side added up
 * @param acceptances by whose word it counts for other code than it was computed by, the oldest first
 * @param attempt the name of the attempt, which nobody else has
 * @param hasFiles whether the attempt made a directory
 * @param codec the codec that wrote the result
 * @param result the JSON that the codec gave, as it stands in the record; {@code null} if it gave none, or if it stands
 *     in a file of its own
 * @param outputs the files of the entry
 */
@SuppressWarnings("ArrayRecordComponent") // Records are not compared, and a result of 64 KiB is not copied.
public record EntryRecord(
        String node,
        CacheKey key,
        KeyContent content,
        List<CalledStep> calls,
        String reason,
        Origin origin,
        Duration inSteps,
        List<Acceptance> acceptances,
        String attempt,
        HasFiles hasFiles,
        String codec,
        byte @Nullable [] result,
        List<StoredFile> outputs) {

    /** Whether an entry has a directory. */
    public enum HasFiles {
        /** It has one. */
        YES,
        /** All of it stands in the record. */
        NO
    }

    /** Copies the lists. */
    public EntryRecord {
        calls = List.copyOf(calls);
        acceptances = List.copyOf(acceptances);
        outputs = List.copyOf(outputs);
    }

    /** Returns the step that was called. */
    public StepId step() {
        return content.step();
    }

    /** Returns what entered the key beside the step and its code. */
    public List<KeyPart> inputs() {
        return content.inputs();
    }

    /** Returns the code that computed it. */
    public StepCode code() {
        return content.code();
    }

    /** Returns the record under which the entry counts for other code, too. */
    public EntryRecord accepted(StepCode code, List<CalledStep> callsNow, Acceptance acceptance) {
        KeyContent now = content.with(code);
        return new EntryRecord(
                node,
                now.key(),
                now,
                callsNow,
                reason,
                origin,
                inSteps,
                Stream.concat(acceptances.stream(), Stream.of(acceptance)).toList(),
                attempt,
                hasFiles,
                codec,
                result,
                outputs);
    }

    /** Returns the record of the same entry whose files stand in the directory of another attempt. */
    public EntryRecord withAttempt(String other) {
        return new EntryRecord(
                node,
                key,
                content,
                calls,
                reason,
                origin,
                inSteps,
                acceptances,
                other,
                hasFiles,
                codec,
                result,
                outputs);
    }

    /** Returns since when the entry counts for the code that the record names. */
    public Instant since() {
        return acceptances.isEmpty()
                ? origin.finished()
                : acceptances.get(acceptances.size() - 1).at();
    }

    /** Returns how many bytes the entry holds: its files, and the result in the record. */
    public long size() {
        byte[] inRecord = result;
        long size = inRecord == null ? 0 : inRecord.length;
        for (StoredFile file : outputs) {
            size += file.size();
        }
        return size;
    }

    /** Returns the name of the entry's directory within its node, if it has one. */
    public Optional<String> directory() {
        return hasFiles == HasFiles.YES ? Optional.of(attempt) : Optional.empty();
    }
}
