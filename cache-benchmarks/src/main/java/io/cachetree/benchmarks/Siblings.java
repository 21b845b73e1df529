package io.cachetree.benchmarks;

import io.cachetree.CacheTree;
import io.cachetree.tree.CacheOptions;
import io.cachetree.tree.Durability;
import io.cachetree.tree.Reuse;
import java.util.ArrayList;
import java.util.List;

/**
 * Many small steps in one parent: the first run, and the rerun of the parent alone. Neither a commit nor a hit may take
 * longer because there are more of them.
 */
final class Siblings {

    private static final double LIMIT = 1.25;
    private static final double PARENT_LIMIT = 1.2;
    private static final CacheOptions RERUN = CacheOptions.of(Reuse.REFRESH_STEP);

    /**
     * What runs take per step.
     *
     * @param commit in the first run
     * @param hit in the rerun
     */
    private record PerStep(Figure commit, Figure hit) {}

    private final Workbench workbench;

    private Siblings(Workbench workbench) {
        this.workbench = workbench;
    }

    /** Measures runs of {@code few} steps, of ten times as many, and so on; of each as often as makes {@code many}. */
    static List<Row> rows(Workbench workbench, int few, int many) {
        Siblings siblings = new Siblings(workbench);
        siblings.perStep("warm-up", many, 2);
        PerStep fewest = siblings.perStep("runs-of", few, many / few);
        List<Row> rows = new ArrayList<>();
        for (int count = 10 * few; count <= many; count *= 10) {
            PerStep each = siblings.perStep("runs-of", count, many / count);
            String where = ", one of %d in a parent beside one of %d".formatted(count, few);
            rows.add(Row.ratio("commit" + where, each.commit, fewest.commit, LIMIT));
            rows.add(Row.ratio("hit" + where, each.hit, fewest.hit, LIMIT));
        }
        return rows;
    }

    /** Measures hits on a step that called {@code count} steps, each at a node of its own, beside hits on one of those. */
    static Row parent(Workbench workbench, int count, int rounds) throws Exception {
        try (CacheTree tree = workbench.tree("parent-of-%d".formatted(count), CacheOptions.of(Durability.PROCESS))) {
            Steps steps = Steps.in(tree);
            steps.leaf(count);
            steps.each(count, steps::leaf);
            return InTurns.of(
                            rounds,
                            rounds,
                            number -> steps.each(count, Siblings::isCommitted),
                            number -> steps.leaf(count))
                    .row("hit, parent of %d steps beside a leaf".formatted(count), PARENT_LIMIT);
        }
    }

    private static void isCommitted(int number) {
        throw new IllegalStateException("The parent runs again");
    }

    private PerStep perStep(String name, int count, int runs) {
        double[] commits = new double[runs];
        double[] hits = new double[runs];
        for (int i = 0; i < runs; i++) {
            String directory = "%s-%d-%d".formatted(name, count, i);
            try (CacheTree tree = workbench.tree(directory, CacheOptions.of(Durability.PROCESS))) {
                Steps steps = Steps.in(tree);
                commits[i] = microsecondsPerStep(count, () -> run(steps, count));
                hits[i] = microsecondsPerStep(count, () -> tree.with(RERUN).call(() -> run(steps, count)));
            }
        }
        return new PerStep(Figure.median(commits, "us"), Figure.median(hits, "us"));
    }

    private static int run(Steps steps, int count) {
        return steps.each(count, number -> steps.density("hippocampus", number));
    }

    private static double microsecondsPerStep(int count, Runnable run) {
        long start = System.nanoTime();
        run.run();
        return (System.nanoTime() - start) / 1e3 / count;
    }
}
