package io.cachetree.benchmarks;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A step that is called with no tree open, beside a plain method. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class CallBenchmark {

    private static final double LIMIT = 10;

    private final Steps steps = Steps.withoutTree();
    private final Steps intercepted = Steps.withoutCache();
    private int number;

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

    /** Its baseline. */
    @Benchmark
    public int plain() {
        number = steps.plainNext(number);
        return number;
    }

    static List<Row> rows() {
        Jmh jmh = Jmh.run(CallBenchmark.class);
        return List.of(
                Row.difference("call, no tree open", jmh.time("step"), jmh.time("plain"), LIMIT),
                Row.difference("call, no tree open, beside Guice", jmh.time("step"), jmh.time("intercepted")));
    }
}
