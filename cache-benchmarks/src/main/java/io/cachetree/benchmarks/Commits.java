package io.cachetree.benchmarks;

import io.cachetree.CacheTree;
import io.cachetree.tree.CacheOptions;
import io.cachetree.tree.Durability;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The first run of a step that does nothing but return a small result, beside writing the same files.
 *
 * <p>They are those that stand in the tree afterwards: the record; and if the result is files, also the directory with
 * them and the mark for other readers, and {@code current}, which is pointed at it.
 */
final class Commits implements AutoCloseable {

    private static final double LIMIT_PROCESS = 2;
    private static final double LIMIT_POWER = 1.5;

    /** How many times fewer calls are made when each waits for the disk. */
    private static final int FLUSHED = 20;

    private final Workbench workbench;
    private final int rounds;
    private final ExecutorService threads = Executors.newFixedThreadPool(8);

    private Commits(Workbench workbench, int rounds) {
        this.workbench = workbench;
        this.rounds = rounds;
    }

    static List<Row> rows(Workbench workbench, int rounds) throws Exception {
        try (Commits commits = new Commits(workbench, rounds)) {
            return List.of(
                    commits.recordBesideDirectory(),
                    commits.record(Durability.PROCESS, LIMIT_PROCESS),
                    commits.files(Durability.PROCESS, LIMIT_PROCESS),
                    commits.record(Durability.POWER, LIMIT_POWER),
                    commits.files(Durability.POWER, LIMIT_POWER));
        }
    }

    /** Beside a result that takes a directory, though ours takes none: what the promise was made for. */
    private Row recordBesideDirectory() throws Exception {
        String name = "commit-record-directory";
        try (CacheTree tree = workbench.tree(name, CacheOptions.of(Durability.PROCESS))) {
            Steps steps = Steps.in(tree);
            steps.density("hippocampus", Integer.MAX_VALUE);
            byte[] record = Files.readAllBytes(workbench.record(name + "/density"));
            Path bare = workbench.directory(name + "-bare");
            return timed(Durability.PROCESS, number -> steps.density("hippocampus", number), number -> {
                        Files.createDirectory(bare.resolve(Integer.toString(number)));
                        Bare.publish(bare.resolve(number + ".json"), record);
                    })
                    .row("commit, result in the record, beside record and directory, PROCESS", LIMIT_PROCESS);
        }
    }

    private Row record(Durability durability, double limit) throws Exception {
        String name = "commit-record-" + durability;
        try (CacheTree tree = workbench.tree(name, CacheOptions.of(durability))) {
            Steps steps = Steps.in(tree);
            steps.density("hippocampus", Integer.MAX_VALUE);
            byte[] record = Files.readAllBytes(workbench.record(name + "/density"));
            Path bare = workbench.directory(name + "-bare");
            return timed(
                            durability,
                            number -> steps.density("hippocampus", number),
                            number -> publish(bare.resolve(number + ".json"), record, List.of(), durability))
                    .row("commit, result in the record, " + durability, limit);
        }
    }

    private Row files(Durability durability, double limit) throws Exception {
        String name = "commit-files-" + durability;
        try (CacheTree tree = workbench.tree(name, CacheOptions.of(durability))) {
            Steps steps = Steps.in(tree);
            steps.heatmap(Integer.MAX_VALUE, null);
            byte[] record = Files.readAllBytes(workbench.record(name + "/heatmap"));
            Path bare = workbench.directory(name + "-bare");
            return timed(
                            durability,
                            number -> steps.heatmap(number, null),
                            number -> write(bare.resolve(Integer.toString(number)), record, durability))
                    .row("commit, result in two files, " + durability, limit);
        }
    }

    private InTurns timed(Durability durability, InTurns.Work ours, InTurns.Work baseline) throws Exception {
        int times = durability == Durability.POWER ? rounds / FLUSHED : rounds;
        return InTurns.of(4 * times, times, ours, baseline);
    }

    private void write(Path directory, byte[] record, Durability durability) throws IOException {
        Files.createDirectory(directory);
        Path heatmap = directory.resolve("heatmap.bin");
        Path legend = directory.resolve("legend.bin");
        Bare.write(heatmap, Bare.content(1));
        Bare.write(legend, Bare.content(2));
        publish(
                directory.resolveSibling(directory.getFileName() + ".json"),
                record,
                List.of(heatmap, legend, directory, Bare.parent(directory)),
                durability);
        Bare.write(
                directory.resolve(".cache_url_timestamp"),
                "2026-11-22T18:30:00.000000".getBytes(StandardCharsets.US_ASCII));
        Bare.pointAt(directory.resolveSibling("current"), directory);
    }

    private void publish(Path file, byte[] record, List<Path> files, Durability durability) throws IOException {
        if (durability == Durability.POWER) {
            Bare.publishDurably(file, record, files, threads);
        } else {
            Bare.publish(file, record);
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
