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
    private static final CacheOptions RERUN = CacheOptions.of(Reuse.REFRESH_STEP);

    /**
     * What a run takes per step.
     *
     * @param commit in the first run
     * @param hit in the rerun
     */
    private record PerStep(Figure commit, Figure hit) {}

    private Siblings() {}

    /** Measures runs of as many steps as said, each size as often as gives the same number of steps in all. */
    static List<Row> rows(int few, int many) {
        PerStep fewest = perStep(few, many / few);
        List<Row> rows = new ArrayList<>();
        for (int count = few * 10; count <= many; count *= 10) {
            PerStep each = perStep(count, many / count);
            rows.add(Row.ratio(
                    "commit, one of %d beside one of %d".formatted(count, few), each.commit, fewest.commit, LIMIT));
            rows.add(Row.ratio("hit, one of %d beside one of %d".formatted(count, few), each.hit, fewest.hit, LIMIT));
        }
        return rows;
    }

    private static PerStep perStep(int count, int runs) {
        double[] commits = new double[runs];
        double[] hits = new double[runs];
        for (int i = 0; i < runs; i++) {
            try (Workbench workbench = new Workbench();
                    CacheTree tree = workbench.tree("tree", CacheOptions.of(Durability.PROCESS))) {
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
