package io.cachetree.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Guice;
import io.cachetree.CacheContext;
import io.cachetree.CacheTree;
import io.cachetree.annotation.Cached;
import io.cachetree.intercept.guice.CacheTreeModule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Work that is handed to another thread stays where it was in the tree. */
class ContextAcrossThreadsTest {

    private static final ExecutorService POOL = Executors.newFixedThreadPool(4);

    static class Steps {
        @Cached
        int parent(String way) throws Exception {
            return switch (way) {
                case "Runnable" -> byRunnable();
                case "Callable" -> byCallable();
                case "Supplier" -> bySupplier();
                default -> byExecutor();
            };
        }

        private int byRunnable() throws Exception {
            List<Integer> results = new ArrayList<>();
            Runnable work = () -> results.add(child(1));
            POOL.submit(CacheContext.wrap(work)).get();
            return results.get(0);
        }

        private int byCallable() throws Exception {
            Callable<Integer> work = () -> child(1);
            return POOL.submit(CacheContext.wrap(work)).get();
        }

        private int bySupplier() {
            Supplier<Integer> work = () -> child(1);
            return CompletableFuture.supplyAsync(CacheContext.wrap(work), POOL).join();
        }

        private int byExecutor() {
            Executor wrapped = CacheContext.wrap(POOL);
            return CompletableFuture.supplyAsync(() -> child(1), wrapped).join();
        }

        @Cached
        int loop(int blocks) {
            Executor wrapped = CacheContext.wrap(POOL);
            List<CompletableFuture<Integer>> results = new ArrayList<>();
            for (int block = 0; block < blocks; block++) {
                int each = block;
                results.add(CompletableFuture.supplyAsync(() -> child(each), wrapped));
            }
            return results.stream().mapToInt(CompletableFuture::join).sum();
        }

        @Cached
        int child(int input) {
            return input;
        }
    }

    @TempDir
    private Path root;

    @AfterEach
    void threadsOfThePoolAreNowhereAfterwards() throws Exception {
        List<Future<Boolean>> nowhere = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            nowhere.add(POOL.submit(() -> CacheContext.current().node().isEmpty()));
        }
        for (Future<Boolean> each : nowhere) {
            assertThat(each.get()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Runnable", "Callable", "Supplier", "Executor"})
    void wrappedWorkLandsBelowItsParent(String way) throws Exception {
        try (CacheTree tree = CacheTree.open(root)) {
            assertThat(steps(tree).parent(way)).isEqualTo(1);
        }
        assertThat(root.resolve("parent/child")).isDirectoryContaining("glob:**.json");
        assertThat(root.resolve("child")).doesNotExist();
    }

    @Test
    void loopOverAPoolMakesEntriesOfOneNode() {
        try (CacheTree tree = CacheTree.open(root)) {
            assertThat(steps(tree).loop(50)).isEqualTo(49 * 50 / 2);
        }
        assertThat(root.resolve("loop/child").toFile().list()).hasSize(50);
        assertThat(root.resolve("child")).doesNotExist();
    }

    private static Steps steps(CacheTree tree) {
        return Guice.createInjector(CacheTreeModule.of(tree)).getInstance(Steps.class);
    }
}
