package io.cachetree.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.benchmarks.woven.WovenSteps;
import io.cachetree.intercept.woven.WovenStep;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs everything once, so that no benchmark breaks unseen; how long it takes is no matter here. */
@Tag("once")
class BenchmarksTest {

    @Test
    void everyMethodRuns() throws RunnerException {
        Options once = new OptionsBuilder()
                .forks(0)
                .mode(Mode.SingleShotTime)
                .warmupIterations(0)
                .measurementIterations(1)
                .param("megabytes", "1")
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .build();

        Collection<RunResult> results = new Runner(once).run();

        assertThat(results).extracting(RunResult::getPrimaryResult).hasSizeGreaterThanOrEqualTo(10);
    }

    @Test
    void commitsAndSiblingsRun() throws Exception {
        try (Workbench workbench = new Workbench()) {
            List<Row> commits = Commits.rows(workbench, 20);
            List<Row> siblings = Siblings.rows(workbench, 1, 10);

            assertThat(commits).hasSize(5);
            assertThat(siblings).hasSize(2);
        }
    }

    @Test
    void parentsAndCodeDigestsAndFirstCallsRun() throws Exception {
        try (Workbench workbench = new Workbench()) {
            Row parent = Siblings.parent(workbench, 10, 5);
            List<Row> code = CodeDigests.rows(workbench, 2);
            List<Row> first = Benchmarks.firstCall(1);

            assertThat(parent.target()).isEqualTo("<= 1.2");
            assertThat(code).hasSize(4);
            assertThat(first)
                    .hasSize(3)
                    .allSatisfy(row -> assertThat(row.ours().value()).isPositive());
        }
    }

    @Test
    void rowSaysWhetherAPromisedSpeedIsReached() {
        Figure baseline = new Figure(100, "MB/s");

        assertThat(Row.speedup("image written", new Figure(170, "MB/s"), baseline, 1.7))
                .hasToString("| image written | 170.0 MB/s | 100.0 MB/s | 1.70 | >= 1.7 | yes |");
        assertThat(Row.speedup("image written", new Figure(169, "MB/s"), baseline, 1.7)
                        .ok())
                .isEqualTo("no");
    }

    @Test
    void onlyTheStepsToBeWovenAreWoven() {
        assertThat(WovenStep.isWoven(WovenSteps.class)).isTrue();
        assertThat(WovenStep.isWoven(Steps.class)).isFalse();
    }

    @Test
    void rowSaysWhetherItsPromiseIsKept() {
        Figure baseline = new Figure(10, "us");

        assertThat(Row.ratio("hit", new Figure(25, "us"), baseline, 2.5))
                .hasToString("| hit | 25.0 us | 10.0 us | 2.50 | <= 2.5 | yes |");
        assertThat(Row.atMost("code", new Figure(25, "us"), baseline, 25).ok()).isEqualTo("yes");
        assertThat(Row.atMost("code", new Figure(26, "us"), baseline, 25))
                .hasToString("| code | 26.0 us | 10.0 us | 2.60 | <= 25.0 us | no |");
        assertThat(Row.ratio("hit", new Figure(26, "us"), baseline, 2.5).ok()).isEqualTo("no");
        assertThat(Row.difference("call", new Figure(12, "us"), baseline, 1))
                .hasToString("| call | 12.0 us | 10.0 us | +2.00 us | <= +1.0 us | no |");
    }
}
