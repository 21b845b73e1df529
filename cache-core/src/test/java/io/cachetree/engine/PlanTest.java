package io.cachetree.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cachetree.CacheTree;
import io.cachetree.plan.Plan;
import io.cachetree.tree.CacheOptions;
import io.cachetree.tree.InvalidStepException;
import io.cachetree.tree.OnCodeChange;
import io.cachetree.tree.Reuse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanTest {

    @TempDir
    Path root;

    private MadeUpSteps steps;

    @BeforeEach
    void make() {
        steps = new MadeUpSteps(root);
    }

    @Test
    void aPlanOfARunThatIsCommittedReadsOnly() throws Throwable {
        steps.run("measure", 7, 1);

        Plan plan = plan("measure", 7, 1);

        assertThat(outcomes(plan)).containsExactly("measure read EXACT ");
        assertThat(plan.computes()).isZero();
        assertThat(plan.lines()).last().asString().isEqualTo("1 to read, 0 to compute: about 0 ms, 0 B");
    }

    @Test
    void aPlanOfWhatNeverRanEndsAtTheFirstStep() throws Throwable {
        Plan plan = plan("measure", 7, 1);

        assertThat(outcomes(plan)).containsExactly("measure compute EXACT never ran");
        assertThat(plan.isOpen()).isTrue();
        assertThat(plan.lines()).last().asString().isEqualTo("0 to read, 1 to compute: at least 0 ms, 0 B");
    }

    @Test
    void aChangedInputIsFollowedToTheStepsThatGotIt() throws Throwable {
        steps.run("measure", 7, 1);

        assertThat(outcomes(plan("measure", 7, 2)))
                .containsExactly(
                        "measure compute EXACT threshold 1 -> 2",
                        "measure/smooth read PREDICTED ",
                        "measure/segment compute PREDICTED threshold 1 -> 2",
                        "measure/segment/split read PREDICTED ",
                        "measure/count compute PREDICTED may depend on the new result of measure/segment");
    }

    @Test
    void aChangedInputOfWhichNobodySeesWhereItGoesMayReachAllSteps() throws Throwable {
        steps.run("measure", 7, 1);
        steps.run("measure", 8, 1);

        assertThat(outcomes(plan("measure", 9, 1)))
                .startsWith("measure compute EXACT scan 8 -> 9", "measure/smooth compute PREDICTED scan 8 -> 9")
                .allMatch(outcome -> outcome.contains(" compute "));
    }

    @Test
    void aStepThatSkipsTheCacheRunsWhateverIsCommitted() throws Throwable {
        steps.run("smooth", 7);

        try (CacheTree tree = steps.open(CacheOptions.of(Reuse.SKIP))) {
            assertThat(outcomes(tree.plan(() -> steps.call("smooth", 7))))
                    .containsExactly("smooth compute EXACT runs without the cache");
        }
    }

    @Test
    void aChangeOfCodeBelowIsFollowedUpAndToWhatComesAfter() throws Throwable {
        steps.run("measure", 7, 1);
        steps.code("split", "Lab split 2");

        assertThat(outcomes(plan("measure", 7, 1)))
                .containsExactly(
                        "measure compute EXACT code of measure/segment/split, which it calls, changed: Lab.split",
                        "measure/smooth read PREDICTED ",
                        "measure/segment compute PREDICTED code of measure/segment/split, which it calls, changed",
                        "measure/segment/split compute PREDICTED code of Lab.split changed",
                        "measure/count compute PREDICTED may depend on the new result of measure/segment");
    }

    @Test
    void whereARefreshIsAskedForTheStepsBelowAreComputedToo() throws Throwable {
        steps.run("measure", 7, 1);

        try (CacheTree tree = steps.open(CacheOptions.of(Reuse.REFRESH))) {
            assertThat(outcomes(tree.plan(() -> steps.call("measure", 7, 1))))
                    .containsExactly(
                            "measure compute EXACT refresh asked for",
                            "measure/smooth compute PREDICTED refresh asked for",
                            "measure/segment compute PREDICTED refresh asked for",
                            "measure/segment/split compute PREDICTED refresh asked for",
                            "measure/count compute PREDICTED refresh asked for");
        }
    }

    @Test
    void whereTheTreeIgnoresCodeAChangeOfItBelowIsNoReason() throws Throwable {
        steps.run("measure", 7, 1);
        steps.code("split", "Lab split 2");
        steps.code("smooth", "Lab smooth 2");

        try (CacheTree tree = steps.open(CacheOptions.of(OnCodeChange.IGNORE))) {
            assertThat(outcomes(tree.plan(() -> steps.call("measure", 7, 2))))
                    .containsExactly(
                            "measure compute EXACT threshold 1 -> 2",
                            "measure/smooth read PREDICTED ",
                            "measure/segment compute PREDICTED threshold 1 -> 2",
                            "measure/segment/split read PREDICTED ",
                            "measure/count compute PREDICTED may depend on the new result of measure/segment");
        }
    }

    @Test
    void callsOfAStepThatAreReadAreCounted() throws Throwable {
        steps.run("smooth", 7);
        steps.run("smooth", 8);

        try (CacheTree tree = steps.open(CacheOptions.INHERITED)) {
            Plan plan = tree.plan(() -> steps.call("smooth", 7) + steps.call("smooth", 8) + steps.call("smooth", 9));

            assertThat(plan.reads()).isEqualTo(2);
            assertThat(plan.steps()).hasSize(2);
            assertThat(plan.lines()).first().asString().matches("smooth +read x2 +2 B");
        }
    }

    @Test
    void noBodyRunsAndNothingIsWritten() throws Throwable {
        steps.run("measure", 7, 1);
        steps.ran.clear();
        Map<Path, String> before = files();

        plan("measure", 7, 1);
        plan("measure", 8, 1);

        assertThat(steps.ran).isEmpty();
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void aPlanInWhichAFutureFailsForItIsAPlanAllTheSame() throws Throwable {
        try (CacheTree tree = steps.open(CacheOptions.INHERITED)) {
            Plan plan = tree.<RuntimeException>plan(() -> {
                try {
                    return steps.call("smooth", 7);
                } catch (Throwable t) {
                    return CompletableFuture.<Integer>failedFuture(t).join();
                }
            });

            assertThat(outcomes(plan)).containsExactly("smooth compute EXACT never ran");
        }
    }

    @Test
    void whatTheWorkThrowsItselfReachesTheCaller() {
        try (CacheTree tree = steps.open(CacheOptions.INHERITED)) {
            assertThatThrownBy(() -> tree.plan(() -> {
                        throw new CompletionException(new IOException("no scan"));
                    }))
                    .isInstanceOf(CompletionException.class)
                    .hasRootCauseMessage("no scan");
        }
    }

    @Test
    void aRunAfterAPlanIsARun() throws Throwable {
        try (CacheTree tree = steps.open(CacheOptions.INHERITED)) {
            tree.plan(() -> steps.call("smooth", 7));
            int result = tree.call(() -> steps.call("smooth", 7));

            assertThat(result).isEqualTo(8);
        }
    }

    @Test
    void aClosedTreeHasNoPlan() {
        CacheTree tree = steps.open(CacheOptions.INHERITED);
        tree.close();

        assertThatThrownBy(() -> tree.plan(() -> steps.call("smooth", 7)))
                .isInstanceOf(InvalidStepException.class)
                .hasMessage("Cannot plan the cache tree at \"%s\": it was closed. Keep it open.", root);
    }

    private Plan plan(String step, Integer... inputs) throws Throwable {
        try (CacheTree tree = steps.open(CacheOptions.INHERITED)) {
            return tree.plan(() -> steps.call(step, inputs));
        }
    }

    private static Stream<String> outcomes(Plan plan) {
        return plan.steps().stream()
                .map(step -> "%s %s %s %s"
                        .formatted(
                                step.node(),
                                step.action().name().toLowerCase(Locale.ROOT),
                                step.certainty(),
                                step.reason().map(reason -> reason.text()).orElse("")));
    }

    /** Returns all files and links with when they were written, but what says that the tree is open. */
    private Map<Path, String> files() throws IOException {
        Map<Path, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path file :
                    all.filter(each -> !each.startsWith(root.resolve(".use"))).toList()) {
                files.put(
                        file,
                        Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS)
                                .toString());
            }
        }
        return files;
    }
}
