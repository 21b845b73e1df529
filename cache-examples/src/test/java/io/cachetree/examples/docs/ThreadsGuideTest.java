package io.cachetree.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.Guice;
import io.cachetree.CacheContext;
import io.cachetree.CacheTree;
import io.cachetree.annotation.Cached;
import io.cachetree.annotation.Unkeyed;
import io.cachetree.intercept.guice.CacheTreeModule;
import io.cachetree.tree.InvalidStepException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.scheduler.Schedulers;

/** The code of the guide to threads, compiled and run; {@link DocumentationTest} compares the two. */
class ThreadsGuideTest {

    private static final List<Integer> BLOCKS = List.of(1, 2, 3);

    @TempDir
    private Path directory;

    private final ExecutorService pool = Executors.newFixedThreadPool(2);

    /** Completes on a thread of its own. */
    record Client(ExecutorService threads) {
        CompletableFuture<Integer> download(int block) {
            return CompletableFuture.supplyAsync(() -> block, threads);
        }
    }

    static class Steps {
        @Unkeyed
        private Client client = new Client(Executors.newSingleThreadExecutor());

        @Cached
        int countAll(List<Integer> blocks, @Unkeyed ExecutorService pool) {
            ExecutorService here = CacheContext.wrap(pool);
            List<CompletableFuture<Integer>> counts = blocks.stream()
                    .map(block -> CompletableFuture.supplyAsync(() -> count(block), here))
                    .toList();
            return counts.stream().mapToInt(CompletableFuture::join).sum();
        }

        @Cached
        int countInParallel(List<Integer> blocks) {
            int sum = blocks.parallelStream()
                    .map(CacheContext.wrapFunction(block -> count(block)))
                    .reduce(0, Integer::sum);
            return sum;
        }

        @Cached
        double total(List<Integer> blocks) {
            CacheContext here = CacheContext.current();
            double total = blocks.parallelStream()
                    .mapToDouble(block -> here.call(() -> count(block)))
                    .sum();
            return total;
        }

        @Cached
        CompletableFuture<Integer> countDownloaded(int block) {
            return client.download(block).thenApplyAsync(CacheContext.wrapFunction(bytes -> count(bytes)));
        }

        @Cached
        int countInReactor(List<Integer> blocks) {
            return Flux.fromIterable(blocks)
                    .flatMap(block -> Flux.just(block)
                            .publishOn(Schedulers.boundedElastic())
                            .map(each -> count(each)))
                    .reduce(0, Integer::sum)
                    .blockOptional()
                    .orElseThrow();
        }

        @Cached
        int count(int block) {
            return block;
        }
    }

    @AfterEach
    void shutDown() {
        pool.shutdownNow();
    }

    private Steps steps(CacheTree tree) {
        return Guice.createInjector(CacheTreeModule.of(tree)).getInstance(Steps.class);
    }

    private void assertCountsBelow(String node, int counts) {
        assertThat(directory
                        .resolve("runs/mouse-12")
                        .resolve(node)
                        .resolve("count")
                        .toFile()
                        .list())
                .hasSize(counts);
        assertThat(directory.resolve("runs/mouse-12/count")).doesNotExist();
    }

    @Test
    void executorsAndFunctionsCarryTheContext() {
        try (CacheTree tree = CacheTree.open(in("runs/mouse-12"))) {
            Steps steps = steps(tree);
            assertThat(steps.countAll(BLOCKS, pool)).isEqualTo(6);
            assertThat(steps.countInParallel(BLOCKS)).isEqualTo(6);
            assertThat(steps.total(BLOCKS)).isEqualTo(6);
            assertThat(steps.countDownloaded(5).join()).isEqualTo(5);
        }
        assertCountsBelow("count-all", 3);
        assertCountsBelow("count-in-parallel", 3);
        assertCountsBelow("total", 3);
        assertCountsBelow("count-downloaded", 1);
    }

    @Test
    void reactorCarriesItByItself() {
        Hooks.enableAutomaticContextPropagation();
        try (CacheTree tree = CacheTree.open(in("runs/mouse-12"))) {
            assertThat(steps(tree).countInReactor(BLOCKS)).isEqualTo(6);
        } finally {
            Hooks.disableAutomaticContextPropagation();
        }
        assertCountsBelow("count-in-reactor", 3);
    }

    @Test
    void strictTreeRefusesCallsWithoutContext() {
        CacheTree tree = CacheTree.builder().strict().open(in("runs/mouse-12"));
        try (tree) {
            Steps steps = Guice.createInjector(new CacheTreeModule()).getInstance(Steps.class);
            assertThatThrownBy(() -> pool.submit(() -> steps.count(1)).get())
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOf(InvalidStepException.class)
                    .hasMessageContaining("Wrap the executor with CacheContext.wrap(executor)");
        }
    }

    private String in(String path) {
        return directory.resolve(path).toString();
    }
}
