package io.cachetree.benchmarks.command;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.cachetree.benchmarks.Workbench;
import io.cachetree.entry.TreeMarker;
import io.cachetree.examples.NucleiDensity;
import io.cachetree.maintenance.reading.TreeReader;
import io.cachetree.store.Store;
import io.cachetree.tree.NodePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A tree in which the example stands many times, with all its images, tables and plots. Its files are links, so that they take no space;
 * for who lists them, they are files like any other.
 *
 * @param tree the tree
 * @param nodes how many nodes it has
 * @param files how many files they have
 */
record ManyRuns(Path tree, int nodes, int files) {

    /** Makes such a tree of at most so many nodes, of at least one run. */
    static ManyRuns of(Workbench workbench, int most) throws IOException, InterruptedException {
        Path example = workbench.place("example");
        Program.run(Program.java(NucleiDensity.class, List.of("--tree", example.toString())));
        Path run = example.resolve("report");
        int nodes = (int) nodesBelow(example);
        int times = Math.max(1, most / nodes);
        Path tree = workbench.directory("many-runs");
        Files.copy(example.resolve(TreeMarker.FILE), tree.resolve(TreeMarker.FILE));
        for (int i = 0; i < times; i++) {
            copy(run, tree.resolve("run-" + i));
        }
        return new ManyRuns(tree, nodes * times, files(run) * times);
    }

    private static long nodesBelow(Path tree) {
        try (Store store = Store.directory(tree)) {
            return TreeReader.of(store)
                            .tree(NodePath.ROOT, Integer.MAX_VALUE)
                            .nodes()
                            .count()
                    - 1;
        }
    }

    private static int files(Path run) throws IOException {
        try (Stream<Path> all = Files.walk(run)) {
            return (int) all.filter(each -> Files.isRegularFile(each, NOFOLLOW_LINKS))
                    .count();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : (Iterable<Path>) all::iterator) {
                Path copy = to.resolve(from.relativize(each));
                if (Files.isRegularFile(each, NOFOLLOW_LINKS)) {
                    Files.createLink(copy, each);
                } else {
                    Files.copy(each, copy, NOFOLLOW_LINKS);
                }
            }
        }
    }
}
