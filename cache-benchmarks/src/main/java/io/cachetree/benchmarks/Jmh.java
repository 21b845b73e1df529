package io.cachetree.benchmarks;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** The figures of one JMH benchmark, by the names of its methods: medians over all iterations of all forks. */
final class Jmh {

    private static final String ALLOCATION = "gc.alloc.rate.norm";

    private final Map<String, RunResult> results = new HashMap<>();

    private Jmh(Collection<RunResult> runs) {
        runs.forEach(run -> results.put(method(run), run));
    }

    static Jmh run(Class<?> benchmark) {
        Options options = new OptionsBuilder()
                .include(benchmark.getName() + "\\.")
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .build();
        try {
            return new Jmh(new Runner(options).run());
        } catch (RunnerException e) {
            throw new IllegalStateException("Cannot run " + benchmark.getSimpleName(), e);
        }
    }

    private static String method(RunResult run) {
        String name = run.getParams().getBenchmark();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** Returns how long a method takes. */
    Figure time(String method) {
        double[] times = result(method).getBenchmarkResults().stream()
                .flatMap(fork -> fork.getIterationResults().stream())
                .mapToDouble(iteration -> iteration.getPrimaryResult().getScore())
                .toArray();
        return Figure.median(times, unit(result(method)));
    }

    /** Returns how much a method allocates. */
    Figure allocation(String method) {
        Result<?> bytes =
                Objects.requireNonNull(result(method).getSecondaryResults().get(ALLOCATION));
        return new Figure(bytes.getScore() / 1024, "KiB");
    }

    /** JMH calls the unit "us/op". */
    private static String unit(RunResult result) {
        return result.getPrimaryResult().getScoreUnit().replace("/op", "");
    }

    private RunResult result(String method) {
        RunResult result = results.get(method);
        if (result == null) {
            throw new IllegalArgumentException("No method \"%s\" in %s".formatted(method, results.keySet()));
        }
        return result;
    }
}
