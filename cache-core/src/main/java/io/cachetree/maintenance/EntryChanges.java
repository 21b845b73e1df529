package io.cachetree.maintenance;

import io.cachetree.entry.CalledStep;
import io.cachetree.entry.EntryRecord;
import io.cachetree.key.CodeDigest;
import io.cachetree.key.StepCode;
import io.cachetree.maintenance.reading.TreeReader;
import io.cachetree.tree.CodeChange;
import io.cachetree.tree.MissReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What sets an entry apart from an earlier one of its step: its inputs, its code down to the method, and the code of the steps
 * that it called.
 *
 * <p>Which methods of a called step changed is known as long as entries of both codes stand in its node. Thread safety: any
 * number of threads.
 */
public final class EntryChanges {

    private final TreeReader reader;

    private EntryChanges(TreeReader reader) {
        this.reader = reader;
    }

    /** Compares entries of a tree. */
    public static EntryChanges in(TreeReader reader) {
        return new EntryChanges(reader);
    }

    /**
     * Returns what is not as it was before; nothing if the entries are of different steps, or differ in nothing of that.
     *
     * @throws io.cachetree.store.StoreException if the storage does not answer
     */
    public List<MissReason> between(EntryRecord before, EntryRecord now) {
        List<MissReason> changes = new ArrayList<>(now.content().differencesFrom(before.content()));
        for (CalledStep call : now.calls()) {
            before.calls().stream()
                    .filter(then ->
                            then.step().equals(call.step()) && !then.code().equals(call.code()))
                    .findFirst()
                    .ifPresent(then -> changes.add(change(then, call)));
        }
        return changes;
    }

    private MissReason change(CalledStep before, CalledStep now) {
        Optional<StepCode> codeBefore = code(before);
        List<CodeChange> changes = codeBefore.isEmpty()
                ? List.of()
                : code(now).map(code -> code.changesSince(codeBefore.get())).orElse(List.of());
        return new MissReason.ChildCodeChanged(
                now.step().shortForm(), now.node().toString(), changes);
    }

    private Optional<StepCode> code(CalledStep call) {
        CodeDigest digest = call.code();
        return reader.files(call.node()).stream()
                .flatMap(file -> reader.record(call.node(), file).stream())
                .flatMap(found -> found.record().stream())
                .filter(record -> record.step().equals(call.step()))
                .map(EntryRecord::code)
                .filter(code -> code.digest().equals(digest))
                .findFirst();
    }
}
