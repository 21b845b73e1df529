package io.cachetree.benchmarks;

import io.cachetree.CacheTree;
import io.cachetree.tree.CacheOptions;
import io.cachetree.tree.Durability;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Does one of everything between two looks at a file that does not exist, so that {@code strace} shows what the file
 * system is asked for: {@code docs/performance.md} says how.
 */
final class FileOperations {

    private static final int WARMUP = 50;

    private FileOperations() {}

    /** Does everything once that a tree is there for. */
    public static void main(String[] arguments) throws Exception {
        for (Durability durability : Durability.values()) {
            try (Workbench workbench = new Workbench();
                    CacheTree tree = workbench.tree("tree", CacheOptions.of(durability))) {
                Steps steps = Steps.in(tree);
                between("commit in the record, " + durability, number -> steps.density("hippocampus", number));
                between("commit of two files, " + durability, number -> steps.heatmap(number, null));
                between("hit in the record", number -> steps.density("hippocampus", 0));
                between("hit of two files", number -> steps.heatmap(0, null));
            }
        }
    }

    private static void between(String what, InTurns.Work work) throws Exception {
        for (int i = 0; i < WARMUP; i++) {
            work.run(i);
        }
        mark("begin " + what);
        work.run(WARMUP);
        mark("end");
    }

    private static boolean mark(String what) {
        return Files.exists(Path.of("/marker: " + what));
    }
}
