package io.cachetree.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cachetree.cli.CacheTreeCommand;
import io.cachetree.cli.Ran;
import io.cachetree.examples.SegmentationOptions;
import io.cachetree.testkit.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What each command says of the example's tree, after two runs; {@code -Dcachetree.rewrite=true} writes the answers anew. */
class CommandsOnExampleTest {

    private static final String SPLIT = "report/split";

    @TempDir
    static Path temp;

    private static Path tree;

    @BeforeAll
    static void runTwice() throws IOException {
        tree = temp.resolve("tree");
        SmallExample.run(tree, SegmentationOptions.STANDARD);
        SmallExample.run(tree, SmallExample.thinWaists());
    }

    private static Ran run(String command, String place) {
        return Ran.command("%s %s/%s".formatted(command, tree, place).split(" "));
    }

    private static void answers(Ran ran, String golden) throws IOException {
        ran.answers(golden, temp, CommandsOnExampleTest::withoutSizes);
    }

    /** Sizes and stack traces differ with the version of Java, which stands in records. */
    static String withoutSizes(String answer) {
        return answer.replaceAll("(?m)^ +at .*\n", "")
                .replaceAll("\\b\\d+(\\.\\d)? (B|kB|MB)\\b", "SIZE")
                .replaceAll("(\"(bytes|newest|older|uncommitted|total\\w*)\" : )\\d+", "$1BYTES")
                .replaceAll("(\\\\?\")?values1:([0-9a-f…]|\\\\u2026)+(\\\\?\")?", "VALUES")
                .replaceAll("TIME,\\d{3}", "TIME")
                .replaceAll("\\d+ more lines", "MANY more lines")
                .replaceAll("\\b[0-9a-z]{4}(?=-\\d)|(?<=with \"|TREE/pruned )[0-9a-z]{4}\\b", "ID");
    }

    /** In a process of its own, as it ends only when it is ended. */
    @Test
    void view() throws Exception {
        ChildJvm program = new ChildJvm(temp, CacheTreeCommand.class.getName(), "view", tree + "/" + SPLIT);
        Process process = program.start();
        try {
            while (!program.printed().contains("Ctrl-C")) {
                assertThat(process.isAlive()).as(program.printed()).isTrue();
                LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
            }
            String answer = program.printed()
                    .replaceAll("(?<=127\\.0\\.0\\.1:)\\d+", "PORT")
                    .replaceAll("(?<=token=)[A-Za-z0-9_-]{22}", "TOKEN");
            answers(new Ran(answer, "", 0), "view.txt");
        } finally {
            process.destroy();
            assertThat(process.waitFor()).isZero();
        }
    }

    @Test
    void ls() throws IOException {
        answers(run("ls", "").endsWith(0), "ls.txt");
        answers(run("ls --json", "").endsWith(0), "ls.json");
        answers(run("ls -e", SPLIT).endsWith(0), "ls-entries.txt");
    }

    @Test
    void show() throws IOException {
        answers(run("show", SPLIT).endsWith(0), "show.txt");
        answers(run("show --json", SPLIT).endsWith(0), "show.json");
        answers(run("show", "report").endsWith(0), "show-report.txt");
    }

    @Test
    void log() throws IOException {
        answers(run("log", SPLIT).endsWith(0), "log.txt");
    }

    @Test
    void du() throws IOException {
        run("du", "").endsWith(0).answers("du.txt", temp, answer -> sorted(withoutSizes(answer)));
    }

    /** The largest come first, and which these are differs as well. */
    private static String sorted(String lines) {
        return lines.lines().map(String::strip).sorted().collect(Collectors.joining("\n", "", "\n"));
    }

    @Test
    void why() throws IOException {
        answers(run("why", SPLIT).endsWith(0), "why.txt");
        answers(run("why --json", SPLIT).endsWith(0), "why.json");
    }

    @Test
    void verify() throws IOException {
        answers(run("verify", "").endsWith(0), "verify.txt");
    }

    @Test
    void diff() throws IOException {
        answers(run("diff", SPLIT).endsWith(1), "diff.txt");
        answers(run("diff --json", SPLIT).endsWith(1), "diff.json");
        answers(run("diff", "report").endsWith(1), "diff-report.txt");
        answers(run("diff", "report/measure").endsWith(1), "diff-measure.txt");
    }

    @Test
    void report() throws IOException {
        Path directory = temp.resolve("page");

        answers(run("report -o " + directory, "").endsWith(0), "report.txt");

        assertThat(directory.resolve("index.html")).isNotEmptyFile();
        try (Stream<Path> files = Files.walk(directory.resolve("files/report/heatmap"))) {
            assertThat(files).anyMatch(file -> file.endsWith("heatmap.png"));
        }
    }

    @Test
    void cp() throws IOException {
        answers(
                Ran.command("cp", tree.toString(), temp.resolve("copy").toString())
                        .endsWith(0),
                "cp.txt");
    }

    @Test
    void pruneAndRestore() throws IOException {
        Path copy = copy("pruned");
        answers(Ran.command("prune", "--keep", "1", copy.toString()).endsWith(0), "prune.txt");
        answers(Ran.command("prune", "--keep", "1", "--yes", copy.toString()).endsWith(0), "prune-yes.txt");
        answers(Ran.command("restore", copy.toString()).endsWith(0), "restore.txt");
        answers(Ran.command("prune", "--empty-trash", copy.toString()).endsWith(0), "prune-empty-trash.txt");
    }

    @Test
    void rm() throws IOException {
        answers(
                Ran.command("rm", copy("invalidated") + "/report/split/distances")
                        .endsWith(0),
                "rm.txt");
    }

    @Test
    void pinAndUnpin() throws IOException {
        Path copy = copy("pinned");
        String first = copy + "/report@" + keyBeforeNewest(copy + "/report");
        answers(Ran.command("pin", first, "--note", "as in the paper").endsWith(0), "pin.txt");
        answers(Ran.command("prune", "--keep", "1", copy.toString()).endsWith(0), "prune-pinned.txt");
        answers(Ran.command("unpin", first).endsWith(0), "unpin.txt");
    }

    private static String keyBeforeNewest(String node) {
        JsonNode why =
                JsonMapper.shared().readTree(Ran.command("why", "--json", node).out());
        return why.path("before").path("key").asString();
    }

    @Test
    void whatFailedIsShown() throws IOException {
        Path failed = temp.resolve("failed");
        assertThatThrownBy(
                        () -> SmallExample.run(failed, SegmentationOptions.STANDARD, Optional.of("split"), event -> {}))
                .isInstanceOf(IllegalStateException.class);

        answers(Ran.command("ls", failed.toString()).endsWith(0), "ls-failed.txt");
        answers(Ran.command("show", failed + "/report/split").endsWith(1), "show-failed.txt");
    }

    /** Returns a tree that may be changed. */
    private static Path copy(String name) {
        Path copy = temp.resolve(name);
        Ran.command("cp", tree.toString(), copy.toString()).endsWith(0);
        return copy;
    }
}
