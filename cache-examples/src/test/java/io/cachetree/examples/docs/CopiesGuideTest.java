package io.cachetree.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Guice;
import io.cachetree.CacheTree;
import io.cachetree.annotation.Cached;
import io.cachetree.intercept.guice.CacheTreeModule;
import io.cachetree.maintenance.copying.Copy;
import io.cachetree.maintenance.copying.CopyReport;
import io.cachetree.maintenance.copying.Missing;
import io.cachetree.store.Store;
import io.cachetree.tree.NodePath;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of the guide to copies and layers, compiled and run; {@link DocumentationTest} compares the two. */
@SuppressWarnings("cachetree") // The shortest form: package-private steps, which Guice intercepts on the JDKs of today.
class CopiesGuideTest {

    private static final AtomicInteger RUNS = new AtomicInteger();

    @TempDir
    private Path directory;

    private final Steps steps = Guice.createInjector(new CacheTreeModule()).getInstance(Steps.class);
    private final List<Integer> scan = List.of(1, 2, 3);

    record Density(double cells) {}

    static class Steps {

        @Cached
        Density measure(List<Integer> scan, double threshold) {
            RUNS.incrementAndGet();
            return new Density(scan.size() * threshold);
        }
    }

    @BeforeEach
    void commit() {
        try (CacheTree tree = CacheTree.open(in("s3://lab/shared"))) {
            tree.call(() -> steps.measure(scan, 0.4));
        }
        RUNS.set(0);
    }

    @Test
    void treeOverAnother() {
        try (CacheTree tree = CacheTree.open(in("runs/me")).over(in("s3://lab/shared"))) {
            Density density = tree.call(() -> steps.measure(scan, 0.4));
            assertThat(density.cells()).isEqualTo(3 * 0.4);
            assertThat(RUNS).hasValue(0);
        }
    }

    @Test
    void copyOfATree() {
        try (CacheTree tree = CacheTree.open(in("runs/me"))) {
            tree.call(() -> steps.measure(scan, 0.6));
            CopyReport report = tree.copyTo(in("s3://lab/shared"));
            assertThat(report.copied()).isEqualTo(1);
        }
    }

    @Test
    void plannedCopy() {
        Store store = Store.at(in("s3://lab/shared"));
        try (Copy copy = Copy.of(store, NodePath.parse("measure"), in("runs/copy"))) {
            long bytes = copy.bytes();
            List<Missing> missing = copy.missing();
            CopyReport report = copy.run(progress -> {});
            assertThat(bytes).isZero();
            assertThat(missing).hasSize(report.copied());
        }
    }

    @Test
    void zipFile() {
        try (CacheTree tree = CacheTree.open(in("s3://lab/shared"))) {
            tree.copyTo(in("zip:runs.zip"));
        }
        CacheTree mine = CacheTree.open(in("runs/mine")).over(in("zip:runs.zip"));
        try (mine) {
            mine.call(() -> steps.measure(scan, 0.4));
            assertThat(RUNS).hasValue(0);
        }
    }

    /** A bucket is a directory here. */
    private String in(String place) {
        return place.startsWith("zip:")
                ? "zip:" + directory.resolve(place.substring(4))
                : directory.resolve(place.replace(':', '-')).toString();
    }
}
