package io.cachetree.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.Guice;
import io.cachetree.CacheContext;
import io.cachetree.CacheDirectory;
import io.cachetree.CacheTree;
import io.cachetree.annotation.CacheUrl;
import io.cachetree.annotation.Cached;
import io.cachetree.event.CacheEvent;
import io.cachetree.intercept.guice.CacheTreeModule;
import io.cachetree.tree.CacheOptions;
import io.cachetree.tree.Reuse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the files that steps write, commit, fail with or go back to. */
class FilesOfAStepTest {

    static class Steps {
        private final List<String> ran = new CopyOnWriteArrayList<>();
        private boolean broken;

        @Cached
        Path write(String text, @CacheUrl @Nullable Path directory) throws IOException {
            ran.add("write " + text);
            if (directory == null) {
                return Path.of("nowhere");
            }
            return Files.writeString(directory.resolve("log.txt"), text);
        }

        @Cached
        int logs(int number) throws IOException {
            CacheContext.current().log("about to fail");
            if (broken) {
                throw new IOException("broken");
            }
            return number;
        }

        @Cached
        String byHand(String text, @CacheUrl @Nullable CacheDirectory directory) throws IOException {
            if (directory == null) {
                return "";
            }
            CacheDirectory mask = directory.child("mask");
            assertThat(directory.child("mask")).isSameAs(mask);
            if (!mask.init().isCommitted()) {
                Files.writeString(mask.path().resolve("mask.txt"), text);
                mask.commit();
            }
            return Files.readString(mask.path().resolve("mask.txt"));
        }

        @Cached
        List<String> takesTheNameOfItsResult(@CacheUrl @Nullable Path directory) throws IOException {
            if (directory != null) {
                Files.writeString(directory.resolve("result.json"), "mine");
            }
            return Stream.generate(() -> "x".repeat(1000)).limit(100).toList();
        }

        @Cached
        int outer(int number) {
            return number;
        }
    }

    @TempDir
    private Path root;

    private final List<CacheEvent> events = new ArrayList<>();

    private Steps steps(CacheTree tree) {
        return Guice.createInjector(CacheTreeModule.of(tree)).getInstance(Steps.class);
    }

    @Test
    void fileThatTheStepItselfCalledLogIsItsResultAndGuarded() throws IOException {
        try (CacheTree tree = CacheTree.open(root)) {
            Files.writeString(steps(tree).write("right", null), "damaged");
        }
        try (CacheTree tree = CacheTree.open(root)) {
            Steps steps = steps(tree);
            assertThat(steps.write("right", null)).hasContent("right");
            assertThat(steps.ran).containsExactly("write right");
        }
    }

    @Test
    void currentIsWhatWasUsedLast() throws IOException {
        try (CacheTree tree = CacheTree.open(root)) {
            Steps steps = steps(tree);
            steps.write("one", null);
            steps.write("two", null);
            steps.write("one", null);
            assertThat(steps.ran).containsExactly("write one", "write two");
        }
        assertThat(root.resolve("write/current/log.txt")).hasContent("one");
    }

    @Test
    void failedAttemptIsRemovedByTheNextRunOfTheNodeInTheSameProcess() throws IOException {
        for (int run = 0; run < 3; run++) {
            try (CacheTree tree = CacheTree.open(root)) {
                Steps steps = steps(tree);
                steps.broken = true;
                assertThatThrownBy(() -> steps.logs(1)).hasMessage("broken");
            }
        }
        assertThat(attempts("logs")).hasSize(1).first().satisfies(directory -> {
            assertThat(directory.resolve("log.txt")).hasContent("about to fail");
            assertThat(directory.resolve("error.txt")).content().contains("broken");
        });
        try (CacheTree tree = CacheTree.open(root)) {
            assertThat(steps(tree).logs(1)).isEqualTo(1);
        }
        assertThat(attempts("logs"))
                .hasSize(1)
                .first()
                .satisfies(
                        directory -> assertThat(directory.resolve("error.txt")).doesNotExist());
    }

    @Test
    void whatIsCommittedByHandWithinAStepCountsForItsInputs() throws IOException {
        try (CacheTree tree = CacheTree.open(root)) {
            assertThat(steps(tree).byHand("a", null)).isEqualTo("a");
            assertThat(steps(tree).byHand("b", null)).isEqualTo("b");
        }
    }

    @Test
    void fileInTheWayOfALargeResultIsNamed() {
        try (CacheTree tree = CacheTree.open(root)) {
            assertThatThrownBy(() -> steps(tree).takesTheNameOfItsResult(null)).hasMessage("""
                            Cannot commit Steps.takesTheNameOfItsResult at node "takes-the-name-of-its-result": the step \
                            wrote a file "result.json", and its result takes that name. Give the file another name.""");
        }
    }

    @Test
    void listenerThatFailsHarmsNothing() {
        try (CacheTree tree = CacheTree.builder()
                .listener(event -> {
                    events.add(event);
                    throw new AssertionError("listener");
                })
                .open(root)) {
            Steps steps = steps(tree);
            assertThat(steps.outer(1)).isEqualTo(1);
            assertThat(tree.with(CacheOptions.of(Reuse.REFRESH)).<Integer, RuntimeException>call(() -> steps.outer(1)))
                    .isEqualTo(1);
            assertThat(steps.outer(1)).isEqualTo(1);
        }
        assertThat(events).hasSize(7);
    }

    private List<Path> attempts(String node) throws IOException {
        try (Stream<Path> items = Files.list(root.resolve(node))) {
            return items.filter(Files::isDirectory)
                    .filter(path -> !Files.isSymbolicLink(path))
                    .toList();
        }
    }
}
