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

    /**
     * Measures trees of about as many nodes: one of steps that return a small value each, and one that has what the example leaves,
     * many times.
     *
     * @param groups how many groups of a hundred nodes the first has
     * @param rounds how many times each is measured, in turns
     */
    public static List<Row> rows(Workbench workbench, int groups, int rounds) throws Exception {
        int nodes = ManyNodes.nodes(groups);
        Path small = workbench.place("small-values");
        try (CacheTree tree = workbench.tree("small-values", CacheOptions.of(Durability.PROCESS))) {
            ManyNodes.commit(tree, groups);
        }
        ManyRuns runs = ManyRuns.of(workbench, nodes);
        List<Row> rows = new ArrayList<>();
        rows.addAll(rows("`cachetree ls` of %d nodes with a small value each".formatted(nodes), small, rounds));
        rows.addAll(rows(
                "`cachetree ls` of %d nodes of runs of the example, with %d files"
                        .formatted(runs.nodes(), runs.files()),
                runs.tree(),
                rounds));
        return rows;
    }

    private static List<Row> rows(String what, Path tree, int rounds) throws IOException, InterruptedException {
        ListCommand command = new ListCommand(tree, rounds);
        command.measure();
        Figure find = Figure.median(command.find, "ms");
        Figure start = Figure.median(command.start, "ms");
        Figure listing = Figure.median(command.listing, "ms");
        return List.of(
                Row.ratio(what + ", beyond the start of Java, beside `find`", listing.minus(start), find, LIMIT),
                Row.ratio(what + ", as a whole, beside `find`", listing, find));
    }

    private void measure() throws IOException, InterruptedException {
        for (int i = 0; i < listing.length; i++) {
            find[i] = milliseconds(List.of("find", tree.toString()));
            start[i] = milliseconds(ls("--depth", "0"));
            listing[i] = milliseconds(ls());
        }
    }

    private List<String> ls(String... options) {
        List<String> arguments = new ArrayList<>(List.of("ls", tree.toString()));
        arguments.addAll(List.of(options));
        return Program.java(CacheTreeCommand.class, arguments);
    }

    private static double milliseconds(List<String> command) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        Program.run(command);
        return (System.nanoTime() - begin) / 1e6;
    }
}
