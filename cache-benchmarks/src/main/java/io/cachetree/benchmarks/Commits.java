package io.cachetree.benchmarks;

import io.cachetree.CacheTree;
import io.cachetree.tree.CacheOptions;
import io.cachetree.tree.Durability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The first run of a step that does nothing but return a small result, beside writing the same files. */
final class Commits implements AutoCloseable {

    private static final double LIMIT_PROCESS = 2;
    private static final double LIMIT_POWER = 1.5;

    private final Workbench workbench = new Workbench();
    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private final int rounds;

    private Commits(int rounds) {
        this.rounds = rounds;
    }

    static List<Row> rows(int rounds) throws Exception {
        try (Commits commits = new Commits(rounds)) {
            return List.of(
                    commits.record(Durability.PROCESS, LIMIT_PROCESS),
                    commits.files(Durability.PROCESS, LIMIT_PROCESS),
                    commits.record(Durability.POWER, LIMIT_POWER),
                    commits.files(Durability.POWER, LIMIT_POWER));
        }
    }

    private Row record(Durability durability, double limit) throws Exception {
        try (CacheTree tree = tree("record", durability)) {
            Steps steps = Steps.in(tree);
            steps.density("hippocampus", Integer.MAX_VALUE);
            byte[] record = Files.readAllBytes(workbench.record("record-" + durability + "/density"));
            Path bare = workbench.directory("bare-record-" + durability);
            return timed(
                            durability,
                            number -> steps.density("hippocampus", number),
                            number -> publish(bare.resolve(number + ".json"), record, List.of(), durability))
                    .row("commit, result in the record, " + durability, limit);
        }
    }

    private Row files(Durability durability, double limit) throws Exception {
        try (CacheTree tree = tree("files", durability)) {
            Steps steps = Steps.in(tree);
            steps.heatmap(Integer.MAX_VALUE, null);
            byte[] record = Files.readAllBytes(workbench.record("files-" + durability + "/heatmap"));
            Path bare = workbench.directory("bare-files-" + durability);
            return timed(
                            durability,
                            number -> steps.heatmap(number, null),
                            number -> writeFiles(bare.resolve(number + ""), record, durability))
                    .row("commit, two files, " + durability, limit);
        }
    }

    private CacheTree tree(String name, Durability durability) {
        return workbench.tree(name + "-" + durability, CacheOptions.of(durability));
    }

    private InTurns timed(Durability durability, InTurns.Work ours, InTurns.Work baseline) throws Exception {
        int each = durability == Durability.POWER ? rounds / 10 : rounds;
        return InTurns.of(each / 2, each, ours, baseline);
    }

    private void writeFiles(Path directory, byte[] record, Durability durability) throws IOException {
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
        workbench.close();
    }
}
