package io.cachetree.examples.woven;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.CacheTree;
import io.cachetree.annotation.Cached;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Steps that the build of this module wove: they can be private and static, and {@code new} makes their objects. */
class WovenStepsTest {

    private static final List<String> RAN = new ArrayList<>();

    /** The threshold is a part of what it is, so it enters the key of its step. */
    record Threshold(int level) {
        @Cached
        private List<Integer> segment(List<Integer> scan) {
            RAN.add("segment above " + level);
            return scan.stream().filter(voxel -> voxel > level).toList();
        }
    }

    static final class CellDensity {
        @Cached
        double measure(List<Integer> scan, int level) {
            RAN.add("measure");
            return density(count(new Threshold(level).segment(scan)), scan.size());
        }

        @Cached
        private int count(List<Integer> cells) {
            RAN.add("count");
            return cells.size();
        }

        @Cached
        private static double density(int cells, int voxels) {
            RAN.add("density");
            return (double) cells / voxels;
        }
    }

    @TempDir
    private Path root;

    @Test
    void privateAndStaticStepsOfObjectsThatNewMadeAreCached() {
        RAN.clear();
        List<Integer> scan = List.of(1, 5, 7, 2);
        assertThat(measured(scan, 3)).isEqualTo(0.5);
        assertThat(RAN).containsExactly("measure", "segment above 3", "count", "density");
        assertThat(root.resolve("measure/density")).isDirectory();

        RAN.clear();
        assertThat(measured(scan, 3)).isEqualTo(0.5);
        assertThat(RAN).isEmpty();

        assertThat(measured(scan, 4)).isEqualTo(0.5);
        assertThat(RAN).as("the same cells are found").containsExactly("measure", "segment above 4");
    }

    @Test
    void stepsOutsideOfATreeArePlainMethods() {
        RAN.clear();
        assertThat(new CellDensity().measure(List.of(1, 5), 3)).isEqualTo(0.5);
        assertThat(RAN).containsExactly("measure", "segment above 3", "count", "density");
    }

    private double measured(List<Integer> scan, int level) {
        try (CacheTree tree = CacheTree.open(root)) {
            return tree.call(() -> new CellDensity().measure(scan, level));
        }
    }
}
