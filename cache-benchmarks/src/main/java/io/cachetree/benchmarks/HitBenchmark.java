package io.cachetree.benchmarks;

import io.cachetree.CacheTree;
import io.cachetree.benchmarks.Steps.Density;
import io.cachetree.tree.CacheOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A hit that returns a small record, key computed, beside reading and parsing the same file. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 5, time = 1)
public class HitBenchmark {

    private static final double LIMIT = 2.5;

    private final JsonMapper json = JsonMapper.builder().build();
    private final Workbench workbench = new Workbench();
    private final CacheTree tree = workbench.tree("tree", CacheOptions.STANDARD);
    private final Steps steps = Steps.in(tree);
    private final String region = "hippocampus";
    private final Density committed = steps.density(region, 81_204);
    private final Path record = workbench.record("tree/density");

    /** A hit. */
    @Benchmark
    public Object hit() {
        return steps.density(region, committed.cells());
    }

    /** Its baseline. */
    @Benchmark
    public Object readAndParse() throws IOException {
        JsonNode content = json.readTree(Files.readAllBytes(record));
        return json.treeToValue(content.get("result"), Density.class);
    }

    /** Deletes the tree. */
    @TearDown
    public void close() {
        tree.close();
        workbench.close();
    }

    static List<Row> rows() {
        Jmh jmh = Jmh.run(HitBenchmark.class);
        return List.of(
                Row.ratio("hit, small record", jmh.time("hit"), jmh.time("readAndParse"), LIMIT),
                Row.ratio("hit, memory allocated", jmh.allocation("hit"), jmh.allocation("readAndParse")));
    }
}
