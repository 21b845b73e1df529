package io.cachetree.benchmarks.images;

import io.cachetree.CacheTree;
import io.cachetree.benchmarks.Figure;
import io.cachetree.benchmarks.Row;
import io.cachetree.benchmarks.Workbench;
import io.cachetree.tree.CacheOptions;
import io.cachetree.tree.Digest;
import io.cachetree.tree.Durability;
import io.cachetree.zarr.array.ArrayFiles;
import io.cachetree.zarr.image.NdArray;
import io.cachetree.zarr.image.ValueDigest;
import io.cachetree.zarr.ome.NewImage;
import io.cachetree.zarr.ome.OmeImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.util.Cast;

/**
 * Writes and reads a whole volume in all ways in turns, round by round, so that whatever else the machine does meets them
 * alike: our engine, a step, and python's zarr with the same codec and chunks.
 */
public final class WholeImages implements AutoCloseable {

    private static final double AS_PYTHON = 1.0;
    private static final double THREADS = 1.7;
    private static final double AS_CVPL = 5;
    private static final List<String> CVPL = List.of("cvpl", "cvpl-zstd", "cvpl-bitshuffle", "cvpl-numpy");
    private static final Executor ALONE = Runnable::run;

    /** One way to do one of it. */
    @FunctionalInterface
    private interface Way {
        Cost cost() throws Exception;
    }

    /** Something that writes to a place where nothing is. */
    @FunctionalInterface
    private interface Writing {
        Cost cost(Path directory) throws Exception;
    }

    /** What is done with the result of a step. */
    @FunctionalInterface
    private interface Reading {
        void read(RandomAccessibleInterval<UnsignedShortType> image) throws IOException;
    }

    private final Workbench workbench;
    private final Volume volume;
    private final NdArray array;
    private final ExecutorService helper = Executors.newFixedThreadPool(1);
    private final Map<String, Way> ways = new LinkedHashMap<>();
    private final Map<String, List<Cost>> costs = new LinkedHashMap<>();

    private int places;

    private WholeImages(Workbench workbench, Volume volume) {
        this.workbench = workbench;
        this.volume = volume;
        this.array = volume.inMemory();
    }

    /** Measures the volume that promises are made for. */
    public static List<Row> rows(Workbench workbench, int rounds) throws Exception {
        return rows(workbench, Volume.STANDARD, rounds);
    }

    static List<Row> rows(Workbench workbench, Volume volume, int rounds) throws Exception {
        try (WholeImages images = new WholeImages(workbench, volume)) {
            images.addOurs();
            Path raw = workbench.directory("whole-images-raw").resolve("volume.raw");
            Volume.writeRaw((short[]) images.array.elements(), raw);
            try (Python python = Python.start(raw, volume.shape()).orElse(null)) {
                System.out.println(python == null ? Python.missing() : "python " + python.versions());
                if (python != null) {
                    images.addPython(python);
                }
                images.measure(rounds);
                return images.rows(python != null);
            }
        }
    }

    private void addOurs() throws Exception {
        Path written = directory("written");
        write(written, ALONE);
        ways.put("write", () -> inPassing("write", at -> Cost.of(() -> write(at, ALONE))));
        ways.put("read", () -> Cost.of(() -> read(written, ALONE)));
        ways.put("write-2", () -> inPassing("write-2", at -> Cost.of(() -> write(at, helper))));
        ways.put("read-2", () -> Cost.of(() -> read(written, helper)));
        ways.put("digest", () -> Cost.of(() -> ValueDigest.of(array)));
        ways.put("files", () -> Cost.of(() -> readForDigests(written)));
        ways.put("step", () -> inPassing("step", this::firstRun));
        Path tree = directory("tree");
        firstRun(tree);
        ways.put("committed", () -> hit(tree));
    }

    private void addPython(Python python) throws IOException {
        Path written = directory("py-written");
        python.ask("write", written);
        ways.put("py-write", () -> inPassing("py-write", at -> python.ask("write", at)));
        ways.put("py-read", () -> python.ask("read", written));
        for (String variant : CVPL) {
            ways.put(variant, () -> inPassing(variant, at -> python.ask(variant, at)));
        }
    }

    /** Returns a place where nothing is. */
    private Path directory(String name) {
        return workbench.directory("whole-%s-%d".formatted(name, places++)).resolve("image");
    }

    /** What was written goes at once: gigabytes of memory that a file system in memory asks for anew cost more than a write. */
    private Cost inPassing(String name, Writing writing) throws Exception {
        Path directory = directory(name);
        Cost cost = writing.cost(directory);
        Workbench.deleteAll(directory);
        return cost;
    }

    private void write(Path directory, Executor executor) throws IOException {
        OmeImage.write(
                ArrayFiles.local(directory), NewImage.of(array.type(), array.blocks(), volume.shape()), executor);
    }

    private void read(Path directory, Executor executor) throws IOException {
        short[] into = new short[volume.depth() * volume.plane()];
        int[] all = {volume.depth(), volume.height(), volume.width()};
        OmeImage.open(ArrayFiles.local(directory)).level(0).read(new long[3], all, into, executor);
    }

    /** What a commit does with the files of an image beyond writing them. */
    private static void readForDigests(Path directory) throws IOException {
        try (Stream<Path> walk = Files.walk(directory)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                try (InputStream in = Files.newInputStream(file)) {
                    Digest.of(in);
                }
            }
        }
    }

    /** Calls a step in a tree that is empty. */
    private Cost firstRun(Path directory) throws Exception {
        return called(directory, result -> {});
    }

    /** Calls a step that was called in this tree before, and reads all pixels. */
    private Cost hit(Path directory) throws Exception {
        return called(directory, NdArray::of);
    }

    private Cost called(Path directory, Reading reading) throws Exception {
        Img<UnsignedShortType> image = Cast.unchecked(array.toImg());
        try (CacheTree tree = tree(directory)) {
            ImageSteps steps = ImageSteps.in(tree);
            return Cost.of(() -> {
                reading.read(steps.image(0, () -> image));
            });
        }
    }

    private static CacheTree tree(Path directory) {
        return CacheTree.builder().options(CacheOptions.of(Durability.PROCESS)).open(directory.toString());
    }

    /** The first rounds are for the compilers of both, and do not count. */
    private void measure(int rounds) throws Exception {
        int warmup = Math.max(1, rounds / 2);
        for (int round = -warmup; round < rounds; round++) {
            for (Map.Entry<String, Way> way : ways.entrySet()) {
                Cost cost = way.getValue().cost();
                if (round >= 0) {
                    costs.computeIfAbsent(way.getKey(), name -> new ArrayList<>())
                            .add(cost);
                }
            }
        }
    }

    private List<Row> rows(boolean hasPython) {
        List<Row> rows = new ArrayList<>();
        if (hasPython) {
            rows.add(perCpu("image written, beside zarr of python, per CPU", "write", "py-write", AS_PYTHON));
            rows.add(perCpu("image read as a whole, beside zarr of python, per CPU", "read", "py-read", AS_PYTHON));
            rows.add(perCpu("step that returns it, first run, beside zarr of python, per CPU", "step", "py-write", 0));
            rows.add(perCpu("hit and all pixels, beside zarr of python, per CPU", "committed", "py-read", 0));
            rows.add(perClock("image written, one thread beside zarr of python, on the clock", "write", "py-write", 0));
            rows.add(perClock("image read, one thread beside zarr of python, on the clock", "read", "py-read", 0));
            rows.add(
                    perCpu("image written, beside what cvpl_tools does, as it is cached, per CPU", "write", "cvpl", 0));
            for (String variant : CVPL) {
                rows.add(perClock(
                        "image written, two threads beside %s, on the clock".formatted(variant),
                        "write-2",
                        variant,
                        AS_CVPL));
            }
        }
        rows.add(perClock("image written, two threads beside one, on the clock", "write-2", "write", THREADS));
        rows.add(perClock("image read, two threads beside one, on the clock", "read-2", "read", THREADS));
        rows.add(perCpu("image written, two threads beside one, per CPU", "write-2", "write", 0));
        rows.add(shareOfStep("of the first run of a step: its files read for their digests", "files"));
        rows.add(shareOfStep("of the first run of a step: the digest of its values", "digest"));
        return rows;
    }

    private Row perCpu(String what, String ours, String baseline, double limit) {
        return row(what, Cost.perCpu(of(ours), volume.bytes()), Cost.perCpu(of(baseline), volume.bytes()), limit);
    }

    private Row perClock(String what, String ours, String baseline, double limit) {
        return row(what, Cost.perClock(of(ours), volume.bytes()), Cost.perClock(of(baseline), volume.bytes()), limit);
    }

    private static Row row(String what, Figure ours, Figure baseline, double limit) {
        return limit == 0 ? Row.ratio(what, ours, baseline) : Row.speedup(what, ours, baseline, limit);
    }

    private Row shareOfStep(String what, String part) {
        return Row.ratio(what, Cost.cpuMilliseconds(of(part)), Cost.cpuMilliseconds(of("step")));
    }

    private List<Cost> of(String way) {
        return costs.getOrDefault(way, List.of());
    }

    @Override
    public void close() {
        helper.shutdown();
    }
}
