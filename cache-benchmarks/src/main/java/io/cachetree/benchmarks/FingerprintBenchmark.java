package io.cachetree.benchmarks;

import com.dynatrace.hash4j.hashing.Hashing;
import io.cachetree.key.Fingerprints;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The fingerprint of a large array, beside the bare hash of as many bytes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FingerprintBenchmark {

    private static final double LIMIT = 3;
    private static final int MEGABYTE = 1 << 20;

    /** The size of the array in units of 2^20 bytes. */
    @Param("128")
    public int megabytes;

    private final Fingerprints fingerprints = Fingerprints.of(List.of());
    private byte[] bytes = {};
    private short[] shorts = {};
    private float[] floats = {};
    private double[] doubles = {};

    /** Fills the arrays. */
    @Setup
    public void fill() {
        Random random = new Random(7);
        int size = megabytes * MEGABYTE;
        bytes = new byte[size];
        random.nextBytes(bytes);
        shorts = new short[size / Short.BYTES];
        floats = new float[size / Float.BYTES];
        doubles = new double[size / Double.BYTES];
        for (int i = 0; i < shorts.length; i++) {
            shorts[i] = (short) random.nextInt();
        }
        for (int i = 0; i < floats.length; i++) {
            floats[i] = random.nextFloat();
        }
        for (int i = 0; i < doubles.length; i++) {
            doubles[i] = random.nextDouble();
        }
    }

    /** The array is {@code byte[]}. */
    @Benchmark
    public Object bytes() {
        return fingerprints.of(bytes);
    }

    /** The array is {@code short[]}. */
    @Benchmark
    public Object shorts() {
        return fingerprints.of(shorts);
    }

    /** The array is {@code float[]}. */
    @Benchmark
    public Object floats() {
        return fingerprints.of(floats);
    }

    /** The array is {@code double[]}. */
    @Benchmark
    public Object doubles() {
        return fingerprints.of(doubles);
    }

    /** The baseline of all. */
    @Benchmark
    public Object bare() {
        return Hashing.xxh3_128().hashBytesTo128Bits(bytes);
    }

    static List<Row> rows() {
        Jmh jmh = Jmh.run(FingerprintBenchmark.class);
        return Stream.of("bytes", "shorts", "floats", "doubles")
                .map(type -> Row.speed(
                        "fingerprint, 128 MB of " + type, speed(jmh.time(type)), speed(jmh.time("bare")), LIMIT))
                .toList();
    }

    private static Figure speed(Figure milliseconds) {
        return new Figure(128.0 * MEGABYTE / 1e6 / milliseconds.value(), "GB/s");
    }
}
