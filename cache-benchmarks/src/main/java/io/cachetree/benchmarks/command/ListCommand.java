package io.cachetree.benchmarks.command;

import io.cachetree.CacheTree;
import io.cachetree.benchmarks.Figure;
import io.cachetree.benchmarks.Row;
import io.cachetree.benchmarks.Workbench;
import io.cachetree.cli.CacheTreeCommand;
import io.cachetree.tree.CacheOptions;
import io.cachetree.tree.Durability;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code cachetree ls} of a large tree beside {@code find} over the same: what it takes beyond the start of Java, with the options of the
 * guide. The start is what {@code ls} of the root alone takes.
 */
public final class ListCommand {

    private static final double LIMIT = 2;

    private final Path tree;
    private final double[] listing;
    private final double[] start;
    private final double[] find;

    private ListCommand(Path tree, int rounds) {
        this.tree = tree;
        this.listing = new double[rounds];
        this.start = new double[rounds];
        this.find = new double[rounds];
    }

    /** Measures a tree of so many groups with a hundred nodes each, so many times in turns. */
    public static List<Row> rows(Workbench workbench, int groups, int rounds) throws Exception {
        Path root = workbench.place("many-nodes");
        try (CacheTree tree = workbench.tree("many-nodes", CacheOptions.of(Durability.PROCESS))) {
            ManyNodes.commit(tree, groups);
        }
        ListCommand command = new ListCommand(root, rounds);
        command.measure();
        Figure find = Figure.median(command.find, "ms");
        Figure start = Figure.median(command.start, "ms");
        Figure listing = Figure.median(command.listing, "ms");
        String what = "`cachetree ls` of %d nodes".formatted(groups * 101);
        return List.of(
                Row.ratio(what + " beyond the start of Java, beside `find`", listing.minus(start), find, LIMIT),
                Row.ratio(what + " as a whole, beside `find`", listing, find));
    }

    private void measure() throws IOException, InterruptedException {
        for (int i = 0; i < listing.length; i++) {
            find[i] = milliseconds(List.of("find", tree.toString()));
            start[i] = milliseconds(ls("--depth", "0"));
            listing[i] = milliseconds(ls());
        }
    }

    private List<String> ls(String... options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(
                List.of("-classpath", System.getProperty("java.class.path"), CacheTreeCommand.class.getName(), "ls"));
        command.addAll(List.of(options));
        command.add(tree.toString());
        return command;
    }

    private static double milliseconds(List<String> command) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (process.waitFor() != 0) {
            throw new IOException("\"%s\" failed: see above why.".formatted(String.join(" ", command)));
        }
        return (System.nanoTime() - begin) / 1e6;
    }
}
