package io.cachetree.engine;

import io.cachetree.entry.CalledStep;
import io.cachetree.key.StepId;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A step whose body is running, as those see it that are called within.
 *
 * @param id the step
 * @param invocation the number of the call
 * @param flight the flight that runs it
 * @param workspace where it writes
 * @param calls the steps that it called so far, directly or further below
 */
record RunningStep(StepId id, long invocation, Flight flight, Workspace workspace, Set<CalledStep> calls) {

    RunningStep(StepId id, long invocation, Flight flight, Workspace workspace) {
        this(id, invocation, flight, workspace, ConcurrentHashMap.newKeySet());
    }

    List<CalledStep> callsInOrder() {
        return calls.stream()
                .sorted(Comparator.comparing(call -> call.step().toString()))
                .toList();
    }
}
