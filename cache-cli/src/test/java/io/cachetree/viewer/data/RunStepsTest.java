package io.cachetree.viewer.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.cli.CellDensity;
import io.cachetree.cli.place.Place;
import io.cachetree.entry.EntryRecord;
import io.cachetree.key.StepId;
import io.cachetree.tree.NodePath;
import io.cachetree.tree.Origin;
import io.cachetree.viewer.data.Timeline.Found;
import io.cachetree.viewer.data.TimelineDocument.Step;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs whose times are made up. */
class RunStepsTest {

    private static final NodePath TOP = NodePath.parse("measure");
    private static final Instant BEGIN = Instant.parse("2026-01-01T12:00:00Z");

    @TempDir
    Path tree;

    private static Origin origin(int from, int to) {
        return new Origin(BEGIN.plusMillis(from), Duration.ofMillis(to - from), "host", 7, "user", "17");
    }

    private static Found found(String name, int from, int to) {
        StepId step = new StepId("org.lab.CellDensity", name, "()V");
        return new Found(TOP.child(name), "0123456789ab", step, origin(from, to), 0);
    }

    private List<Step> steps(Origin run, List<Found> computed, List<Found> read) {
        CellDensity.run(tree, 0.4);
        EntryRecord record = Place.ofNode(tree.toString(), Path.of(""))
                .tree()
                .entries(TOP)
                .get(0)
                .record()
                .orElseThrow();
        return new RunSteps(run, computed, read).run(TOP, record).steps();
    }

    @Test
    void aRunWaitsForEachOfItsStepsThatRanOneAfterAnotherAndForNoneThatItRead() {
        List<Found> computed = List.of(
                found("segment", 10, 300),
                found("table", 301, 350),
                found("beside", 320, 340),
                found("plot", 350, 360),
                found("notes", 400, 900));

        List<Step> steps = steps(origin(0, 1000), computed, List.of(found("field", -500, -400)));

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
}
