package io.cachetree.ways;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** It does not matter to a step in which way it is intercepted. */
class WaysAgreeTest {

    @TempDir
    private Path temp;

    @Test
    void treeOfOneWayIsReadByAllOthers() throws Exception {
        Program program = new Program(temp);
        String tree = temp.resolve("tree").toString();

        assertThat(last(program.run(PipelineProgram.class, Way.GUICE, tree))).isEqualTo("22, 4 steps ran");
        for (Way way : Way.values()) {
            assertThat(last(program.run(PipelineProgram.class, way, tree)))
                    .as(way.title())
                    .isEqualTo("22, 0 steps ran");
        }
    }

    @ParameterizedTest
    @EnumSource
    void anotherImplementationRunsTheStepAgain(Way way) throws Exception {
        assertThat(segmented(new Program(temp), way, "new"))
                .containsExactly(
                        "ran segment: never ran",
                        "result 2",
                        "ran segment: Segmentation.service …thresholder=Otsu… -> …thresholder=Triangle…",
                        "ran segment/level: never ran",
                        "result 3");
    }

    @Test
    void itDoesNotMatterInWhichWayAnImplementationWasMade() throws Exception {
        Program program = new Program(temp);
        segmented(program, Way.GUICE, "tree");
        for (Way way : Way.values()) {
            assertThat(segmented(program, way, "tree")).as(way.title()).containsExactly("result 2", "result 3");
        }
    }

    private List<String> segmented(Program program, Way way, String tree) throws Exception {
        return program.run(ServiceProgram.class, way, temp.resolve(tree).toString())
                .lines()
                .filter(line -> line.matches("(ran|result) .*"))
                .toList();
    }

    @Test
    void jarCanBringTheAgentWithIt() throws Exception {
        assertThat(new Program(temp).runFromJar(KindProgram.class, Way.AGENT))
                .contains("PRIVATE=STEP", "STATIC=STEP", "RECORD=STEP")
                .doesNotContain("A Java agent has been loaded");
    }

    @Test
    void agentSaysNothingAndTheJvmDoesNotWarn() throws Exception {
        assertThat(new Program(temp).run(PipelineProgram.class, Way.AGENT, "memory:"))
                .doesNotContain("WARNING", "Cannot weave")
                .endsWith("22, 4 steps ran%n".formatted());
    }

    @Test
    void agentNamesClassesThatItCameTooLateFor() throws Exception {
        assertThat(new Program(temp).runAfter(EarlyAgent.class, PipelineProgram.class, "AGENT", "memory:"))
                .contains(
                        "Cannot weave the steps of \"io.cachetree.ways.Pipeline\": it was loaded before the agent. Start"
                                + " the agent by -javaagent, before other agents.");
    }

    @Test
    void agentSaysOnlyWhatItKnowsOfAClassWhoseSuperclassItCannotSee() throws Exception {
        assertThat(new Program(temp)
                        .run(MadeUpSuperclassProgram.class, Way.AGENT)
                        .lines())
                .filteredOn(line -> line.contains("org.lab"))
                .contains(
                        "Cannot see whether \"org.lab.Without\" has steps: \"org.lab.Above\" was not found. If it has, weave"
                                + " it while it is built.",
                        "loaded org.lab.Without")
                .noneMatch(line -> line.startsWith("Cannot weave the steps of \"org.lab.Without\""));
    }

    @Test
    void guiceMakesObjectsOfWovenClassesAndCountsTheirStepsInItsTree() throws Exception {
        assertThat(new Program(temp).run(GuiceOnWovenProgram.class, Way.WOVEN).lines())
                .filteredOn(line -> line.endsWith("steps ran"))
                .containsExactly("injected: 4 steps ran", "again: 0 steps ran", "in another tree: 4 steps ran");
    }

    @ParameterizedTest
    @EnumSource
    void whatAStepThrowsShowsTheStepsAndHardlyMore(Way way) throws Exception {
        List<String> trace = new Program(temp)
                .run(FailingProgram.class, way)
                .lines()
                .filter(line -> line.startsWith("at "))
                .toList();

        List<String> steps = new ArrayList<>();
        int between = 0;
        for (String frame : trace) {
            if (frame.contains("(Pipeline.java:")) {
                steps.add(frame.replaceAll(".*ways[.]Pipeline[.]([a-z]+).*", "$1"));
                between = 0;
            } else if (!frame.contains("FailingProgram")) {
                between++;
            }
            assertThat(between).as("frames of ours in a row in %s", trace).isLessThanOrEqualTo(2);
        }
        assertThat(steps).containsExactly("load", "smooth", "segment", "measure");
        assertThat(trace).noneMatch(frame -> frame.contains("io.cachetree.engine"));
    }

    private static String last(String printed) {
        return printed.lines().reduce("", (before, line) -> line);
    }
}
