package io.cachetree.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import io.cachetree.CacheContext;
import io.cachetree.CacheDirectory;
import io.cachetree.CacheTree;
import io.cachetree.annotation.CacheUrl;
import io.cachetree.annotation.Cached;
import io.cachetree.annotation.Keyed;
import io.cachetree.event.CacheEvent;
import io.cachetree.intercept.guice.CacheTreeModule;
import io.cachetree.tree.NodePath;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ways in which a step can be declared, and get at its directory. */
class StepDeclarationsTest {

    interface Segmentation {
        @Cached
        List<Integer> segment(List<Integer> scan);
    }

    static class Threshold implements Segmentation {
        final List<String> ran = new CopyOnWriteArrayList<>();

        @Keyed
        private final Integer level;

        @Inject
        Threshold(Integer level) {
            this.level = level;
        }

        @Override
        public List<Integer> segment(List<Integer> scan) {
            ran.add("segment above " + level);
            return scan.stream().filter(voxel -> voxel > level).toList();
        }
    }

    abstract static class Measurement<T> {
        int runs;

        abstract T measured(int cells);

        @Cached
        List<T> measure(int cells) {
            runs++;
            return List.of(measured(cells));
        }
    }

    record Area(int pixels) {}

    static class AreaMeasurement extends Measurement<Area> {
        @Override
        Area measured(int cells) {
            return new Area(cells * 10);
        }
    }

    abstract static class Template {
        @Cached
        int run(int x) {
            return helper(x);
        }

        abstract int helper(int x);
    }

    static class AddsOne extends Template {
        @Override
        int helper(int x) {
            return x + 1;
        }
    }

    static class AddsHundred extends Template {
        @Override
        int helper(int x) {
            return x + 100;
        }
    }

    static class Outer {
        private final Segmentation inner;

        @Inject
        Outer(Segmentation inner) {
            this.inner = inner;
        }

        @Cached
        int count(List<Integer> scan) {
            return inner.segment(scan).size();
        }
    }

    static class Directories {
        private final Provider<CacheContext> context;

        @Inject
        Directories(Provider<CacheContext> context) {
            this.context = context;
        }

        @Cached
        String asUri(@CacheUrl @Nullable URI directory) {
            return String.valueOf(directory);
        }

        @Cached
        String asString(@CacheUrl @Nullable String directory) {
            return String.valueOf(directory);
        }

        @Cached
        void asDirectory(@CacheUrl @Nullable CacheDirectory directory) throws IOException {
            if (directory != null) {
                Files.writeString(directory.path().resolve("a.txt"), "a");
                CacheDirectory sub = directory.child("by-hand");
                if (!sub.init().isCommitted()) {
                    Files.writeString(sub.path().resolve("b.txt"), "b");
                    sub.commit();
                }
            }
        }

        @Cached
        String byProvider() throws IOException {
            Optional<CacheDirectory> directory = context.get().directory();
            Files.writeString(directory.orElseThrow().path().resolve("c.txt"), "c");
            return context.get().node().map(NodePath::toString).orElse("nowhere");
        }
    }

    @TempDir
    private Path root;

    private final List<CacheEvent> events = new CopyOnWriteArrayList<>();

    private CacheTree open() {
        return CacheTree.builder().listener(events::add).open(root);
    }

    private static Injector injector(CacheTree tree, int level) {
        return Guice.createInjector(CacheTreeModule.of(tree), new AbstractModule() {
            @Override
            protected void configure() {
                bind(Integer.class).toInstance(level);
                bind(Segmentation.class).to(Threshold.class);
            }
        });
    }

    @Test
    void annotationOfAnInterfaceCountsForTheImplementation() {
        try (CacheTree tree = open()) {
            Segmentation steps = injector(tree, 1).getInstance(Segmentation.class);
            steps.segment(List.of(1, 2));
            steps.segment(List.of(1, 2));
            assertThat(((Threshold) steps).ran).containsExactly("segment above 1");
        }
        assertThat(root.resolve("segment")).isDirectory();
    }

    @Test
    void keyedFieldEntersTheKeyOfTheStepsOfItsObject() {
        try (CacheTree tree = open()) {
            assertThat(injector(tree, 1).getInstance(Segmentation.class).segment(List.of(1, 2, 3)))
                    .containsExactly(2, 3);
            assertThat(injector(tree, 2).getInstance(Segmentation.class).segment(List.of(1, 2, 3)))
                    .containsExactly(3);
        }
        assertThat(events)
                .filteredOn(CacheEvent.StepMissed.class::isInstance)
                .extracting(event -> ((CacheEvent.StepMissed) event).reason().text())
                .containsExactly("never ran", "Threshold.level 1 -> 2");
    }

    @Test
    void keyedFieldOfAnObjectEntersTheKeyOfTheStepsThatHoldIt() {
        try (CacheTree tree = open()) {
            assertThat(injector(tree, 1).getInstance(Outer.class).count(List.of(1, 2, 3)))
                    .isEqualTo(2);
            assertThat(injector(tree, 2).getInstance(Outer.class).count(List.of(1, 2, 3)))
                    .isEqualTo(1);
        }
    }

    @Test
    void subclassesThatShareAStepDoNotShareItsResults() {
        try (CacheTree tree = open()) {
            assertThat(injector(tree, 0).getInstance(AddsOne.class).run(1)).isEqualTo(2);
            assertThat(injector(tree, 0).getInstance(AddsHundred.class).run(1)).isEqualTo(101);
        }
    }

    @Test
    void typeOfAGenericSuperclassIsThatOfTheObject() {
        try (CacheTree tree = open()) {
            AreaMeasurement steps = injector(tree, 0).getInstance(AreaMeasurement.class);
            assertThat(steps.measure(3)).containsExactly(new Area(30));
            assertThat(steps.measure(3)).containsExactly(new Area(30));
            assertThat(steps.runs).isEqualTo(1);
        }
    }

    @Test
    void directoryIsGivenInTheTypeThatIsDeclared() {
        try (CacheTree tree = open()) {
            Directories steps = injector(tree, 0).getInstance(Directories.class);
            assertThat(URI.create(steps.asUri(null)))
                    .isEqualTo(current("as-uri").toUri());
            assertThat(URI.create(steps.asString(null)))
                    .isEqualTo(current("as-string").toUri());
        }
    }

    @Test
    void directoryOfAStepCanHaveChildrenByHand() throws IOException {
        try (CacheTree tree = open()) {
            injector(tree, 0).getInstance(Directories.class).asDirectory(null);
        }
        assertThat(current("as-directory").resolve("a.txt")).hasContent("a");
        assertThat(current("as-directory/by-hand").resolve("b.txt")).hasContent("b");
    }

    @Test
    void contextIsInjectedAndTellsWhereTheStepIs() throws IOException {
        try (CacheTree tree = open()) {
            assertThat(injector(tree, 0).getInstance(Directories.class).byProvider())
                    .isEqualTo("by-provider");
        }
        assertThat(current("by-provider").resolve("c.txt")).hasContent("c");
    }

    private Path current(String node) {
        try {
            return root.resolve(node).resolve("current").toRealPath();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
