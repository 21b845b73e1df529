package io.cachetree.engine;

import io.cachetree.entry.CalledStep;
import io.cachetree.key.StepId;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A step whose body is running, as those see it that are called within.
 *
 * @param id the step
 * @param invocation the number of the call
 * @param flight the flight that runs it
 * @param workspace where it writes; {@code null} within a step that is skipped
 * @param calls the steps that it called so far, directly or further below
 */
record RunningStep(
        StepId id, long invocation, Flight flight, @Nullable Workspace workspace, Set<CalledStep> calls) {

    RunningStep(StepId id, long invocation, Flight flight, Workspace workspace) {
        this(id, invocation, flight, workspace, ConcurrentHashMap.newKeySet());
    }

    RunningStep withoutWorkspace() {
        return new RunningStep(id, invocation, flight, null, calls);
    }

    List<CalledStep> callsInOrder() {
        return calls.stream()
                .sorted(Comparator.comparing(call -> call.step().toString()))
                .toList();
    }
}
