package io.cachetree.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.CacheTree;
import io.cachetree.engine.call.MadeUpCall;
import io.cachetree.engine.call.Scope;
import io.cachetree.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tree on local disk over one whose files are brought from elsewhere, and the other way round: each layer is checked in its own way. */
class LayersElsewhereTest {

    /** So long that it is not compared as it is read. */
    private static final String TEXT = "right ".repeat(3_000_000);

    @TempDir
    Path temp;

    private Path mine;
    private Path shared;
    private String zip;
    private MadeUpSteps steps;

    @BeforeEach
    void commitSomeBelow() throws Throwable {
        mine = temp.resolve("mine");
        shared = temp.resolve("shared");
        zip = "zip:" + temp.resolve("shared.zip");
        steps = new MadeUpSteps(shared);
        try (CacheTree tree = builder().open(shared)) {
            assertThat(text(tree, "below")).satisfies(LayersElsewhereTest::isRight);
            tree.copyTo(zip);
        }
        steps.ran.clear();
    }

    private CacheTree.Builder builder() {
        return CacheTree.builder().code(steps.code()).listener(steps.events::add);
    }

    /** Runs a step whose result is too large for its record. */
    private String text(CacheTree tree, String step) throws Throwable {
        return tree.call(() -> String.valueOf(Objects.requireNonNull(Scope.currentOrNull())
                .call(new MadeUpCall(MadeUpSteps.id("split"), step, List.of(), Optional.empty(), String.class, () -> {
                    steps.ran.add(step);
                    return TEXT;
                }))));
    }

    private String text(String step) throws Throwable {
        try (CacheTree tree = builder().open(mine).over(zip)) {
            return text(tree, step);
        }
    }

    /** A message with two such texts would help nobody. */
    private static void isRight(String text) {
        assertThat(text.equals(TEXT)).as("the text is right").isTrue();
    }

    private static Path resultIn(Path node) throws IOException {
        try (Stream<Path> files = Files.walk(node)) {
            return files.filter(file -> String.valueOf(file.getFileName()).startsWith("result."))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void goodFilesAreReadFromBothLayers() throws Throwable {
        text("above");
        steps.ran.clear();

        assertThat(text("above")).satisfies(LayersElsewhereTest::isRight);
        assertThat(text("below")).satisfies(LayersElsewhereTest::isRight);
        assertThat(steps.ran).isEmpty();
    }

    @Test
    void damagedFileOnLocalDiskIsNoHit() throws Throwable {
        text("above");
        steps.ran.clear();
        Files.writeString(resultIn(mine.resolve("above")), TEXT.replace("right", "wrong"));

        assertThat(text("above")).satisfies(LayersElsewhereTest::isRight);
        assertThat(steps.ran).containsExactly("above");
        assertThat(steps.reasons()).last().asString().contains("its content changed");
    }

    @Test
    void missingFileOnLocalDiskIsNoHit() throws Throwable {
        text("above");
        steps.ran.clear();
        Files.delete(resultIn(mine.resolve("above")));

        assertThat(text("above")).satisfies(LayersElsewhereTest::isRight);
        assertThat(steps.ran).containsExactly("above");
        assertThat(steps.reasons()).last().asString().contains("it is missing");
    }

    @Test
    void damagedFileInTheZipIsNoHit() throws Throwable {
        Files.writeString(resultIn(shared.resolve("below")), TEXT.replace("right", "wrong"));
        zipAgain();

        assertThat(text("below")).satisfies(LayersElsewhereTest::isRight);
        assertThat(steps.ran).containsExactly("below");
    }

    @Test
    void missingFileInTheZipIsNoHit() throws Throwable {
        Files.delete(resultIn(shared.resolve("below")));
        zipAgain();

        assertThat(text("below")).satisfies(LayersElsewhereTest::isRight);
        assertThat(steps.ran).containsExactly("below");
    }

    /** Writes the tree as a zip program would, which knows no digests. */
    private void zipAgain() throws IOException {
        Path file = Path.of(zip.substring("zip:".length()));
        Files.delete(file);
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file));
                Stream<Path> files = Files.walk(shared)) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new ZipEntry(shared.relativize(each).toString().replace('\\', '/')));
                Files.copy(each, out);
            }
        }
    }

    @Test
    void damagedFileOnLocalDiskBelowMemoryIsNoHit() throws Throwable {
        Files.writeString(resultIn(shared.resolve("below")), TEXT.replace("right", "wrong"));

        try (CacheTree tree = builder().open(Store.memory()).over(shared)) {
            assertThat(text(tree, "below")).satisfies(LayersElsewhereTest::isRight);
            assertThat(steps.ran).containsExactly("below");
            assertThat(text(tree, "below")).satisfies(LayersElsewhereTest::isRight);
            assertThat(steps.ran).as("it is above now").containsExactly("below");
        }
    }

    @Test
    void entryOnLocalDiskIsMarkedAsInATreeOfItsOwn() throws Throwable {
        text("above");

        Path attempt = Objects.requireNonNull(resultIn(mine.resolve("above")).getParent());
        assertThat(attempt.resolve(".cache_url_timestamp")).isNotEmptyFile();
        assertThat(attempt.resolve(".owner")).doesNotExist();
        assertThat(mine.resolve("above/current").toRealPath()).isEqualTo(attempt.toRealPath());
    }
}
