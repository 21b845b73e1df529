package io.cachetree.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.CacheTree;
import io.cachetree.entry.EntryRecord;
import io.cachetree.maintenance.AcceptReport;
import io.cachetree.tree.CacheOptions;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AcceptTest {

    @TempDir
    Path root;

    private MadeUpSteps steps;

    @BeforeEach
    void make() {
        steps = new MadeUpSteps(root);
    }

    @Test
    void acceptedEntriesAnswerCallsOfTodaysCode() throws Throwable {
        steps.run("measure", 7, 1);
        steps.run("measure", 8, 1);
        steps.code("measure", "Lab measure 2");
        steps.code("split", "Lab split 2");
        AcceptReport report = accept("measure");
        steps.ran.clear();

        steps.run("measure", 7, 1);
        steps.run("measure", 8, 1);

        assertThat(steps.ran).isEmpty();
        assertThat(report.left()).isEmpty();
        assertThat(report.accepted())
                .extracting(each -> each.node() + ": " + each.change().text())
                .containsOnly(
                        "measure: code of Lab.measure changed, code of measure/segment/split, which it calls, changed",
                        "measure/segment: code of measure/segment/split, which it calls, changed",
                        "measure/segment/split: code of Lab.split changed")
                .hasSize(6);
    }

    @Test
    void anEntryKeepsWhoAcceptedWhat() throws Throwable {
        steps.run("smooth", 7);
        steps.code("smooth", "Lab smooth 2");
        accept("");
        steps.code("smooth", "Lab smooth 3");
        accept("");

        try (CacheTree tree = steps.open(CacheOptions.INHERITED)) {
            EntryRecord newest = tree.explain("smooth").stream()
                    .map(explanation -> explanation.record())
                    .filter(record -> record.acceptances().size() == 2)
                    .findFirst()
                    .orElseThrow();
            assertThat(newest.acceptances())
                    .allSatisfy(
                            acceptance -> assertThat(acceptance.by()).startsWith(System.getProperty("user.name") + "@"))
                    .extracting(acceptance -> acceptance.changes().get(0))
                    .containsExactly("code of Lab.smooth changed", "code of Lab.smooth changed");
            assertThat(newest.reason()).isEqualTo("never ran");
        }
    }

    @Test
    void aStepThatTheNewCodeMayCallCountsFromThenOn() throws Throwable {
        steps.run("smooth", 7);
        steps.code("smooth", "Lab smooth 2");
        steps.mayCall("smooth", "split");
        steps.mayCall("split", "count");
        accept("");
        steps.ran.clear();
        steps.run("smooth", 7);
        assertThat(steps.ran).isEmpty();
        steps.code("count", "Lab count 2");

        steps.run("smooth", 7);

        assertThat(steps.ran).containsExactly("smooth");
        assertThat(steps.reasons()).last().isEqualTo("code of Cells.count, which it calls, changed");
    }

    @Test
    void acceptingTwiceChangesNothingMore() throws Throwable {
        steps.run("measure", 7, 1);
        steps.code("split", "Lab split 2");
        accept("");

        AcceptReport again = accept("");

        assertThat(again.accepted()).isEmpty();
        assertThat(again.left()).isEmpty();
    }

    @Test
    void resultsOfStillOlderCodeAreLeft() throws Throwable {
        steps.run("smooth", 7);
        steps.code("smooth", "Lab smooth 2");
        steps.run("smooth", 8);
        steps.code("smooth", "Lab smooth 3");

        AcceptReport report = accept("smooth");

        assertThat(report.accepted()).hasSize(1);
        assertThat(report.left())
                .extracting(AcceptReport.Left::why)
                .containsExactly("newer code computed other entries of Cells.smooth since");
        steps.ran.clear();
        steps.run("smooth", 8);
        assertThat(steps.ran).isEmpty();
        steps.run("smooth", 7);
        assertThat(steps.ran).containsExactly("smooth");
    }

    @Test
    void aParentThatUsedAResultOfOlderCodeIsLeft() throws Throwable {
        steps.run("measure", 7, 1);
        steps.code("smooth", "Lab smooth 2");
        steps.run("measure", 8, 1);
        steps.code("smooth", "Lab smooth 3");

        assertThat(accept("measure").left())
                .extracting(each -> each.node() + ": " + each.why())
                .contains(
                        "measure: it used a result of Cells.smooth, of which newer code computed other entries since");
    }

    @Test
    void anEntryWhoseCodeIsGoneIsLeft() throws Throwable {
        steps.run("smooth", 7);
        steps.forget("smooth");

        assertThat(accept("").left())
                .extracting(AcceptReport.Left::why)
                .containsExactly("the code of org.lab.Cells.smooth(II)I was not found");
    }

    @Test
    void anEntryThatCalledAStepWhichIsGoneIsLeft() throws Throwable {
        steps.run("measure", 7, 1);
        steps.code("measure", "Lab measure 2");
        steps.forget("count");

        assertThat(accept("measure").left())
                .extracting(each -> each.node() + ": " + each.why())
                .contains("measure: it used a result of Cells.count, the code of which was not found");
    }

    @Test
    void anEntryOfAnEarlierFormCountsAndNeedsNoAcceptance() throws Throwable {
        steps.run("smooth", 7);
        steps.newForm("smooth");

        AcceptReport report = accept("");

        assertThat(report.accepted()).isEmpty();
        assertThat(report.left()).isEmpty();
    }

    private AcceptReport accept(String node) {
        try (CacheTree tree = steps.open(CacheOptions.INHERITED)) {
            return tree.accept(node);
        }
    }
}
