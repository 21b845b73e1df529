package io.cachetree.examples.docs;

import static io.cachetree.tree.CacheOptions.verify;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Guice;
import com.google.inject.Injector;
import io.cachetree.CacheDirectory;
import io.cachetree.CacheTree;
import io.cachetree.annotation.CacheUrl;
import io.cachetree.annotation.Cached;
import io.cachetree.codec.CodecProvider;
import io.cachetree.event.CacheEvent;
import io.cachetree.intercept.bytebuddy.CachedObjects;
import io.cachetree.intercept.guice.CacheTreeModule;
import io.cachetree.tree.CacheOptions;
import io.cachetree.tree.CodecOptions;
import io.cachetree.tree.Recheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of the README, compiled and run; {@link DocumentationTest} compares the two. */
@SuppressWarnings("cachetree") // The shortest form: package-private steps, which Guice intercepts on the JDKs of today.
class QuickStartTest {

    @TempDir
    private Path directory;

    static class CellDensity {
        @Cached
        double measure(List<Integer> scan, double threshold) {
            return count(segment(scan, threshold)) / 2.0; // each call is a step below this one
        }

        @Cached
        List<Integer> segment(List<Integer> scan, double threshold) {
            return scan.stream().filter(v -> v > threshold).toList();
        }

        @Cached
        int count(List<Integer> cells) {
            return cells.size();
        }
    }

    static class Heatmap extends CellDensity {
        @Cached
        void heatmap(double density, @CacheUrl Path directory) throws IOException {
            Files.writeString(directory.resolve("heatmap.txt"), "#".repeat((int) density));
        }
    }

    @Test
    void nestedStepsAreReadByTheSecondRun() {
        List<Integer> scan = List.of(1, 2, 3);
        try (CacheTree tree = CacheTree.open(in("runs/mouse-12"))) {
            CellDensity steps = Guice.createInjector(CacheTreeModule.of(tree)).getInstance(CellDensity.class);
            double density = steps.measure(scan, 0.4); // a second run reads it
            assertThat(density).isEqualTo(1.5);
        }
        assertThat(directory.resolve("runs/mouse-12/measure/segment")).isDirectoryContaining("glob:**.json");
    }

    @Test
    void objectsAreMadeByGuiceOrByCachedObjects() {
        List<Integer> scan = List.of(1, 2, 3);
        try (CacheTree tree = CacheTree.open(in("runs"))) {
            Injector injector = Guice.createInjector(CacheTreeModule.of(tree));
            injector.getInstance(CellDensity.class).measure(scan, 0.4);

            CellDensity steps = CachedObjects.create(CellDensity.class);
            double density = tree.call(() -> steps.measure(scan, 0.4));
            assertThat(density).isEqualTo(1.5);
        }
        assertThat(directory.resolve("runs/measure")).isDirectoryContaining("glob:**.json");
    }

    @Test
    @SuppressWarnings("NullAway") // The caller passes null, as the README says.
    void stepWritesIntoItsOwnDirectory() throws IOException {
        try (CacheTree tree = CacheTree.open(in("runs"))) {
            Heatmap steps = Guice.createInjector(CacheTreeModule.of(tree)).getInstance(Heatmap.class);
            double density = 3;
            steps.heatmap(density, null); // the directory is put in
        }
        assertThat(directory.resolve("runs/heatmap/current/heatmap.txt")).hasContent("###");
    }

    record Density(double value) {}

    @Test
    void hitsAreComputedAgain() {
        List<CacheEvent> events = new ArrayList<>();
        CellDensity steps = Guice.createInjector(new CacheTreeModule()).getInstance(CellDensity.class);
        List<Integer> scan = List.of(1, 2, 3);
        try (CacheTree tree = CacheTree.builder().listener(events::add).open(in("runs"))) {
            tree.call(() -> steps.measure(scan, 0.4));
            tree.with(verify(0.02)).call(() -> steps.measure(scan, 0.4));
            tree.with(verify(1)).call(() -> steps.measure(scan, 0.4));
        }
        assertThat(events.stream().filter(CacheEvent.StepConfirmed.class::isInstance))
                .hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void numbersMayDifferALittle() {
        CacheTree tree = CacheTree.builder()
                .codec(CodecProvider.tolerant(1e-9, double[].class, Density.class))
                .open(in("runs/mouse-12"));
        assertThat(tree.options().recheck()).isEqualTo(Recheck.NONE);
        tree.close();
    }

    record TableOptions(char separator) implements CodecOptions {}

    @Test
    void optionsOfCodecsEnterNoKey() {
        List<CacheEvent> events = new ArrayList<>();
        CellDensity steps = Guice.createInjector(new CacheTreeModule()).getInstance(CellDensity.class);
        List<Integer> scan = List.of(1, 2, 3);
        try (CacheTree tree = CacheTree.builder().listener(events::add).open(in("runs"))) {
            tree.call(() -> steps.measure(scan, 0.4));
            events.clear();
            tree.with(CacheOptions.of(new TableOptions(';'))).call(() -> steps.measure(scan, 0.4));
        }
        assertThat(events).hasOnlyElementsOfType(CacheEvent.StepHit.class);
    }

    @Test
    void explicitFormIsCommittedStepByStep() throws IOException {
        CacheDirectory root = CacheDirectory.at(in("path/to/root"));
        if (!root.init().isCommitted()) { // first run: compute
            CacheDirectory sub = root.child("subdir");
            if (!sub.init().isCommitted()) {
                Files.writeString(sub.path().resolve("log.txt"), "...");
                sub.commit();
            }
            root.commit();
        }
        Instant when = root.query().committedAt().orElseThrow();
        assertThat(when).isBefore(Instant.now().plusSeconds(1));
        assertThat(CacheDirectory.at(in("path/to/root")).child("subdir").init().isCommitted())
                .isTrue();
    }

    /** The README names paths relative to where the user is; a test has a directory of its own. */
    private String in(String path) {
        return directory.resolve(path).toString();
    }
}
