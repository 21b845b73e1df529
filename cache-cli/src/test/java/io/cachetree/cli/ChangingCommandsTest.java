package io.cachetree.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.cachetree.CacheTree;
import io.cachetree.store.Owner;
import io.cachetree.tree.CacheOptions;
import io.cachetree.tree.Reuse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the commands do that change a tree. */
class ChangingCommandsTest {

    @TempDir
    Path temp;

    private Path tree;

    @BeforeEach
    void runTwice() {
        tree = temp.resolve("runs/cells");
        CellDensity.run(tree, 0.4);
        CellDensity.run(tree, 0.6);
    }

    private Ran run(String command, String place) {
        return Ran.command("%s %s/%s".formatted(command, tree, place).split(" "));
    }

    private static JsonNode json(Ran ran) {
        return JsonMapper.shared().readTree(ran.out());
    }

    private String key(String node, int index) {
        return json(run("ls -e -d 0 --json", node))
                .path("nodes")
                .path(0)
                .path("all")
                .path(index)
                .path("key")
                .asString("none");
    }

    private static String withoutIds(String answer) {
        return answer.replaceAll("[0-9a-z]{4}(?=-\\d)|(?<=with \")[0-9a-z]{4}(?=\")", "ID");
    }

    private int entries(String node) {
        return json(run("ls -d 0 --json", node))
                .path("nodes")
                .path(0)
                .path("entries")
                .asInt();
    }

    private static List<String> nodes(JsonNode removals) {
        return removals.valueStream()
                .map(each -> each.path("node").asString(""))
                .toList();
    }

    private List<String> state() throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            return files.filter(
                            file -> !file.startsWith(tree.resolve(".trash")) && !file.startsWith(tree.resolve(".use")))
                    .map(file -> tree.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void pruneShowsWhatWouldGoAndChangesNothing() throws IOException {
        List<String> before = state();

        run("prune", "").endsWith(0).answers("prune-nothing.txt", tree);
        run("prune --keep 1", "").endsWith(0).answers("prune.txt", tree);
        run("prune --keep 1 --json", "").endsWith(0).answers("prune.json", tree);

        assertThat(state()).isEqualTo(before);
    }

    @Test
    void pruneWithYesMovesAndRestoreBringsBack() throws IOException {
        List<String> before = state();
        Ran pruned = run("prune --keep 1 --yes", "").endsWith(0);
        String id = pruned.out().strip().replaceAll("(?s).* ", "");

        assertThat(pruned.out())
                .contains(
                        "5 entries with ",
                        " went to the trash.",
                        "To bring it back: ",
                        "Its room is free when it is deleted for good: cachetree prune --empty-trash --yes " + tree);
        assertThat(run("ls", "").out()).contains("committed").doesNotContain("  2\n");
        run("verify", "").endsWith(0);
        assertThat(run("restore", "").endsWith(0).out()).contains(id + "-1", id + "-5", "5 things with");
        assertThat(json(run("du --json", ""))
                        .path("nodes")
                        .path(0)
                        .path("totalOlder")
                        .asLong())
                .isZero();

        assertThat(run("restore", " " + id).endsWith(0).out()).contains("5 things with", "brought back.");
        assertThat(state())
                .containsAll(before.stream()
                        .filter(each -> !each.endsWith("current"))
                        .toList());
        run("verify", "").endsWith(0);
        assertThat(run("restore", "").out()).isEqualToIgnoringNewLines("Nothing in the trash.");
        assertThat(entries("measure/segment")).isEqualTo(2);
    }

    @Test
    void restoreBringsBackWhatIsNamed() throws IOException {
        String key = key("measure/notes", 1);
        run("rm --yes", "measure/notes@" + key).endsWith(0);
        run("rm --yes", "measure/plot").endsWith(0);

        run("restore", "").endsWith(0).answers("restore.txt", tree, ChangingCommandsTest::withoutIds);
        run("restore --json", "").endsWith(0).answers("restore.json", tree, ChangingCommandsTest::withoutIds);
        assertThat(run("restore", "measure/plot").endsWith(2).err())
                .contains("Cannot tell what of \"measure/plot\" is meant: there are ", "-1 (measure/plot@");
        assertThat(run("restore", "measure/notes@" + key.substring(0, 5))
                        .endsWith(0)
                        .out())
                .contains("1 thing with", "brought back.");
        assertThat(entries("measure/notes")).isEqualTo(2);
        assertThat(run("restore", "measure/notes@" + key).endsWith(2).err())
                .contains("Cannot find \"measure/notes@" + key + "\" in the trash of the tree \"" + tree + "\"");
    }

    @Test
    void hintsCanBeTypedWhereATreeHasSpacesInItsName() {
        Path spaced = temp.resolve("my runs");
        CellDensity.run(spaced, 0.4);

        Ran ran = Ran.command("rm", "--yes", spaced.resolve("measure/plot").toString());
        assertThat(ran.endsWith(0).out()).contains("cachetree restore '" + spaced + "' ");
        assertThat(Ran.command("restore", spaced.toString()).endsWith(0).out())
                .contains("cachetree restore '" + spaced + "' ");
    }

    @Test
    void duSaysWhatTheTrashTakes() {
        assertThat(run("du --json", "").out()).contains("\"trash\" : 0");
        assertThat(run("du", "").out()).doesNotContain("trash");

        run("rm --yes", "measure/plot").endsWith(0);

        assertThat(run("du --json", "").out()).containsPattern("\"trash\" : [1-9]");
        assertThat(run("du", "").endsWith(0).out())
                .containsPattern("The trash takes [0-9.]+ k?B more, until it is emptied: cachetree prune --empty-trash "
                        + Pattern.quote(tree.toString()));
        assertThat(run("du", "measure").out()).as("of a part of the tree").doesNotContain("trash");
    }

    @Test
    void restoreOverwritesNothing() {
        String key = key("measure", 0);
        run("rm --yes", "measure@" + key).endsWith(0);
        CellDensity.run(tree, 0.6);

        assertThat(run("restore", "measure@" + key).endsWith(1).out())
                .contains("Cannot restore \"measure@" + key, "stands in its place, which was committed since.");
        assertThat(run("restore", "").out()).contains("1 thing with");
    }

    @Test
    void theTrashOfAnotherTreeIsAnotherOne() {
        run("rm --yes", "measure/plot").endsWith(0);
        Path other = temp.resolve("other");
        CellDensity.run(other, 0.4);

        assertThat(Ran.command("restore", other.toString(), "zzzz")
                        .endsWith(2)
                        .err()
                        .strip())
                .isEqualTo("cachetree: Cannot find \"zzzz\" in the trash of the tree \"%s\": it is empty."
                        .formatted(other));
        assertThat(run("restore", " zzzz").endsWith(2).err()).contains("in the trash of the tree", ": there are ");
    }

    @Test
    void theTrashIsEmptiedForGood() throws IOException {
        run("prune --keep 1 --yes", "").endsWith(0);

        assertThat(run("prune --empty-trash --older-than 1d", "").endsWith(0).out())
                .isEqualToIgnoringNewLines("Nothing would be deleted for good.");
        assertThat(run("prune --empty-trash", "").endsWith(0).out())
                .contains("5 things with", "would be deleted for good.", "add --yes");
        assertThat(run("restore", "").out()).contains("5 things");
        assertThat(run("prune --empty-trash --yes", "").endsWith(0).out()).contains("deleted for good.");
        assertThat(tree.resolve(".trash")).isEmptyDirectory();
        run("verify", "").endsWith(0);
    }

    @Test
    void pinsAreKeptAndShown() throws IOException {
        String key = key("measure/segment", 1);
        Ran.command("pin", tree + "/mea/seg@" + key.substring(0, 6), "--note", "figure 3")
                .endsWith(0)
                .answers("pin.txt", tree);

        run("ls -e", "measure/segment").answers("ls-pinned.txt", tree);
        assertThat(run("show", "measure/segment@" + key).out()).contains("pinned     by ", ": figure 3");
        assertThat(json(run("show --json", "measure/segment@" + key))
                        .path("pinned")
                        .path("note")
                        .asString())
                .isEqualTo("figure 3");
        assertThat(run("ls -e --json", "measure/segment").out()).containsOnlyOnce("\"pinned\" : true");
        assertThat(nodes(json(run("prune --keep 1 --json", "")).path("goes"))).doesNotContain("measure/segment");
        assertThat(run("rm", "measure/segment@" + key).endsWith(1).out()).contains("1 other stays: 1 pinned.");

        assertThat(run("unpin", "measure/segment").endsWith(0).out()).contains("@" + key + "  unpinned");
        assertThat(nodes(json(run("prune --keep 1 --json", "")).path("goes"))).contains("measure/segment");
    }

    @Test
    void aNoteStaysUntilThereIsAnother() {
        run("pin --note=figure-3", "measure").endsWith(0);

        assertThat(run("pin", "measure").endsWith(0).out()).contains("pinned: figure-3");
        assertThat(run("pin --note=figure-4", "measure").endsWith(0).out()).contains("pinned: figure-4");
        assertThat(json(run("pin --json --note=", "measure")).path("note").asString())
                .isEmpty();
    }

    @Test
    void aPinThatIsMisspelledSaysWhatThereIs() {
        String key = key("measure/table", 0);

        assertThat(run("pin", "measure/table@iiii").endsWith(2).err())
                .contains("Cannot find entry \"iiii\" in node \"measure/table\": there are ", key);
        assertThat(run("unpin", "measure/table@" + key).endsWith(2).err())
                .contains("Cannot find a pinned entry \"measure/table@" + key + "\"", "none is pinned");
        run("pin", "measure/table@" + key).endsWith(0);
        assertThat(run("unpin", "measure/table@iiii").endsWith(2).err()).contains("pinned are " + key);
    }

    @Test
    void rmSaysWhatIsOutOfDateAndParentsTakesItOut() throws IOException {
        run("rm", "measure/segment").endsWith(0).answers("rm.txt", tree);
        run("rm --json", "measure/segment").endsWith(0).answers("rm.json", tree);
        run("rm", "measure").endsWith(0).answers("rm-top.txt", tree);

        run("rm --yes", "measure/segment").endsWith(0);
        CellDensity.run(tree, 0.6);
        assertThat(entries("measure/segment")).as("measure still answers").isZero();
        run("restore", "measure/segment@" + key("measure/segment", 0)).endsWith(2);
        run(
                        "restore",
                        " "
                                + run("restore", "")
                                        .out()
                                        .lines()
                                        .skip(1)
                                        .findFirst()
                                        .orElse("")
                                        .substring(0, 4))
                .endsWith(0);

        run("rm --yes --parents", "measure/segment").endsWith(0);
        CellDensity.run(tree, 0.6);
        assertThat(entries("measure/segment")).isEqualTo(1);
        assertThat(entries("measure/table")).as("what was not taken out").isEqualTo(2);
    }

    @Test
    void rmTakesOutTheNodesBelow() {
        assertThat(run("rm --yes --below", "measure").endsWith(0).out()).contains("11 entries");
        assertThat(run("ls", "").out()).contains("6 empty");
        assertThat(run("rm --below", "measure").endsWith(2).err())
                .contains("Cannot find anything to take out in node \"measure\"");
        assertThat(run("rm", "").endsWith(2).err()).contains("Cannot find anything to take out in node \".\"");
    }

    @Test
    void filesOfATreeThatIsOpenStay() {
        try (CacheTree open = CacheTree.open(tree)) {
            JsonNode plan = json(run("prune --keep 1 --json", ""));

            assertThat(nodes(plan.path("goes"))).containsExactly("measure");
            assertThat(run("prune --keep 1 --yes", "").endsWith(0).out())
                    .contains(
                            "4 in use",
                            "The tree is open in process %d on"
                                    .formatted(ProcessHandle.current().pid()));
            assertThat(run("rm --yes", "measure/segment").endsWith(1).out()).contains("2 others stay: 2 in use.");
            assertThat(open.options()).isNotNull();
        }
        assertThat(nodes(json(run("prune --keep 1 --json", "")).path("goes"))).hasSize(4);
    }

    @Test
    void aProcessThatWasKilledKeepsNothing() throws IOException {
        Owner here = Owner.here();
        Files.createDirectories(tree.resolve(".use"));
        Path mark = Files.write(
                tree.resolve(".use/dead"),
                new Owner(here.place(), here.pid(), here.started().minusSeconds(1000)).bytes());

        assertThat(nodes(json(run("prune --keep 1 --json", "")).path("goes"))).hasSize(5);
        CacheTree.open(tree).close();
        assertThat(mark).doesNotExist();
    }

    private Path markOfSomebodyElsewhere(Duration lease) throws IOException {
        Files.createDirectories(tree.resolve(".use"));
        return Files.writeString(
                tree.resolve(".use/11111111-1111-1111-1111-111111111111-1"),
                "host-7 6e9b2f2e-boot pid:[4026531836] 0123456789abcdef\n4711\n2026-01-01T00:00:00Z\nlease %s\nbeat 9\n"
                        .formatted(lease));
    }

    @Test
    void aProcessThatWasKilledOnAnotherHostIsWaitedForAndThenKeepsNothing() throws IOException {
        Path mark = markOfSomebodyElsewhere(Duration.ofMillis(500));

        assertThat(run("prune --keep 1", "").endsWith(0).out())
                .contains(
                        "4 in use",
                        "The tree is open in process 4711 on host-7, which may read the files, unless it was killed: "
                                + "--yes waits 500 ms for a sign of life.");
        assertThat(mark).as("only --yes changes anything").exists();
        assertThat(run("prune --keep 1 --yes", "").endsWith(0).err())
                .contains("Waiting for a sign of life of process 4711 on host-7, which had the tree open; "
                        + "after 500 ms without, it counts as ended.");
        assertThat(mark).doesNotExist();
        assertThat(run("prune --keep 1", "").endsWith(0).out()).contains("There is nothing to prune.");
    }

    @Test
    void rmWaitsForAProcessOfAnotherHostAsWell() throws IOException {
        Path mark = markOfSomebodyElsewhere(Duration.ofMillis(200));

        assertThat(run("rm --yes", "measure/segment").endsWith(0).out()).contains("went to the trash");
        assertThat(mark).doesNotExist();
    }

    @Test
    void aProcessOnAnotherHostThatLivesKeepsTheFiles() throws Exception {
        Path mark = markOfSomebodyElsewhere(Duration.ofSeconds(10));
        ScheduledExecutorService beating = Executors.newSingleThreadScheduledExecutor();
        try {
            Future<?> beats = beating.scheduleAtFixedRate(() -> beat(mark), 0, 10, TimeUnit.MILLISECONDS);

            assertThat(run("prune --keep 1 --yes", "").endsWith(0).out())
                    .contains(
                            "4 in use",
                            "The tree is open in process 4711 on host-7, which may read the files. Close it.");
            assertThat(beats).isNotDone();
        } finally {
            beating.shutdownNow();
            assertThat(beating.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(mark).exists();
    }

    private void beat(Path mark) {
        try {
            Path next = Files.writeString(
                    temp.resolve("beat"),
                    Files.readString(mark).replaceFirst("beat .*", "beat " + Long.toString(System.nanoTime())));
            Files.move(next, mark, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whatWasSupersededAndFailedGoes() throws IOException {
        CellDensity steps = CellDensity.steps();
        try (CacheTree opened =
                CacheTree.builder().options(CacheOptions.of(Reuse.REFRESH)).open(tree)) {
            opened.call(() -> steps.measure(7, 0.6));
        }
        run("prune", "").endsWith(0).answers("prune-leftovers.txt", tree);
        try {
            CellDensity.risk(tree, () -> {
                throw new IOException("the camera is off");
            });
        } catch (IOException expected) {
            assertThat(expected).hasMessage("the camera is off");
        }

        assertThat(run("prune", "").endsWith(0).out())
                .contains("risky@", "the attempt failed", "5 superseded directories, 1 failed attempt with");
        run("prune --yes", "").endsWith(0);
        run("verify", "").endsWith(0);
        assertThat(run("prune", "").out()).contains("There is nothing to prune.");
        assertThat(run("ls", "").out()).doesNotContain("failed");
    }

    @Test
    void amountsThatAreNoneAreRefused() {
        for (String wrong : List.of("50parsecs", "-3GB", "GB", "1e9")) {
            assertThat(run("prune --max-size=" + wrong, "").endsWith(2).err())
                    .contains("\"%s\" is not a size. Write it as in \"50GB\"".formatted(wrong));
        }
        assertThat(run("prune --older-than=soon", "").endsWith(2).err())
                .contains("\"soon\" is not an age. Write it as in \"30d\"");
        assertThat(run("prune --keep 0", "").endsWith(2).err()).contains("the newest entry always stays");
        assertThat(run("prune --empty-trash --keep 2", "").endsWith(2).err())
                .contains("--empty-trash goes with --older-than only");
    }

    @Test
    void ageAndSizeAreLimits() {
        assertThat(json(run("prune --older-than 1d --json", "")).path("goes")).isEmpty();
        assertThat(json(run("prune --older-than 0s --json", "")).path("goes")).hasSize(5);
        assertThat(json(run("prune --max-size 1GB --json", "")).path("goes")).isEmpty();
        assertThat(json(run("prune --max-size 0B --json", "")).path("goes")).hasSize(5);
        assertThat(json(run("prune --max-size 0 --json", "")).path("goes")).hasSize(5);
        assertThat(json(run("prune --max-size 2G --json", "")).path("goes")).isEmpty();
        long bytes =
                json(run("prune --max-size 2.9kB --json", "")).path("bytes").asLong();
        assertThat(bytes).isPositive().isLessThan(2000);
    }

    @Test
    void whereThereIsNoTreeNothingIsDone() throws IOException {
        Files.delete(tree.resolve("cachetree.json"));

        for (String command : List.of("prune --yes", "rm --yes", "restore", "pin", "unpin")) {
            assertThat(run(command, "measure").endsWith(2).err()).contains("Cannot find a cache tree at");
        }
        Files.writeString(tree.resolve("cachetree.json"), "damaged");
        for (String command : List.of("prune --yes", "rm --yes", "restore", "pin")) {
            assertThat(run(command, "measure").endsWith(2).err())
                    .contains("is missing or damaged, and nothing is moved");
        }
    }

    @Test
    void aNodeThatDoesNotExistIsNamed() {
        for (String command : List.of("prune", "rm", "restore", "pin", "unpin")) {
            assertThat(run(command, "measure/segmnt").endsWith(2).err())
                    .contains("Cannot find node \"measure/segmnt\" in the tree");
        }
    }

    @Test
    void aTreeThatCannotBeWrittenSaysSo() throws IOException {
        assertThat(temp.toFile().setWritable(true)).isTrue();
        assertThat(tree.resolve("measure/plot").toFile().setWritable(false)).isTrue();
        assumeFalse(Files.isWritable(tree.resolve("measure/plot")), "for this account everything can be written");

        assertThat(run("rm --yes", "measure/plot").endsWith(2).err())
                .contains("Cannot move", "permission denied. Make it writable");
    }

    @TestFactory
    List<DynamicTest> helpHasExamples() {
        return List.of("prune", "rm", "restore", "pin", "unpin").stream()
                .map(command -> DynamicTest.dynamicTest(command, () -> {
                    Ran ran = Ran.command(command, "--help").endsWith(0);
                    assertThat(ran.out()).contains("Usage: cachetree " + command, "Examples:", "--json");
                    assertThat(ran.out().lines()).allMatch(line -> line.length() <= 100);
                }))
                .toList();
    }
}
