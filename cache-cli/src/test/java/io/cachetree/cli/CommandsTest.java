package io.cachetree.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Help.Ansi;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the commands answer about a tree in which all is well; {@code -Dcachetree.rewrite=true} writes the answers anew. */
class CommandsTest {

    @TempDir
    static Path tree;

    @BeforeAll
    static void runTwice() {
        CellDensity.run(tree, 0.4);
        CellDensity.run(tree, 0.6);
    }

    private static Ran run(String command, String place) {
        return Ran.command("%s %s/%s".formatted(command, tree, place).split(" "));
    }

    @Test
    void lsListsTheNodes() throws IOException {
        run("ls", "").endsWith(0).answers("ls.txt", tree);
        run("ls --json", "").endsWith(0).answers("ls.json", tree);
    }

    @Test
    void lsListsEntriesWithTheirReasons() throws IOException {
        run("ls -e", "measure/segment").endsWith(0).answers("ls-entries.txt", tree);
        run("ls -e --json", "measure/segment").endsWith(0).answers("ls-entries.json", tree);
    }

    @Test
    void lsEndsAtADepth() {
        assertThat(run("ls --json --depth 0", "measure").out())
                .contains("\"measure\"")
                .doesNotContain("measure/segment");
        assertThat(run("ls --json -d 1", "").out()).contains("\"measure\"").doesNotContain("measure/segment");
    }

    @Test
    void theRootAloneIsNoEmptyTree() {
        assertThat(run("ls -d 0", "").endsWith(0).out())
                .contains("1 node: 1 empty")
                .doesNotContain("nothing was");
        JsonNode nodes = json(run("ls -d 0 --json", "")).path("nodes");
        assertThat(nodes).hasSize(1);
        assertThat(nodes.get(0).path("node").asString()).isEqualTo(".");
    }

    @Test
    void countsAreNotNegative() {
        for (String wrong : List.of("ls -d -3", "du --depth=-1", "log -n -2", "ls -d deep", "log -n 99999999999")) {
            assertThat(run(wrong, "measure").endsWith(2).err()).contains("is no count. Give a whole number from 0 on.");
        }
    }

    @Test
    void emptyArgumentsAreRefused() {
        for (String[] wrong : new String[][] {{"ls", ""}, {"show", ""}, {"cp", tree.toString(), ""}, {""}}) {
            assertThat(Ran.command(wrong).endsWith(2).err())
                    .startsWith(
                            "cachetree: An argument is empty: perhaps it is a variable of the shell that is not set. "
                                    + "Name a path, such as \".\" for this directory, or leave the argument away.");
        }
    }

    @Test
    void showShowsTheNewestEntry() throws IOException {
        run("show", "measure").endsWith(0).answers("show.txt", tree);
        run("show --json", "measure").endsWith(0).answers("show.json", tree);
        run("show", "measure/notes").endsWith(0).answers("show-log.txt", tree);
        run("show", "measure/segment").endsWith(0).answers("show-image.txt", tree);
    }

    @Test
    void logWritesTheLastLines() {
        assertThat(run("log", "measure/notes").endsWith(0).out().lines())
                .containsExactly("started", "threshold 0.6", "done");
        assertThat(run("log -n 1", "measure/notes").out().lines()).containsExactly("done");
        assertThat(json(run("log --json", "measure/notes")).path("log").toString())
                .isEqualTo("[\"started\",\"threshold 0.6\",\"done\"]");
    }

    @Test
    void logSaysThatThereIsNone() {
        assertThat(run("log", "measure").endsWith(1).out()).startsWith("Nothing was logged by measure@");
    }

    @Test
    void whyNamesTheInputThatChanged() throws IOException {
        run("why", "measure").endsWith(0).answers("why.txt", tree);
        run("why --json", "measure").endsWith(0).answers("why.json", tree);
        run("why", "measure/field").endsWith(0).answers("why-first.txt", tree);
    }

    @Test
    void duSaysWhatOlderEntriesTake() {
        JsonNode nodes = json(run("du --json", "")).path("nodes");
        JsonNode notes = nodes.valueStream()
                .filter(node -> node.path("node").asString("").equals("measure/notes"))
                .findFirst()
                .orElseThrow();

        assertThat(notes.path("entries").asInt()).isEqualTo(2);
        assertThat(notes.path("older").asLong()).isPositive();
        assertThat(notes.path("uncommitted").asLong()).isZero();
        assertThat(nodes.get(0).path("node").asString()).isEqualTo(".");
        assertThat(nodes.get(0).path("total").asLong())
                .isGreaterThan(nodes.get(1).path("older").asLong());
        assertThat(run("du", "measure").endsWith(0).out().lines().findFirst().orElse(""))
                .contains("TOTAL", "OLDER", "UNCOMMITTED", "ENTRIES", "NODE");
    }

    @Test
    void verifyFindsNothing() throws IOException {
        run("verify", "").endsWith(0).answers("verify.txt", tree);
        assertThat(json(run("verify --json", "")).path("damages").isEmpty()).isTrue();
    }

    @Test
    void diffComparesByKind() throws IOException {
        run("diff", "measure").endsWith(1).answers("diff-json.txt", tree);
        run("diff", "measure/segment").endsWith(1).answers("diff-labels.txt", tree);
        run("diff --json", "measure/segment").endsWith(1).answers("diff-labels.json", tree);
        run("diff", "measure/table").endsWith(1).answers("diff-table.txt", tree);
        run("diff", "measure/plot").endsWith(1).answers("diff-image.txt", tree);
        run("diff", "measure/notes").endsWith(1).answers("diff-files.txt", tree);
    }

    @Test
    void diffOfAnEntryWithItselfFindsNothing() {
        String key = json(run("show --json", "measure")).path("key").asString();

        Ran ran = run("diff", "measure@" + key + " @" + key.substring(0, 8));

        assertThat(ran.endsWith(0).out()).contains("Inputs and code are the same", "Results are the same");
    }

    @Test
    void diffNeedsAnEntryBefore() {
        assertThat(run("diff", "measure/field").endsWith(2).err())
                .contains("no entry of its step was committed before it. Name another one.");
    }

    @Test
    void namesAndCommandsMayBeCutShort() {
        String whole = run("show --json", "measure/segment").endsWith(0).out();

        assertThat(run("sh --js", "mea/seg").endsWith(0).out())
                .as("without an age, which goes on")
                .isEqualTo(whole);
    }

    @TestFactory
    List<DynamicTest> helpHasExamples() {
        return List.of("ls", "show", "log", "du", "why", "verify", "diff", "view", "report").stream()
                .map(command -> DynamicTest.dynamicTest(command, () -> {
                    Ran ran = Ran.command(command, "--help").endsWith(0);
                    assertThat(ran.out()).contains("Usage: cachetree " + command, "Examples:", "--json");
                    assertThat(ran.out().lines()).allMatch(line -> line.length() <= 100);
                }))
                .toList();
    }

    @Test
    void everyCommandSaysWhatItDoes() {
        for (String command : CacheTreeCommand.commandLine().getSubcommands().keySet()) {
            assertThat(Ran.command(command, "-h").endsWith(0).out())
                    .contains("Usage: cachetree ", "-h, --help")
                    .doesNotContain("--version");
        }
    }

    @Test
    void theCommandListsItsCommands() throws IOException {
        Ran.command("--help").endsWith(0).answers("help.txt", tree);
    }

    @Test
    void shellsGetACompletion() {
        assertThat(Ran.command("generate-completion").endsWith(0).out())
                .contains("complete -F", "verify", "-o default")
                .as("paths are completed for commands that have options with values, too")
                .doesNotContain("+o default");
    }

    @Test
    void whatAFileIsInTheWayOfSaysSo() throws IOException {
        Path taken = Files.writeString(tree.resolveSibling("taken.txt"), "");

        Ran.command("report", tree.toString(), "-o", taken.toString())
                .endsWith(2)
                .complains(
                        "Cannot use \"%s\": something else stands there. Name another one, or make it usable for this account, and try again."
                                .formatted(taken));
    }

    @Test
    void wrongUseEndsWithTwo() {
        assertThat(Ran.command().endsWith(2).err())
                .startsWith("cachetree: Missing a command: ls, show, ")
                .endsWith("Try \"cachetree --help\".\n");
        assertThat(Ran.command("nonsense").endsWith(2).err()).contains("nonsense");
        assertThat(Ran.command("ls", "--nonsense").endsWith(2).err()).contains("--nonsense");
        assertThat(Ran.command("show").endsWith(2).err()).contains("NODE[@KEY]");
        assertThat(Ran.command("l", tree.toString()).endsWith(2).err()).contains("'l' is not unique", "'log'", "'ls'");
    }

    @Test
    void whatNobodyExpectedIsNoFinding() {
        assertThat(CacheTreeCommand.commandLine().getSubcommands().values())
                .allSatisfy(command -> assertThat(
                                command.getExitCodeExceptionMapper().getExitCode(new IllegalStateException()))
                        .isEqualTo(2));
    }

    @Test
    void coloursAreForTerminals() {
        assertThat(Ran.command(Ansi.ON, "ls", tree.toString()).out()).contains("\u001b[32mcommitted");
        assertThat(run("ls", "").out()).doesNotContain("\u001b");
        assertThat(Ran.command(Ansi.ON, "ls", "--json", tree.toString()).out()).doesNotContain("\u001b");
    }

    @Test
    void linesFitAScreenOfAHundredColumns() {
        assertThat(run("ls -e", "").out().lines()).allMatch(line -> line.length() <= 100);
    }

    private static JsonNode json(Ran ran) {
        return JsonMapper.shared().readTree(ran.out());
    }
}
