package io.cachetree.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.inject.Guice;
import io.cachetree.CacheContext;
import io.cachetree.CacheTree;
import io.cachetree.annotation.Cached;
import io.cachetree.intercept.guice.CacheTreeModule;
import io.cachetree.tree.InvalidStepException;
import io.cachetree.tree.NodePath;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Work that is handed to another thread stays where it was in the tree, and the thread forgets it afterwards. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ContextAcrossThreadsTest {

    private static final ExecutorService POOL = Executors.newFixedThreadPool(4);
    private static final ScheduledExecutorService CLOCK = Executors.newScheduledThreadPool(2);

    /** How a step calls another one on another thread. */
    @FunctionalInterface
    interface Way {
        int child(Steps steps) throws Exception;
    }

    private static final Map<String, Way> WAYS = Map.ofEntries(
            Map.entry("wrapRunnable", ContextAcrossThreadsTest::runnable),
            Map.entry(
                    "wrapCallable",
                    steps -> POOL.submit(CacheContext.wrapCallable(() -> steps.child(1)))
                            .get()),
            Map.entry(
                    "wrapSupplier",
                    steps -> CompletableFuture.supplyAsync(CacheContext.wrapSupplier(() -> steps.child(1)), POOL)
                            .join()),
            Map.entry(
                    "wrapFunction",
                    steps -> CompletableFuture.completedFuture(1)
                            .thenApplyAsync(CacheContext.wrapFunction(each -> steps.child(each)), POOL)
                            .join()),
            Map.entry(
                    "wrapFunction of two",
                    steps -> CompletableFuture.completedFuture(1)
                            .handleAsync(CacheContext.wrapFunction((each, failure) -> steps.child(each)), POOL)
                            .join()),
            Map.entry(
                    "wrapOperator",
                    steps -> POOL.submit(reduction(CacheContext.wrapOperator((one, other) -> steps.child(other))))
                            .get()),
            Map.entry("wrapConsumer", ContextAcrossThreadsTest::consumer),
            Map.entry("wrapConsumer of two", ContextAcrossThreadsTest::consumerOfTwo),
            Map.entry("wrapPredicate", ContextAcrossThreadsTest::predicate),
            Map.entry("call", ContextAcrossThreadsTest::call),
            Map.entry(
                    "wrap Executor",
                    steps -> CompletableFuture.supplyAsync(() -> steps.child(1), CacheContext.wrap((Executor) POOL))
                            .join()),
            Map.entry("execute", steps -> {
                BlockingQueue<Integer> results = new LinkedBlockingQueue<>();
                CacheContext.wrap(POOL).execute(() -> results.add(steps.child(1)));
                return results.take();
            }),
            Map.entry(
                    "submit Callable",
                    steps ->
                            CacheContext.wrap(POOL).submit(() -> steps.child(1)).get()),
            Map.entry("submit Runnable", steps -> {
                BlockingQueue<Integer> results = new LinkedBlockingQueue<>();
                Runnable work = () -> results.add(steps.child(1));
                assertThat(CacheContext.wrap(POOL).submit(work).get()).isNull();
                return results.take();
            }),
            Map.entry("submit with a result", steps -> {
                List<Integer> results = new ArrayList<>();
                return CacheContext.wrap(POOL)
                        .submit(() -> results.add(steps.child(1)), results)
                        .get()
                        .get(0);
            }),
            Map.entry(
                    "invokeAll",
                    steps -> CacheContext.wrap(POOL)
                            .invokeAll(List.<Callable<Integer>>of(() -> steps.child(1)))
                            .get(0)
                            .get()),
            Map.entry(
                    "invokeAll in time",
                    steps -> CacheContext.wrap(POOL)
                            .invokeAll(List.<Callable<Integer>>of(() -> steps.child(1)), 30, TimeUnit.SECONDS)
                            .get(0)
                            .get()),
            Map.entry("invokeAny", steps -> CacheContext.wrap(POOL).invokeAny(List.of(() -> steps.child(1)))),
            Map.entry(
                    "invokeAny in time",
                    steps -> CacheContext.wrap(POOL).invokeAny(List.of(() -> steps.child(1)), 30, TimeUnit.SECONDS)),
            Map.entry(
                    "schedule Callable",
                    steps -> CacheContext.wrap(CLOCK)
                            .schedule(() -> steps.child(1), 1, TimeUnit.MILLISECONDS)
                            .get()),
            Map.entry("schedule Runnable", steps -> {
                BlockingQueue<Integer> results = new LinkedBlockingQueue<>();
                Runnable work = () -> results.add(steps.child(1));
                CacheContext.wrap(CLOCK)
                        .schedule(work, 1, TimeUnit.MILLISECONDS)
                        .get();
                return results.take();
            }),
            Map.entry("scheduleAtFixedRate", steps -> {
                BlockingQueue<Integer> results = new LinkedBlockingQueue<>();
                Future<?> ticks = CacheContext.wrap(CLOCK)
                        .scheduleAtFixedRate(() -> results.add(steps.child(1)), 0, 1, TimeUnit.MILLISECONDS);
                return twice(results, ticks);
            }),
            Map.entry("scheduleWithFixedDelay", steps -> {
                BlockingQueue<Integer> results = new LinkedBlockingQueue<>();
                Future<?> ticks = CacheContext.wrap(CLOCK)
                        .scheduleWithFixedDelay(() -> results.add(steps.child(1)), 0, 1, TimeUnit.MILLISECONDS);
                return twice(results, ticks);
            }));

    private static int runnable(Steps steps) throws Exception {
        BlockingQueue<Integer> results = new LinkedBlockingQueue<>();
        POOL.submit(CacheContext.wrapRunnable(() -> results.add(steps.child(1))))
                .get();
        return results.take();
    }

    private static Callable<Integer> reduction(BinaryOperator<Integer> operator) {
        return () -> Stream.of(0, 1).reduce(operator).orElseThrow();
    }

    private static int consumer(Steps steps) throws Exception {
        BlockingQueue<Integer> results = new LinkedBlockingQueue<>();
        CompletableFuture.completedFuture(1)
                .thenAcceptAsync(CacheContext.wrapConsumer(each -> results.add(steps.child(each))), POOL)
                .join();
        return results.take();
    }

    private static int consumerOfTwo(Steps steps) throws Exception {
        BlockingQueue<Integer> results = new LinkedBlockingQueue<>();
        CompletableFuture<Integer> one = CompletableFuture.completedFuture(1);
        one.thenAcceptBothAsync(one, CacheContext.wrapConsumer((each, other) -> results.add(steps.child(each))), POOL)
                .join();
        return results.take();
    }

    private static int predicate(Steps steps) throws Exception {
        Predicate<Integer> isOne = CacheContext.wrapPredicate(each -> steps.child(each) == 1);
        return POOL.submit(() -> Stream.of(1, 1).filter(isOne).findFirst().orElseThrow())
                .get();
    }

    private static int call(Steps steps) throws Exception {
        CacheContext here = CacheContext.current();
        return POOL.submit(() -> here.call(() -> steps.child(1))).get();
    }

    private static int twice(BlockingQueue<Integer> results, Future<?> ticks) throws InterruptedException {
        try {
            assertThat(results.take()).isEqualTo(1);
            return results.take();
        } finally {
            ticks.cancel(false);
        }
    }

    static class Steps {
        @Cached
        int parent(String way) throws Exception {
            return WAYS.get(way).child(this);
        }

        @Cached
        int loop(int blocks) {
            ExecutorService wrapped = CacheContext.wrap(POOL);
            List<CompletableFuture<Integer>> results = new ArrayList<>();
            for (int block = 0; block < blocks; block++) {
                int each = block;
                results.add(CompletableFuture.supplyAsync(() -> child(each), wrapped));
            }
            return results.stream().mapToInt(CompletableFuture::join).sum();
        }

        @Cached
        int stream(int blocks) {
            return IntStream.range(0, blocks)
                    .boxed()
                    .parallel()
                    .map(CacheContext.wrapFunction(each -> child(each)))
                    .mapToInt(each -> each)
                    .sum();
        }

        @Cached
        int streamOfInts(int blocks) {
            CacheContext here = CacheContext.current();
            return IntStream.range(0, blocks)
                    .parallel()
                    .map(each -> here.call(() -> child(each)))
                    .sum();
        }

        @Cached
        int child(int input) {
            return input;
        }
    }

    static Set<String> ways() {
        return WAYS.keySet();
    }

    @TempDir
    private Path root;

    @AfterEach
    void threadsOfThePoolAreNowhereAfterwards() throws Exception {
        try (CacheTree open = CacheTree.open("memory:")) {
            assertThat(open.location()).hasToString("memory:/");
            List<Future<Optional<NodePath>>> nodes = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                nodes.add(POOL.submit(() -> CacheContext.current().node()));
                nodes.add(CLOCK.submit(() -> CacheContext.current().node()));
            }
            for (Future<Optional<NodePath>> each : nodes) {
                assertThat(each.get()).isEmpty();
            }
        }
    }

    @AfterAll
    static void shutDown() {
        POOL.shutdownNow();
        CLOCK.shutdownNow();
    }

    @ParameterizedTest
    @MethodSource("ways")
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

    @Test
    void parallelStreamMakesEntriesOfOneNode() {
        try (CacheTree tree = CacheTree.open(root)) {
            assertThat(steps(tree).stream(200)).isEqualTo(199 * 200 / 2);
            assertThat(steps(tree).streamOfInts(200)).isEqualTo(199 * 200 / 2);
        }
        assertThat(root.resolve("stream/child").toFile().list()).hasSize(200);
        assertThat(root.resolve("stream-of-ints/child").toFile().list()).hasSize(200);
        assertThat(root.resolve("child")).doesNotExist();
    }

    @Test
    void wrappedPoolIsThePoolInAllElse() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(1);
        ExecutorService wrapped = CacheContext.wrap(pool);
        assertThat(wrapped).hasToString("CacheContext.wrap(" + pool + ")");
        assertThat(wrapped.isShutdown()).isFalse();
        wrapped.shutdown();
        assertThat(pool.isShutdown()).isTrue();
        assertThat(wrapped.isShutdown()).isTrue();
        assertThat(wrapped.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(wrapped.isTerminated()).isTrue();
        assertThat(CacheContext.wrap(Executors.newFixedThreadPool(1)).shutdownNow())
                .isEmpty();
    }

    @Test
    void wrappedPoolIsClosedWhereTheJdkClosesPools() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(1);
        Object wrapped = CacheContext.wrap(pool);
        assumeThat(wrapped).as("JDK 19 made executors closeable").isInstanceOf(AutoCloseable.class);
        ((AutoCloseable) wrapped).close();
        assertThat(pool.isTerminated()).isTrue();
    }

    @Test
    void poolKeepsNothingOfWorkThatThrowsOrBindsWithinABinding() throws Exception {
        try (CacheTree tree = CacheTree.open(root);
                CacheTree other = CacheTree.open("memory:")) {
            ExecutorService one = Executors.newSingleThreadExecutor();
            try {
                Future<Integer> failing = tree.call(() -> CacheContext.wrap(one).submit(() -> nested(other)));
                assertThatThrownBy(failing::get).hasRootCauseMessage("no microscope");
                assertThat(one.submit(() -> CacheContext.current().node()).get())
                        .isEmpty();
            } finally {
                one.shutdownNow();
            }
        }
    }

    private static int nested(CacheTree other) {
        CacheContext outer = CacheContext.current();
        try {
            other.call(() -> CacheContext.wrapCallable(() -> {
                        assertThat(outer.call(() -> CacheContext.current().node()))
                                .isPresent();
                        throw new IllegalStateException("no microscope");
                    })
                    .call());
            return 1;
        } catch (Exception e) {
            assertThat(CacheContext.current().node()).contains(NodePath.ROOT);
            throw new IllegalStateException(e);
        }
    }

    @Test
    void workThatStartsAfterItsTreeWasClosedIsToldSo() throws Exception {
        Steps steps = Guice.createInjector(new CacheTreeModule()).getInstance(Steps.class);
        CacheTree tree = CacheTree.open(root);
        Callable<Integer> late = tree.call(() -> CacheContext.wrapCallable(() -> steps.child(1)));
        tree.close();

        assertThatThrownBy(() -> POOL.submit(late).get())
                .cause()
                .isInstanceOf(InvalidStepException.class)
                .hasMessage(
                        "Cannot run a step in the cache tree at \"%s\": it was closed. Keep it open while its steps run.",
                        root);
        assertThat(POOL.submit(() -> steps.child(1)).get()).isEqualTo(1);
    }

    private static Steps steps(CacheTree tree) {
        return Guice.createInjector(CacheTreeModule.of(tree)).getInstance(Steps.class);
    }
}
