package io.cachetree.engine;

import io.cachetree.entry.EntryRecord;
import io.cachetree.key.CodeDigest;
import io.cachetree.key.KeyPart;
import io.cachetree.key.StepId;
import java.util.List;
import java.util.Optional;

/**
 * What is kept of an entry to compare later calls with.
 *
 * @param run the run of this process that committed it, if it was one
 */
record Precedent(StepId step, CodeDigest code, List<KeyPart> inputs, Optional<Scope.Run> run) {

    static Precedent of(EntryRecord record, Optional<Scope.Run> run) {
        return new Precedent(record.step(), record.code(), record.inputs(), run);
    }
}
