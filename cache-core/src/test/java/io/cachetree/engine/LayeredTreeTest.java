package io.cachetree.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cachetree.CacheTree;
import io.cachetree.engine.call.MadeUpCall;
import io.cachetree.engine.call.Scope;
import io.cachetree.store.Owner;
import io.cachetree.tree.CacheOptions;
import io.cachetree.tree.Digest;
import io.cachetree.tree.InvalidStepException;
import io.cachetree.tree.Reuse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tree over another one: what is read from below, and that nothing happens there. */
class LayeredTreeTest {

    @TempDir
    Path temp;

    private Path shared;
    private Path mine;
    private MadeUpSteps steps;
    private Map<String, String> before = Map.of();

    @BeforeEach
    void commitSomeBelow() throws Throwable {
        shared = temp.resolve("shared");
        mine = temp.resolve("mine");
        steps = new MadeUpSteps(shared);
        assertThat(steps.run("measure", 7, 1)).isEqualTo(9);
        steps.ran.clear();
        steps.events.clear();
        before = files(shared);
    }

    @AfterEach
    void nothingHappenedBelow() throws IOException {
        assertThat(files(shared)).isEqualTo(before);
    }

    private static Map<String, String> files(Path root) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                files.put(
                        root.relativize(path).toString(),
                        Files.getLastModifiedTime(path) + " " + Files.readString(path));
            }
        }
        return files;
    }

    private CacheTree open(CacheOptions options) {
        return CacheTree.builder()
                .code(steps.code())
                .listener(steps.events::add)
                .options(options)
                .open(mine)
                .over(shared);
    }

    private int measure(CacheOptions options, Integer... inputs) throws Throwable {
        steps.ran.clear();
        try (CacheTree tree = open(options)) {
            return tree.call(() -> steps.call("measure", inputs));
        }
    }

    private int measure(Integer... inputs) throws Throwable {
        return measure(CacheOptions.INHERITED, inputs);
    }

    private static String recordIn(Path node) throws IOException {
        try (Stream<Path> files = Files.list(node)) {
            return files.map(file -> Objects.requireNonNull(file.getFileName()).toString())
                    .filter(name -> name.endsWith(".json"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void whatIsBelowIsReadAndWhatIsComputedIsWrittenAbove() throws Throwable {
        assertThat(measure(7, 1)).isEqualTo(9);
        assertThat(steps.ran).isEmpty();
        assertThat(mine.resolve("measure")).doesNotExist();

        assertThat(measure(7, 2)).isEqualTo(10);
        assertThat(steps.ran).containsExactly("measure", "segment", "count");
        assertThat(mine.resolve("measure/smooth")).as("is read from below").doesNotExist();

        assertThat(measure(7, 2)).isEqualTo(10);
        assertThat(steps.ran).isEmpty();
    }

    @Test
    void reasonOfAMissComparesWithWhatIsBelow() throws Throwable {
        measure(7, 2);

        assertThat(steps.reasons()).contains("threshold 1 -> 2");
    }

    @Test
    void damagedRecordBelowIsSupersededAbove() throws Throwable {
        String record = recordIn(shared.resolve("measure"));
        Files.writeString(shared.resolve("measure").resolve(record), "{ half");
        before = files(shared);

        assertThat(measure(7, 1)).isEqualTo(9);
        assertThat(steps.ran).containsExactly("measure");
        assertThat(steps.reasons()).containsExactly("record damaged: its checksum does not fit");
        assertThat(mine.resolve("measure").resolve(record)).content().contains("\"superseded-by\" : 2");
        assertThat(mine.resolve("measure").resolve(record.replace(".json", ".2.json")))
                .isRegularFile();

        assertThat(measure(7, 1)).isEqualTo(9);
        assertThat(steps.ran).isEmpty();
    }

    @Test
    void refreshedResultIsAboveAndStaysThere() throws Throwable {
        steps.smoothAdds = 10;
        assertThat(measure(CacheOptions.of(Reuse.REFRESH), 7, 1)).isEqualTo(18);
        assertThat(measure(7, 1)).isEqualTo(18);
        assertThat(steps.ran).isEmpty();

        assertThat(measure(CacheOptions.of(Reuse.REFRESH), 7, 1)).isEqualTo(18);
        assertThat(measure(7, 1)).isEqualTo(18);
        assertThat(steps.ran).isEmpty();
        assertThat(steps.run("measure", 7, 1)).as("below").isEqualTo(9);
    }

    @Test
    void filesOfAnEntryComeFromBelowUntilTheyAreDamagedThere() throws Throwable {
        assertThat(text(CacheTree.builder().code(steps.code()).open(shared))).hasSize(100_000);
        before = files(shared);
        steps.ran.clear();

        assertThat(text(open(CacheOptions.INHERITED))).hasSize(100_000);
        assertThat(steps.ran).isEmpty();
        assertThat(mine.resolve("split")).doesNotExist();

        try (Stream<Path> paths = Files.walk(shared.resolve("split"))) {
            Path result = paths.filter(
                            path -> String.valueOf(path.getFileName()).startsWith("result."))
                    .findFirst()
                    .orElseThrow();
            Files.writeString(result, "short");
        }
        before = files(shared);
        assertThat(text(open(CacheOptions.INHERITED))).hasSize(100_000);
        assertThat(steps.ran).containsExactly("split");
        try (Stream<Path> paths = Files.walk(mine.resolve("split"))) {
            assertThat(paths.filter(path -> String.valueOf(path.getFileName()).startsWith("result.")))
                    .isNotEmpty();
        }
    }

    /** Runs a step whose result is too large for its record. */
    private String text(CacheTree opened) throws Throwable {
        try (CacheTree tree = opened) {
            return tree.call(() -> String.valueOf(Objects.requireNonNull(Scope.currentOrNull())
                    .call(new MadeUpCall(
                            MadeUpSteps.id("split"), "split", List.of(), Optional.empty(), String.class, () -> {
                                steps.ran.add("split");
                                return "x".repeat(100_000);
                            }))));
        }
    }

    @Test
    void leftoversBelowAreLeftAlone() throws Throwable {
        Path attempt = Files.createDirectories(shared.resolve("measure/segment/5f1c02abq7wd-x7q2"));
        Files.write(attempt.resolve(".owner"), Owner.NOBODY.bytes());
        Files.writeString(attempt.resolve("error.txt"), "why");
        Files.writeString(shared.resolve("measure/segment/.tmp-00000000-1-1-abc-0"), "half");
        before = files(shared);

        assertThat(measure(7, 2)).isEqualTo(10);
    }

    @Test
    void closingMarksOfOurTreeOnly() throws Throwable {
        try (CacheTree tree = open(CacheOptions.INHERITED)) {
            assertThat(tree.location()).isEqualTo(mine.toUri());
            assertThat(files(mine.resolve(".use"))).hasSize(1);
        }
        assertThat(files(mine.resolve(".use"))).isEmpty();
    }

    @Test
    void builderPutsTreesBelowInTheirOrder() throws Throwable {
        Path middle = temp.resolve("middle");
        MadeUpSteps others = new MadeUpSteps(middle);
        others.smoothAdds = 5;
        assertThat(others.run("measure", 7, 1)).isEqualTo(13);
        assertThat(others.run("measure", 8, 1)).isEqualTo(14);

        try (CacheTree tree = CacheTree.builder()
                .code(steps.code())
                .over(shared)
                .over(middle.toString())
                .open(mine)) {
            assertThat(tree.<Integer, Throwable>call(() -> steps.call("measure", 7, 1)))
                    .isEqualTo(9);
            assertThat(tree.<Integer, Throwable>call(() -> steps.call("measure", 8, 1)))
                    .isEqualTo(14);
        }
        assertThat(steps.ran).isEmpty();
    }

    @Test
    void treeThatWasPutOverAnotherIsClosedAndItsSuccessorIsNot() throws Throwable {
        try (CacheTree first = CacheTree.builder().code(steps.code()).open(mine);
                CacheTree tree = first.over(shared)) {
            assertThatThrownBy(() -> first.call(() -> steps.call("measure", 7, 1)))
                    .hasMessage(
                            "Cannot run a step in the cache tree at \"%s\": it was closed. Keep it open while its steps run."
                                    .formatted(mine));
            assertThatThrownBy(() -> first.over(shared))
                    .hasMessage("Cannot put a tree below the cache tree at \"%s\": it was closed. Keep it open."
                            .formatted(mine));
            assertThat(tree.<Integer, Throwable>call(() -> steps.call("measure", 7, 1)))
                    .isEqualTo(9);
        }
    }

    @Test
    void whatIsNoTreeCannotLieBelow() throws IOException {
        Path foreign = Files.createDirectories(temp.resolve("foreign"));
        Files.writeString(foreign.resolve("thesis.txt"), "a life's work");

        assertRefused(
                foreign,
                "Cannot read a cache tree at \"%s\": there is no \"cachetree.json\", or it is damaged. "
                        + "Name the root of a tree.");
        assertRefused(
                temp.resolve("missing"),
                "Cannot read a cache tree at \"%s\": there is no \"cachetree.json\", or it is damaged. "
                        + "Name the root of a tree.");
        assertThat(temp.resolve("missing")).doesNotExist();
        assertThat(foreign).isDirectoryContaining(path -> path.endsWith("thesis.txt"));
        assertThat(files(mine.resolve(".use"))).as("the tree is closed").isEmpty();
    }

    @Test
    void futureTreeCannotLieBelow() throws IOException {
        Path future = Files.createDirectories(temp.resolve("future"));
        Files.write(future.resolve("cachetree.json"), sealed("{ \"minimum-reader\" : 99"));

        assertRefused(future, """
                Cannot open the cache tree at "%s": it needs a reader of format 99, and this version of CacheTree reads \
                formats up to 1. Use a newer version; nothing was touched.""");
    }

    private static byte[] sealed(String body) {
        byte[] bytes = body.getBytes(UTF_8);
        String digest = Digest.of(bytes, 0, bytes.length).toString();
        return (body + ",\n  \"checksum\" : \"" + digest + "\"\n}\n").getBytes(UTF_8);
    }

    private void assertRefused(Path lower, String message) {
        assertThatThrownBy(() -> CacheTree.open(mine).over(lower))
                .isInstanceOf(InvalidStepException.class)
                .hasMessage(message.formatted(lower));
    }

    @Test
    void directoryOfOtherFilesCannotLieAbove() throws IOException {
        Files.createDirectories(mine);
        Files.writeString(mine.resolve("thesis.txt"), "written " + Instant.EPOCH);

        assertThatThrownBy(() -> open(CacheOptions.INHERITED))
                .hasMessageContaining("the directory is not empty (\"thesis.txt\")");
    }
}
