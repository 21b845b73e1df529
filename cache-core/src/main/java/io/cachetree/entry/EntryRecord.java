package io.cachetree.entry;

import io.cachetree.key.CacheKey;
import io.cachetree.key.CodeDigest;
import io.cachetree.key.KeyPart;
import io.cachetree.key.StepId;
import io.cachetree.store.StoredFile;
import io.cachetree.tree.Origin;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The record of a committed entry. It is the only thing that makes an entry count.
 *
 * @param node the path of the node it was committed to, for people; a tree can be moved
 * @param step the step that was called
 * @param key the whole key, of which the file's name shows a short form
 * @param code the identity of the step's code
 * @param inputs what entered the key
 * @param calls the steps below, with their code
 * @param reason why the step ran, in words
 * @param origin who computed it, when and where
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
        StepId step,
        CacheKey key,
        CodeDigest code,
        List<KeyPart> inputs,
        List<CalledStep> calls,
        String reason,
        Origin origin,
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
        inputs = List.copyOf(inputs);
        calls = List.copyOf(calls);
        outputs = List.copyOf(outputs);
    }

    /** Returns the name of the entry's directory within its node, if it has one. */
    public Optional<String> directory() {
        return hasFiles == HasFiles.YES ? Optional.of(attempt) : Optional.empty();
    }
}
