package io.cachetree.viewer.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.key.StepId;
import io.cachetree.tree.NodePath;
import io.cachetree.tree.Origin;
import io.cachetree.viewer.data.Found.State;
import io.cachetree.viewer.data.TimelineDocument.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Runs whose times are made up. */
class RunStepsTest {

    private static final NodePath TOP = NodePath.parse("measure");
    private static final Instant BEGIN = Instant.parse("2026-01-01T12:00:00Z");

    private static Origin origin(int from, int to) {
        return new Origin(BEGIN.plusMillis(from), Duration.ofMillis(to - from), "host", 7, "user", "17");
    }

    private static Found found(String name, int from, int to) {
        StepId step = new StepId("org.lab.CellDensity", name, "()V");
        return new Found(
                TOP.child(name),
                "0123456789ab",
                Optional.of(step),
                origin(from, to),
                State.COMPUTED,
                OptionalDouble.of(0));
    }

    private static Found begun(String name, int from, State state) {
        return Found.notCommitted(TOP.child(name), "0123456789ac", origin(from, from), state);
    }

    private static List<Step> steps(Origin origin, State state, List<Found> begun, List<Found> read) {
        return new RunSteps(Found.notCommitted(TOP, "0123456789ad", origin, state), begun, read)
                .run(Optional.empty())
                .steps();
    }

    @Test
    void aRunWaitsForEachOfItsStepsThatRanOneAfterAnotherAndForNoneThatItRead() {
        List<Found> computed = List.of(
                found("segment", 10, 300),
                found("table", 301, 350),
                found("beside", 320, 340),
                found("plot", 350, 360),
                found("notes", 400, 900));

        List<Step> steps = steps(origin(0, 1000), State.COMPUTED, computed, List.of(found("field", -500, -400)));

        assertThat(steps)
                .extracting(step -> step.node() + " " + step.state())
                .containsExactly(
                        "measure/segment computed",
                        "measure/table computed",
                        "measure/beside computed",
                        "measure/plot computed",
                        "measure/notes computed",
                        "measure/field read");
        assertThat(steps.stream().filter(Step::critical))
                .extracting(Step::node)
                .containsExactly("measure/segment", "measure/table", "measure/plot", "measure/notes");
    }

    @Test
    void aRunThatFailedWaitedForWhatFailedAndNotForWhatWentOnBesideIt() {
        Found failed = Found.notCommitted(TOP.child("segment"), "0123456789ae", origin(300, 990), State.FAILED);
        List<Found> begun = List.of(found("scan", 10, 300), begun("beside", 20, State.RUNNING), failed);

        List<Step> steps = steps(origin(0, 1000), State.FAILED, begun, List.of());

        assertThat(steps)
                .extracting(step -> step.node() + " " + step.state() + " " + step.critical())
                .containsExactly(
                        "measure/scan computed true", "measure/beside running false", "measure/segment failed true");
        assertThat(steps).extracting(Step::seconds).containsExactly(0.29, 0.98, 0.69);
    }
}
