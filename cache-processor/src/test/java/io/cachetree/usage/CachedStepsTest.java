package io.cachetree.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.Guice;
import io.cachetree.CacheContext;
import io.cachetree.CacheTree;
import io.cachetree.annotation.CacheUrl;
import io.cachetree.annotation.Cached;
import io.cachetree.annotation.Unkeyed;
import io.cachetree.event.CacheEvent;
import io.cachetree.intercept.guice.CacheTreeModule;
import io.cachetree.tree.CacheOptions;
import io.cachetree.tree.Reuse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user of annotated steps sees: what runs, what is read, why, and what stands on disk. */
class CachedStepsTest {

    record Density(String region, double perMillimetre) {}

    static class CellDensity {
        final List<String> ran = new CopyOnWriteArrayList<>();

        @Cached
        double measure(List<Integer> scan, double threshold) {
            ran.add("measure");
            return count(segment(scan, threshold)) / 2.0;
        }

        @Cached
        List<Integer> segment(List<Integer> scan, double threshold) {
            ran.add("segment");
            return scan.stream().filter(voxel -> voxel > threshold).toList();
        }

        @Cached
        int count(List<Integer> cells) {
            ran.add("count");
            return cells.size();
        }

        @Cached
        void heatmap(int size, @CacheUrl @Nullable Path directory) throws IOException {
            ran.add("heatmap");
            if (directory != null) {
                Files.writeString(directory.resolve("heatmap.txt"), "#".repeat(size));
            }
        }

        @Cached(name = "region-{region}")
        Density density(String region, @Unkeyed int threads) {
            ran.add("density " + region);
            return new Density(region, threads);
        }

        @Cached
        CompletableFuture<String> later(int number) {
            ran.add("later");
            return CompletableFuture.supplyAsync(
                    () -> "n" + count(List.of(number)), CacheContext.wrap(ForkJoinPool.commonPool()));
        }

        private CompletableFuture<String> pending = new CompletableFuture<>();

        @Cached
        CompletableFuture<String> pending(int number) {
            return pending;
        }

        @Cached
        int fails(int number) throws IOException {
            ran.add("fails");
            throw new IOException("no microscope " + number);
        }

        @Cached
        int endless(int number) {
            return again(number) + 1;
        }

        @Cached
        int again(int number) {
            return number > 0 ? endless(number) : 0;
        }

        @Cached
        int factorial(int number) {
            ran.add("factorial " + number);
            return number <= 1 ? 1 : number * factorial(number - 1);
        }

        @Cached
        Object anything() {
            return "nothing";
        }

        @Cached
        int odd(Thread thread, @Unkeyed Runnable work, Object lock) {
            return 1;
        }
    }

    @TempDir
    private Path root;

    private final List<CacheEvent> events = new CopyOnWriteArrayList<>();

    private CacheTree open() {
        events.clear();
        return CacheTree.builder().listener(events::add).open(root);
    }

    private static CellDensity steps(CacheTree tree) {
        return Guice.createInjector(CacheTreeModule.of(tree)).getInstance(CellDensity.class);
    }

    private List<String> reasons() {
        List<String> reasons = new ArrayList<>();
        for (CacheEvent event : events) {
            if (event instanceof CacheEvent.StepMissed missed) {
                reasons.add(missed.call().node() + ": " + missed.reason().text());
            }
        }
        return reasons;
    }

    @Test
    void secondRunReadsTheOutermostStepAndRunsNothing() {
        try (CacheTree tree = open()) {
            CellDensity steps = steps(tree);
            assertThat(steps.measure(List.of(1, 2, 3, 4), 1.5)).isEqualTo(1.5);
            assertThat(steps.ran).containsExactly("measure", "segment", "count");
        }
        try (CacheTree tree = open()) {
            CellDensity steps = steps(tree);
            assertThat(steps.measure(List.of(1, 2, 3, 4), 1.5)).isEqualTo(1.5);
            assertThat(steps.ran).isEmpty();
            assertThat(events).hasSize(1).first().isInstanceOf(CacheEvent.StepHit.class);
        }
    }

    @Test
    void callsWithinStepsBecomeDirectoriesWithinDirectories() {
        try (CacheTree tree = open()) {
            steps(tree).measure(List.of(1, 2, 3, 4), 1.5);
        }
        assertThat(root.resolve("cachetree.json")).isRegularFile();
        assertThat(root.resolve("measure/segment")).isDirectoryContaining("glob:**.json");
        assertThat(root.resolve("measure/count")).isDirectoryContaining("glob:**.json");
    }

    @Test
    void changedParameterRunsOnlyWhatDependsOnItAndSaysWhy() {
        try (CacheTree tree = open()) {
            steps(tree).measure(List.of(1, 2, 3, 4), 1.5);
        }
        try (CacheTree tree = open()) {
            CellDensity steps = steps(tree);
            steps.measure(List.of(1, 2, 3, 4), 1.7);
            assertThat(steps.ran).containsExactly("measure", "segment");
            assertThat(reasons())
                    .containsExactly("measure: threshold 1.5 -> 1.7", "measure/segment: threshold 1.5 -> 1.7");
        }
        try (CacheTree tree = open()) {
            CellDensity steps = steps(tree);
            steps.measure(List.of(1, 2, 3, 4), 1.5);
            assertThat(steps.ran).as("going back costs nothing").isEmpty();
        }
    }

    @Test
    void stepWritesOrdinaryFilesIntoItsOwnDirectory() throws IOException {
        try (CacheTree tree = open()) {
            steps(tree).heatmap(3, null);
        }
        assertThat(root.resolve("heatmap/current/heatmap.txt")).hasContent("###");
        assertThat(root.resolve("heatmap/current/.cache_url_timestamp")).isNotEmptyFile();
        assertThat(root.resolve("heatmap/current/.owner")).doesNotExist();
    }

    @Test
    void templateGivesEachValueANodeAndUnkeyedParametersDoNotCount() {
        try (CacheTree tree = open()) {
            CellDensity steps = steps(tree);
            assertThat(steps.density("north", 4)).isEqualTo(new Density("north", 4));
            assertThat(steps.density("north", 8)).isEqualTo(new Density("north", 4));
            steps.density("South West", 4);
        }
        assertThat(root.resolve("region-north")).isDirectory();
        assertThat(root).isDirectoryContaining("glob:**region-south-west-*");
    }

    @Test
    void withoutATreeAStepIsAPlainMethod() throws IOException {
        CellDensity steps = Guice.createInjector(new CacheTreeModule()).getInstance(CellDensity.class);

        steps.heatmap(3, null);
        steps.measure(List.of(1), 0);
        steps.measure(List.of(1), 0);

        assertThat(steps.ran).containsExactly("heatmap", "measure", "segment", "count", "measure", "segment", "count");
    }

    @Test
    void treeOfTheInnermostCallCounts() {
        CellDensity steps = Guice.createInjector(new CacheTreeModule()).getInstance(CellDensity.class);
        try (CacheTree tree = open()) {
            double first = tree.call(() -> steps.measure(List.of(1, 2), 0));
            double second = tree.call(() -> steps.measure(List.of(1, 2), 0));

            assertThat(second).isEqualTo(first);
            assertThat(steps.ran).containsExactly("measure", "segment", "count");
        }
    }

    @Test
    void whatAStepThrowsReachesTheCallerUnchangedAndLeavesANote() throws IOException {
        try (CacheTree tree = open()) {
            CellDensity steps = steps(tree);
            assertThatThrownBy(() -> steps.fails(7))
                    .isExactlyInstanceOf(IOException.class)
                    .hasMessage("no microscope 7")
                    .hasNoCause();
        }
        try (var nodes = Files.walk(root.resolve("fails"))) {
            Path note =
                    nodes.filter(path -> path.endsWith("error.txt")).findFirst().orElseThrow();
            assertThat(note).content().contains("CellDensity.fails failed", "number = 7", "no microscope 7");
        }
        assertThat(root.resolve("fails/current")).doesNotExist();
    }

    @Test
    void noFrameOfOursStandsBetweenTheStepAndItsCaller() {
        try (CacheTree tree = open()) {
            CellDensity steps = steps(tree);
            assertThatThrownBy(() -> steps.fails(7))
                    .satisfies(thrown -> assertThat(thrown.getStackTrace())
                            .noneMatch(frame -> frame.getClassName().startsWith("io.cachetree.engine")
                                    || frame.getClassName().startsWith("io.cachetree.intercept")));
        }
    }

    @Test
    void stepThatCallsItselfWithTheSameInputsIsAnError() {
        try (CacheTree tree = open()) {
            assertThatThrownBy(() -> steps(tree).endless(1)).hasMessage("""
                            Cannot run CellDensity.endless at node "endless": it was called with these very inputs by itself, \
                            directly or through other steps, and would never end. Change the inputs from call to call, or end \
                            the recursion.""");
        }
    }

    @Test
    void recursionMakesEntriesOfOneNode() {
        try (CacheTree tree = open()) {
            CellDensity steps = steps(tree);
            assertThat(steps.factorial(5)).isEqualTo(120);
            assertThat(steps.factorial(4)).isEqualTo(24);
            assertThat(steps.ran).hasSize(5);
        }
        assertThat(root.resolve("factorial/factorial")).doesNotExist();
    }

    @Test
    void asynchronousStepIsCommittedWhenItCompletes() {
        try (CacheTree tree = open()) {
            CellDensity steps = steps(tree);
            assertThat(steps.later(7).join()).isEqualTo("n1");
            assertThat(steps.later(7).join()).isEqualTo("n1");
            assertThat(steps.ran).containsExactly("later", "count");
        }
        assertThat(root.resolve("later/count")).isDirectory();
    }

    @Test
    void everyCallerOfAFailedAsynchronousStepSeesWhatItFailedWith() {
        IllegalStateException broken = new IllegalStateException("broken");
        CompletableFuture<String> running = new CompletableFuture<>();
        try (CacheTree tree = open()) {
            CellDensity steps = steps(tree);
            steps.pending = running;
            CompletableFuture<String> first = steps.pending(1);
            CompletableFuture<String> second = steps.pending(1);
            running.completeExceptionally(broken);

            assertThat(first.handle((value, thrown) -> thrown).join()).isSameAs(broken);
            assertThat(second.handle((value, thrown) -> thrown).join()).isSameAs(broken);
        }
    }

    @Test
    void refreshRunsAgainAndSkipWritesNothing() {
        try (CacheTree tree = open()) {
            CellDensity steps = steps(tree);
            steps.measure(List.of(1), 0);
            tree.with(CacheOptions.of(Reuse.REFRESH)).call(() -> steps.measure(List.of(1), 0));
            assertThat(steps.ran).containsExactly("measure", "segment", "count", "measure", "segment", "count");
            assertThat(reasons()).contains("measure: refresh asked for", "measure/segment: refresh asked for");

            steps.ran.clear();
            tree.with(CacheOptions.of(Reuse.REFRESH_STEP)).call(() -> steps.measure(List.of(1), 0));
            assertThat(steps.ran).containsExactly("measure");

            steps.ran.clear();
            tree.with(CacheOptions.of(Reuse.SKIP)).call(() -> steps.measure(List.of(9), 0));
            tree.with(CacheOptions.of(Reuse.SKIP)).call(() -> steps.measure(List.of(9), 0));
            assertThat(steps.ran).hasSize(6);

            steps.ran.clear();
            steps.measure(List.of(1), 0);
            assertThat(steps.ran).isEmpty();
        }
    }

    @Test
    void whatCannotBeKeyedOrStoredIsAnErrorBeforeTheStepRuns() {
        try (CacheTree tree = open()) {
            CellDensity steps = steps(tree);
            assertThatThrownBy(() -> steps.odd(Thread.currentThread(), () -> {}, new Object()))
                    .hasMessageStartingWith("Cannot fingerprint \"thread\" of step \"CellDensity.odd\": ")
                    .hasMessageContaining("Cannot fingerprint \"lock\" of step \"CellDensity.odd\": ")
                    .hasMessageContaining("Mark the parameter @Unkeyed");
            assertThatThrownBy(steps::anything).hasMessageStartingWith("Cannot cache the step CellDensity.anything: ");
        }
    }
}
