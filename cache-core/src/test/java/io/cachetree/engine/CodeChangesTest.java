package io.cachetree.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.CacheTree;
import io.cachetree.event.CacheEvent.CodeDiffers;
import io.cachetree.tree.CacheOptions;
import io.cachetree.tree.OnCodeChange;
import io.cachetree.tree.Reuse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a change of code does. */
class CodeChangesTest {

    private static final CacheOptions WARN = CacheOptions.of(OnCodeChange.WARN);
    private static final CacheOptions IGNORE = CacheOptions.of(OnCodeChange.IGNORE);

    @TempDir
    Path root;

    private MadeUpSteps steps;

    @BeforeEach
    void make() {
        steps = new MadeUpSteps(root);
    }

    @Test
    void changedCodeIsComputedAgainAndTheChangedMethodsAreNamed() throws Throwable {
        steps.code("smooth", "org.lab.Otsu level 1", "org.lab.Otsu bins 1", "org.lab.Io close 1");
        steps.run("smooth", 7);
        steps.code("smooth", "org.lab.Otsu level 2", "org.lab.Otsu bins 1", "org.lab.Io open 1");

        steps.run("smooth", 7);

        assertThat(steps.ran).containsExactly("smooth", "smooth");
        assertThat(steps.reasons())
                .containsExactly("never ran", "code changed: Otsu.level, Io.open (new), Io.close (gone)");
    }

    @Test
    void oneChangedMethodIsNamedByItself() throws Throwable {
        steps.code("smooth", "org.lab.Otsu level 1", "org.lab.Otsu bins 1");
        steps.run("smooth", 7);
        steps.code("smooth", "org.lab.Otsu level 2", "org.lab.Otsu bins 1");
        steps.run("smooth", 7);

        assertThat(steps.reasons()).containsExactly("never ran", "code of Otsu.level changed");
    }

    @Test
    void warnReadsTheResultOfOtherCodeAndSaysSoOnEveryRun() throws Throwable {
        steps.run("smooth", 7);
        steps.code("smooth", "Lab smooth 2");

        assertThat(steps.run(WARN, "smooth", 7)).isEqualTo(8);
        assertThat(steps.run(WARN, "smooth", 7)).isEqualTo(8);

        assertThat(steps.ran).containsExactly("smooth");
        assertThat(steps.events)
                .filteredOn(CodeDiffers.class::isInstance)
                .extracting(event -> ((CodeDiffers) event).change().text())
                .containsExactly("code of Lab.smooth changed", "code of Lab.smooth changed");
    }

    @Test
    void warnNamesTheStepBelowWhoseCodeChanged() throws Throwable {
        steps.run("measure", 7, 1);
        steps.code("split", "Lab split 2");

        steps.run(WARN, "measure", 7, 1);

        assertThat(steps.events)
                .filteredOn(CodeDiffers.class::isInstance)
                .extracting(event -> ((CodeDiffers) event).change().text())
                .containsExactly("code of measure/segment/split, which it calls, changed: Lab.split");
    }

    @Test
    void ignoreReadsTheResultOfOtherCodeInSilence() throws Throwable {
        steps.run("measure", 7, 1);
        steps.code("measure", "Lab measure 2");
        steps.code("split", "Lab split 2");
        steps.ran.clear();

        steps.run(IGNORE, "measure", 7, 1);

        assertThat(steps.ran).isEmpty();
        assertThat(steps.events).noneMatch(CodeDiffers.class::isInstance);
    }

    @Test
    void otherInputsAreComputedUnderAnyPolicy() throws Throwable {
        steps.run("smooth", 7);
        steps.code("smooth", "Lab smooth 2");

        steps.run(IGNORE, "smooth", 8);

        assertThat(steps.ran).containsExactly("smooth", "smooth");
    }

    @Test
    void aVersionThatTheAuthorChangedCountsUnderAnyPolicy() throws Throwable {
        steps.version("smooth", "1");
        steps.run("smooth", 7);
        steps.version("smooth", "2");

        steps.run(IGNORE, "smooth", 7);

        assertThat(steps.reasons()).containsExactly("never ran", "version \"1\" -> \"2\"");
    }

    @Test
    void aVersionBelowThatTheAuthorChangedCountsUnderAnyPolicy() throws Throwable {
        steps.version("split", "1");
        steps.run("measure", 7, 1);
        steps.version("split", "2");
        steps.ran.clear();

        steps.run(IGNORE, "measure", 7, 1);

        assertThat(steps.ran).containsExactly("measure", "segment", "split");
    }

    @Test
    void aStepBelowWithOtherCodeIsNamedByItsPathAndMethod() throws Throwable {
        steps.run("measure", 7, 1);
        steps.code("segment", "Lab segment 2");
        steps.events.clear();

        steps.run("measure", 7, 1);

        assertThat(steps.reasons())
                .containsExactly(
                        "code of measure/segment, which it calls, changed: Lab.segment", "code of Lab.segment changed");
    }

    @Test
    void aStepThatIsComputedAgainToAnEqualResultLeavesWhatComesAfterItValid() throws Throwable {
        steps.run("measure", 7, 1);
        steps.code("smooth", "Lab smooth 2");
        steps.ran.clear();

        steps.run("measure", 7, 1);

        assertThat(steps.ran).containsExactly("measure", "smooth");
    }

    @Test
    void aStepThatIsComputedAgainToAnotherResultTakesWhatComesAfterItAlong() throws Throwable {
        steps.run("measure", 7, 1);
        steps.code("smooth", "Lab smooth 2");
        steps.smoothAdds = 2;
        steps.ran.clear();

        steps.run("measure", 7, 1);

        assertThat(steps.ran).containsExactly("measure", "smooth", "segment", "split", "count");
    }

    @Test
    void aParentThatReadTheResultOfOtherCodeIsComputedAgainWhenThatCountsNoMore() throws Throwable {
        steps.run("measure", 7, 1);
        steps.code("measure", "Lab measure 2");
        steps.code("smooth", "Lab smooth 2");
        steps.run(WARN.with(Reuse.REFRESH_STEP), "measure", 7, 1);
        steps.ran.clear();

        steps.run("measure", 7, 1);

        assertThat(steps.ran).containsExactly("measure", "smooth");
    }

    @Test
    void aRecordKeepsThePartsOfTheCode() throws Throwable {
        steps.code("smooth", "org.lab.Otsu level 1", "org.lab.Otsu a%b 2");
        steps.run("smooth", 7);

        assertThat(record()).contains("\"org.lab.Otsu\" : \"level 1 a%25b 2\"");
    }

    private String record() throws IOException {
        try (Stream<Path> files = Files.list(root.resolve("smooth"))) {
            Path record = files.filter(file -> file.toString().endsWith(".json"))
                    .findFirst()
                    .orElseThrow();
            return Files.readString(record);
        }
    }

    @Test
    void aStepBelowWhoseCodeIsNotFoundLeavesItsCallerValid() throws Throwable {
        steps.forget("split");
        steps.run("measure", 7, 1);
        steps.ran.clear();

        steps.run("measure", 7, 1);

        assertThat(steps.ran).isEmpty();
    }

    @Test
    void aStepBelowWhoseCodeWasFoundAndIsNotNowCountsAsChanged() throws Throwable {
        steps.run("measure", 7, 1);
        steps.forget("count");
        steps.ran.clear();

        steps.run("measure", 7, 1);

        assertThat(steps.ran).containsExactly("measure", "count");
    }

    @Test
    void aStepThatIgnoresItsCodeLeavesItsCallerValid() throws Throwable {
        steps.policy("segment", OnCodeChange.IGNORE);
        steps.run("measure", 7, 1);
        steps.code("segment", "Lab segment 2");
        steps.code("split", "Lab split 2");
        steps.ran.clear();

        steps.run("measure", 7, 1);

        assertThat(steps.ran).isEmpty();
    }

    @Test
    void aStepThatWarnsOfItsCodeLeavesItsCallerValidWithAWarningOnEveryRun() throws Throwable {
        steps.policy("segment", OnCodeChange.WARN);
        steps.run("measure", 7, 1);
        steps.code("segment", "Lab segment 2");
        steps.ran.clear();

        steps.run("measure", 7, 1);
        steps.run("measure", 7, 1);

        assertThat(steps.ran).isEmpty();
        assertThat(steps.events)
                .filteredOn(CodeDiffers.class::isInstance)
                .extracting(event -> ((CodeDiffers) event).change().text())
                .containsOnly("code of measure/segment, which it calls, changed: Lab.segment")
                .hasSize(2);
    }

    @Test
    void resultsOfAnEarlierFormAreFoundHoweverManyOfTodaysFormAreCommittedBefore() throws Throwable {
        steps.run("smooth", 7);
        steps.newForm("smooth");

        try (CacheTree tree = steps.open(CacheOptions.INHERITED)) {
            tree.call(() -> {
                for (int scan = 100; scan < 140; scan++) {
                    steps.call("smooth", scan);
                }
                steps.ran.clear();
                return steps.call("smooth", 7);
            });
        }

        assertThat(steps.ran).isEmpty();
    }

    @Test
    void anEarlierFormOfTheSameCodeIsNoChangeToSpeakOf() throws Throwable {
        steps.run("smooth", 7);
        steps.newForm("smooth");
        steps.run("smooth", 8);

        assertThat(steps.reasons()).containsExactly("never ran", "scan 7 -> 8");
    }
}
