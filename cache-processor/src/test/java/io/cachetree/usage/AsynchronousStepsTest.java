package io.cachetree.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.Guice;
import io.cachetree.CacheContext;
import io.cachetree.CacheDirectory;
import io.cachetree.CacheTree;
import io.cachetree.annotation.Cached;
import io.cachetree.intercept.guice.CacheTreeModule;
import io.cachetree.tree.InvalidStepException;
import io.cachetree.tree.NodePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Steps that return before their value is there. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AsynchronousStepsTest {

    static class Steps {
        final List<String> ran = new CopyOnWriteArrayList<>();
        volatile CompletableFuture<Integer> value = new CompletableFuture<>();
        volatile CacheContext inside = CacheContext.current();
        volatile Runnable during = () -> {};

        @Cached
        CompletableFuture<Integer> parent(int input) {
            ran.add("parent " + input);
            inside = CacheContext.current();
            return value;
        }

        @Cached
        CompletionStage<Integer> stage(int input) {
            ran.add("stage " + input);
            return value.thenComposeAsync(CacheContext.wrapFunction(each -> parent(each)))
                    .thenApplyAsync(CacheContext.wrapFunction(each -> child(each)));
        }

        @Cached
        int child(int input) {
            ran.add("child " + input);
            return input;
        }

        @Cached
        int slow(int input) {
            during.run();
            return input;
        }
    }

    private final ExecutorService pool = Executors.newFixedThreadPool(2);

    @TempDir
    private Path root;

    private CacheTree tree;
    private Steps steps;

    @BeforeEach
    void open() {
        tree = CacheTree.open(root);
        steps = steps(tree);
    }

    private static Steps steps(CacheTree tree) {
        return Guice.createInjector(CacheTreeModule.of(tree)).getInstance(Steps.class);
    }

    @AfterEach
    void close() {
        tree.close();
        pool.shutdownNow();
    }

    private int child(int input) throws Exception {
        return pool.submit(() -> steps.inside.call(() -> steps.child(input))).get();
    }

    private String record(String node) throws IOException {
        try (Stream<Path> files = Files.list(root.resolve(node))) {
            return Files.readString(files.filter(file -> file.toString().endsWith(".json"))
                    .findFirst()
                    .orElseThrow());
        }
    }

    @Test
    void valueIsCommittedBeforeAnyoneSeesIt() {
        CompletableFuture<Boolean> committed = steps.parent(1).thenApply(seen -> {
            try {
                return record("parent").contains("\"parent\"");
            } catch (IOException | RuntimeException e) {
                throw new AssertionError(e);
            }
        });
        assertThat(root.resolve("parent").toFile().list((in, name) -> name.endsWith(".json")))
                .isNullOrEmpty();

        steps.value.complete(5);
        assertThat(committed.join()).isTrue();
    }

    @Test
    void childrenThatOtherThreadsCallUntilTheValueComesArePartOfTheStep() throws Exception {
        CompletableFuture<Integer> parent = steps.parent(1);
        assertThat(child(2)).isEqualTo(2);
        steps.value.complete(5);
        assertThat(parent.join()).isEqualTo(5);

        assertThat(record("parent")).contains("Steps.child(I)I");
        assertThat(root.resolve("parent/child")).isDirectory();
        assertThat(root.resolve("child")).doesNotExist();
    }

    @Test
    void childrenOfDerivedStagesArePartOfTheStepToo() throws Exception {
        CompletionStage<Integer> stage = steps.stage(1);
        CompletableFuture.runAsync(() -> steps.value.complete(5), pool).join();
        assertThat(stage.toCompletableFuture().join()).isEqualTo(5);

        assertThat(record("stage")).contains("Steps.parent(I)", "Steps.child(I)I");
        assertThat(root.resolve("stage/parent")).isDirectory();
        assertThat(root.resolve("stage/child")).isDirectory();
        assertThat(steps.stage(1).toCompletableFuture().join()).isEqualTo(5);
        assertThat(steps.ran).containsExactly("stage 1", "parent 5", "child 5");
    }

    @Test
    void lateChildIsAStepOfItsOwnBelowTheSameNode() throws Exception {
        CompletableFuture<Integer> parent = steps.parent(1);
        steps.value.complete(5);
        assertThat(parent.join()).isEqualTo(5);
        String before = record("parent");

        assertThat(child(2)).isEqualTo(2);
        assertThat(child(2)).isEqualTo(2);
        assertThat(steps.ran).containsExactly("parent 1", "child 2");
        assertThat(root.resolve("parent/child")).isDirectoryContaining("glob:**.json");
        assertThat(record("parent")).isEqualTo(before).doesNotContain("Steps.child");
    }

    @Test
    void whatIsLoggedAndWrittenUntilTheValueComesIsPartOfTheEntryAndNothingLater() throws Exception {
        CompletableFuture<Integer> parent = steps.parent(1);
        CacheDirectory directory = steps.inside.directory().orElseThrow();
        pool.submit(() -> steps.inside.log("early")).get();
        Files.writeString(directory.path().resolve("early.txt"), "early");
        steps.value.complete(5);
        assertThat(parent.join()).isEqualTo(5);

        steps.inside.log("late");
        assertThat(steps.inside.directory()).isEmpty();
        assertThat(steps.inside.node()).contains(NodePath.parse("parent"));
        assertThat(root.resolve("parent/current/log.txt")).hasContent("early");
        assertThat(record("parent")).contains("early.txt");
        assertThat(steps.parent(1).join()).isEqualTo(5);
        assertThat(steps.ran).containsExactly("parent 1");
    }

    @Test
    void cancellingWhatAStepReturnedGivesUpWaitingAndNoMore() {
        CompletableFuture<Integer> cancelled = steps.parent(1);
        CompletableFuture<Integer> patient = steps.parent(1);
        assertThat(cancelled.cancel(true)).isTrue();
        assertThat(steps.value).isNotDone();

        steps.value.complete(5);
        assertThat(patient.join()).isEqualTo(5);
        assertThat(cancelled).isCancelled();
        assertThat(steps.parent(1).join()).isEqualTo(5);
        assertThat(steps.ran).containsExactly("parent 1");
    }

    @Test
    void valueThatTheStepItselfCancelsIsNotWhatOthersGet() {
        CompletableFuture<Integer> first = steps.value;
        CompletableFuture<Integer> cancelled = steps.parent(1);
        CompletableFuture<Integer> patient = steps.parent(1);
        steps.value = CompletableFuture.completedFuture(9);
        first.cancel(true);

        assertThatThrownBy(cancelled::join).isInstanceOf(CancellationException.class);
        assertThat(patient.join()).isEqualTo(9);
        assertThat(steps.ran).containsExactly("parent 1", "parent 1");
    }

    @Test
    void valueThatNeverComesFailsWhenTheTreeIsClosed() throws Exception {
        CompletableFuture<Integer> parent = steps.parent(1);
        CompletableFuture<Integer> waits = steps.parent(1);
        assertThat(steps.child(1)).isEqualTo(1);
        tree.close();

        for (CompletableFuture<Integer> each : List.of(parent, waits)) {
            assertThatThrownBy(() -> each.get(30, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOf(InvalidStepException.class);
        }
        assertThatThrownBy(parent::join)
                .cause()
                .satisfies(thrown -> GoldenMessage.assertEquals(
                        thrown.getMessage().replace(root.toString(), "ROOT"), "tree-was-closed-before-the-end"));
        steps.value.complete(5);
        assertThat(root.resolve("parent").toFile().list((in, name) -> name.endsWith(".json")))
                .isEmpty();
    }

    @Test
    void whoWaitsInAnotherTreeOnTheDirectoryGoesOnWhenOneIsClosed() throws Exception {
        CompletableFuture<Integer> parent = steps.parent(1);
        try (CacheTree other = CacheTree.open(root)) {
            Steps same = steps(other);
            same.value = CompletableFuture.completedFuture(7);
            CompletableFuture<Integer> waits = same.parent(1);
            assertThat(waits).isNotDone();
            tree.close();

            assertThat(waits.get(30, TimeUnit.SECONDS)).isEqualTo(7);
            assertThat(parent).isCompletedExceptionally();
        }
    }

    @Test
    void stepWhoseTreeIsClosedWhileItRunsIsNotCommitted() {
        steps.during = tree::close;

        assertThatThrownBy(() -> steps.slow(1))
                .isInstanceOf(InvalidStepException.class)
                .hasMessageContaining("was closed before the step ended");
        assertThat(root.resolve("slow").toFile().list((in, name) -> name.endsWith(".json")))
                .isEmpty();
    }
}
