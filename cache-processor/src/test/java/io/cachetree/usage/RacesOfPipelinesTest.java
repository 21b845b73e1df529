package io.cachetree.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.inject.Guice;
import io.cachetree.CacheContext;
import io.cachetree.CacheTree;
import io.cachetree.annotation.Cached;
import io.cachetree.annotation.Unkeyed;
import io.cachetree.intercept.guice.CacheTreeModule;
import io.cachetree.tree.CacheOptions;
import io.cachetree.tree.Durability;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** 64 threads run one nested pipeline, whose steps themselves hand work to threads, round after round on new inputs. */
@Timeout(value = 30, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RacesOfPipelinesTest {

    private static final int THREADS = 64;
    private static final int SCANS = 4;
    private static final int BLOCKS = 3;
    private static final int ROUNDS = Boolean.getBoolean("cachetree.long") ? 1_000 : 10;

    static class Pipeline {
        final Map<String, Integer> ran = new ConcurrentHashMap<>();

        @Cached
        int report(int round, @Unkeyed ExecutorService pool) {
            count("report " + round);
            ExecutorService here = CacheContext.wrap(pool);
            List<CompletableFuture<Integer>> scans = new ArrayList<>();
            for (int scan = 0; scan < SCANS; scan++) {
                scans.add(later(round, scan, pool).thenApplyAsync(each -> each, here));
            }
            return scans.stream().mapToInt(CompletableFuture::join).sum();
        }

        @Cached
        CompletableFuture<Integer> later(int round, int scan, @Unkeyed ExecutorService pool) {
            count("later " + round + " " + scan);
            return CompletableFuture.supplyAsync(() -> measure(round, scan), CacheContext.wrap(pool));
        }

        @Cached(name = "measure-{scan}")
        int measure(int round, int scan) {
            count("measure " + round + " " + scan);
            return IntStream.range(0, BLOCKS)
                    .map(block -> segment(round, scan, block))
                    .sum();
        }

        @Cached
        int segment(int round, int scan, int block) {
            count("segment " + round + " " + scan + " " + block);
            return value(round, scan, block);
        }

        private void count(String call) {
            ran.merge(call, 1, Integer::sum);
        }

        static int value(int round, int scan, int block) {
            return 1000 * round + 10 * scan + block;
        }

        static int expected(int round) {
            return IntStream.range(0, SCANS)
                    .flatMap(scan -> IntStream.range(0, BLOCKS).map(block -> value(round, scan, block)))
                    .sum();
        }
    }

    @TempDir
    private Path root;

    private void race(ExecutorService callers, ExecutorService pool) throws Exception {
        CacheOptions fast = CacheOptions.of(Durability.PROCESS);
        Pipeline pipeline = Guice.createInjector(new CacheTreeModule()).getInstance(Pipeline.class);
        try (CacheTree tree = CacheTree.builder().options(fast).strict().open(root)) {
            for (int round = 0; round < ROUNDS; round++) {
                assertThat(round(tree, pipeline, callers, pool, round))
                        .hasSize(THREADS)
                        .containsOnly(Pipeline.expected(round));
            }
        }
        assertThat(pipeline.ran)
                .hasSize(ROUNDS * (1 + 2 * SCANS + SCANS * BLOCKS))
                .allSatisfy((call, times) -> assertThat(times).as(call).isEqualTo(1));
        assertReadable(pool);
    }

    /** All threads start a round together, and each is told where it is. */
    private static List<Integer> round(
            CacheTree tree, Pipeline pipeline, ExecutorService callers, ExecutorService pool, int round)
            throws Exception {
        CountDownLatch start = new CountDownLatch(THREADS);
        List<CompletableFuture<Integer>> results = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            CompletableFuture<Integer> result = new CompletableFuture<>();
            results.add(result);
            callers.execute(() -> {
                try {
                    start.countDown();
                    start.await();
                    result.complete(tree.call(() -> pipeline.report(round, pool)));
                } catch (Throwable t) {
                    result.completeExceptionally(t);
                }
            });
        }
        return results.stream().map(CompletableFuture::join).toList();
    }

    private void assertReadable(ExecutorService pool) {
        try (CacheTree tree = CacheTree.open(root)) {
            Pipeline second = Guice.createInjector(CacheTreeModule.of(tree)).getInstance(Pipeline.class);
            for (int round = 0; round < ROUNDS; round++) {
                assertThat(second.report(round, pool)).isEqualTo(Pipeline.expected(round));
            }
            assertThat(second.ran).isEmpty();
        }
    }

    @Test
    void eachStepOfEachRoundIsComputedOnceByThreadsOfPools() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(THREADS);
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            race(callers, pool);
        } finally {
            callers.shutdownNow();
            pool.shutdownNow();
        }
    }

    @Test
    void eachStepOfEachRoundIsComputedOnceByVirtualThreads() throws Throwable {
        assumeThat(Runtime.version().feature())
                .as("virtual threads need JDK 21")
                .isGreaterThanOrEqualTo(21);
        ExecutorService virtual = (ExecutorService) MethodHandles.lookup()
                .findStatic(
                        Executors.class,
                        "newVirtualThreadPerTaskExecutor",
                        MethodType.methodType(ExecutorService.class))
                .invoke();
        try {
            race(virtual, virtual);
        } finally {
            virtual.shutdownNow();
        }
    }
}
