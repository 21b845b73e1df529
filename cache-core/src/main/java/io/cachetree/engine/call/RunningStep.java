package io.cachetree.engine.call;

import io.cachetree.entry.CalledStep;
import io.cachetree.entry.EntryRecord;
import io.cachetree.key.CodeDigest;
import io.cachetree.key.StepId;
import io.cachetree.tree.NodePath;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * A step whose body is running, as those see it that are called within.
 *
 * @param id the step
 * @param invocation the number of the call
 * @param flight the flight that runs it
 * @param workspace where it writes; {@code null} within a step that is skipped
 * @param calls the steps that it called so far
 * @param inSteps the nanoseconds that they took
 */
public record RunningStep(
        StepId id,
        long invocation,
        Flight flight,
        @Nullable Workspace workspace,
        CalledSteps calls,
        LongAdder inSteps) {

    /** Creates a step that has called nothing so far, but what its flight has. */
    public RunningStep(StepId id, long invocation, Flight flight, Workspace workspace) {
        this(id, invocation, flight, workspace, flight.calls(), new LongAdder());
    }

    RunningStep withoutWorkspace() {
        return new RunningStep(id, invocation, flight, null, calls, inSteps);
    }

    /** Takes note of a call: whatever comes of it, this step depends on the code of the called one. */
    public void called(StepCall call, NodePath node, CodeDigest code) {
        calls.add(new CalledStep(call.step(), node, code, 1, call.onCodeChange()));
    }

    /** Takes note of an entry that a call found, which other code may have computed than that of today. */
    public void used(KeyedCall call, EntryRecord record) {
        calls.add(new CalledStep(
                record.step(),
                call.invocation().node(),
                record.code().digest(),
                0,
                call.call().onCodeChange()));
        calls.addBelow(call.call(), record.calls());
    }

    /** Takes note of what a flight called that failed: this step may go on without its result. */
    public void usedFailureOf(Flight other) {
        calls.addAll(other.calls().inOrder());
    }
}
