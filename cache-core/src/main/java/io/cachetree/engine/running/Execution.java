package io.cachetree.engine.running;

import io.cachetree.engine.call.KeyedCall;
import io.cachetree.engine.call.RunningStep;
import io.cachetree.engine.files.Attempt;
import io.cachetree.entry.Entries.Vacancy;
import io.cachetree.store.ThisProcess;
import io.cachetree.tree.MissReason;
import io.cachetree.tree.Origin;
import java.time.Duration;
import java.time.Instant;

/**
 * The running of one body.
 *
 * @param call the call
 * @param step the step as those see it that it calls
 * @param attempt where it writes
 * @param reason why it runs
 * @param vacancy where its record can be published
 * @param started when it started
 * @param startNanos the same by {@link System#nanoTime()}
 */
record Execution(
        KeyedCall call,
        RunningStep step,
        Attempt attempt,
        MissReason reason,
        Vacancy vacancy,
        Instant started,
        long startNanos) {

    static Execution start(KeyedCall call, RunningStep step, Attempt attempt, MissReason reason, Vacancy vacancy) {
        return new Execution(call, step, attempt, reason, vacancy, Instant.now(), System.nanoTime());
    }

    Origin origin() {
        return ThisProcess.origin(started, Duration.ofNanos(System.nanoTime() - startNanos));
    }

    /** What was called below this step was called below its caller as well. */
    void passCallsOn() {
        call.scope()
                .step()
                .ifPresent(caller ->
                        caller.calls().addBelow(call.call(), step.calls().inOrder()));
    }
}
