package io.cachetree.benchmarks;

import io.cachetree.CacheTree;
import io.cachetree.benchmarks.woven.WovenSteps;
import io.cachetree.store.Store;
import io.cachetree.tree.CacheOptions;
import io.cachetree.tree.Reuse;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the interception of a step takes, beside a plain method: with no tree open, with a tree open in which the calling
 * thread is not, and in a tree under {@link Reuse#SKIP}, where the body runs in its scope without key or store.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class CallBenchmark {

    private static final double GUICE_LIMIT = 10;
    private static final double WOVEN_LIMIT = 1.5;
    private static final double IN_TREE_LIMIT = 20;

    private final Steps steps = Steps.withoutTree();
    private final Steps intercepted = Steps.withoutCache();
    private final WovenSteps woven = new WovenSteps();
    private int number;

    /** A tree that is open, but not on the thread that calls. */
    @State(Scope.Benchmark)
    public static class Elsewhere {

        private final CacheTree tree = CacheTree.builder().open(Store.memory());

        /** Closes the tree. */
        @TearDown
        public void close() {
            tree.close();
        }
    }

    /** A tree that is open on the thread that calls. */
    @State(Scope.Thread)
    public static class Here {

        private final CacheTree tree =
                CacheTree.builder().options(CacheOptions.of(Reuse.SKIP)).open(Store.memory());

        private io.cachetree.engine.call.Scope.@Nullable Binding binding;

        /** Goes into the tree. */
        @Setup(Level.Iteration)
        public void bind() {
            binding = io.cachetree.engine.call.Scope.bind(tree.scope());
        }

        /** Leaves it. */
        @TearDown(Level.Iteration)
        public void unbind() {
            if (binding != null) {
                binding.close();
            }
        }

        /** Closes the tree. */
        @TearDown
        public void close() {
            tree.close();
        }
    }

    /** An intercepted call. */
    @Benchmark
    public int step() {
        number = steps.next(number);
        return number;
    }

    /** What Guice alone takes of it. */
    @Benchmark
    public int intercepted() {
        number = intercepted.next(number);
        return number;
    }

    /** A woven call. */
    @Benchmark
    public int woven() {
        number = woven.next(number);
        return number;
    }

    /** The baseline of all. */
    @Benchmark
    public int plain() {
        number = woven.plainNext(number);
        return number;
    }

    /** A stray call through Guice. */
    @Benchmark
    public int stepStray(Elsewhere tree) {
        number = steps.next(number);
        return number;
    }

    /** A woven stray call. */
    @Benchmark
    public int wovenStray(Elsewhere tree) {
        number = woven.next(number);
        return number;
    }

    /** A call through Guice in a tree. */
    @Benchmark
    public int stepSkipped(Here tree) {
        number = steps.next(number);
        return number;
    }

    /** A woven call in a tree. */
    @Benchmark
    public int wovenSkipped(Here tree) {
        number = woven.next(number);
        return number;
    }

    static List<Row> rows() {
        Jmh jmh = Jmh.run(CallBenchmark.class);
        Figure plain = jmh.time("plain");
        return List.of(
                Row.difference("call, no tree open", jmh.time("step"), plain, GUICE_LIMIT),
                Row.difference("call, no tree open, beside Guice", jmh.time("step"), jmh.time("intercepted")),
                Row.difference("call, no tree open, woven", jmh.time("woven"), plain, WOVEN_LIMIT),
                Row.difference("call, a tree open elsewhere", jmh.time("stepStray"), plain),
                Row.difference("call, a tree open elsewhere, woven", jmh.time("wovenStray"), plain),
                Row.difference("call in a tree, skipped", jmh.time("stepSkipped"), plain),
                Row.difference("call in a tree, skipped, woven", jmh.time("wovenSkipped"), plain, IN_TREE_LIMIT),
                Row.difference(
                        "call in a tree, skipped, woven: memory allocated",
                        jmh.allocation("wovenSkipped"),
                        jmh.allocation("woven")));
    }
}
