package io.cachetree.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cachetree.CacheTree;
import io.cachetree.store.Owner;
import io.cachetree.tree.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands answer about trees that are damaged, empty, elsewhere, or being written. */
class TroubledTreesTest {

    private static final String RECORD = "????????????.json";

    @TempDir
    Path tree;

    private Path file(String node, String glob) {
        try (Stream<Path> files = Files.walk(tree.resolve(node), 2)) {
            return files.filter(Files::isRegularFile)
                    .filter(file ->
                            tree.getFileSystem().getPathMatcher("glob:" + glob).matches(file.getFileName()))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void flip(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
    }

    private Ran run(String command, String node) {
        return Ran.command("%s %s/%s".formatted(command, tree, node).split(" "));
    }

    @Test
    void verifyNamesEveryDamagedFile() throws IOException {
        CellDensity.run(tree, 0.4);
        flip(file("measure/table", RECORD));
        flip(file("measure/plot", "*.png"));
        Files.delete(file("measure/notes", "blob.bin"));
        Files.writeString(file("measure/notes", "log.txt"), "cut");

        run("verify", "").endsWith(1).answers("verify-damaged.txt", tree);
        run("verify --json", "").endsWith(1).answers("verify-damaged.json", tree);
        run("verify", "measure/field").endsWith(0);
    }

    @Test
    void damagedRecordsAreShownAsDamaged() throws IOException {
        CellDensity.run(tree, 0.4);
        flip(file("measure/table", RECORD));
        Files.write(file("measure/plot", RECORD), new byte[0]);

        run("ls", "").endsWith(0).answers("ls-damaged.txt", tree);
        run("show", "measure/table").endsWith(1).answers("show-damaged.txt", tree);
        run("show --json", "measure/table").endsWith(1).answers("show-damaged.json", tree);
        assertThat(run("why", "measure/plot").endsWith(2).err()).contains("it is empty. Run the step again.");
        run("du", "").endsWith(0);
    }

    @Test
    void damagedFilesAreNotToldAsDifferences() throws IOException {
        CellDensity.run(tree, 0.4);
        CellDensity.run(tree, 0.6);
        Path plot = file("measure/plot", "*.png");
        flip(plot);

        assertThat(run("diff", "measure/plot").endsWith(1).out())
                .containsPattern("damaged +measure/plot/.*png: its content changed")
                .doesNotContain("pixels");
        assertThat(run("diff --json", "measure/plot").out()).contains("\"outcome\" : \"damaged\"");
        Files.delete(plot);
        assertThat(run("diff", "measure/plot").endsWith(1).out()).contains("png: it is missing");
    }

    @Test
    void entriesOfDifferentStepsAreSaidToBe() {
        CellDensity.run(tree, 0.4);

        Ran ran = Ran.command("diff", tree + "/measure/plot", tree + "/measure/table");

        assertThat(ran.endsWith(1).out())
                .contains("Inputs and code are those of different steps, CellDensity.plot and CellDensity.table");
    }

    @Test
    void aFailedStepShowsWhatItThrew() throws IOException {
        assertThatThrownBy(() -> CellDensity.risk(tree, () -> {
                    throw new IOException("the camera is off");
                }))
                .hasMessage("the camera is off");

        Ran listed = run("ls", "").endsWith(0).answers("ls-failed.txt", tree);
        assertThat(listed.out()).contains("\"cachetree log %s/risky\"".formatted(tree));
        assertThat(run("show", "risky").endsWith(1).out())
                .contains("failed", "files      error.txt, partial.txt", "java.io.IOException: the camera is off");
        assertThat(run("log", "risky").endsWith(0).out())
                .contains("CellDensity.risky failed at node risky", "the camera is off");
        assertThat(run("show --json", "risky").out()).contains("\"state\" : \"failed\"");
        assertThat(run("why", "risky").endsWith(2).err()).contains("there is only an attempt");
    }

    @Test
    void aCommitAfterAFailureIsACommit() throws IOException {
        assertThatThrownBy(() -> CellDensity.risk(tree, () -> {
                    throw new IOException("the camera is off");
                }))
                .isInstanceOf(IOException.class);
        CellDensity.risk(tree, () -> {});

        assertThat(run("ls", "").out()).contains("committed").doesNotContain("failed");
        run("log", "risky").endsWith(1);
    }

    @Test
    void aKilledStepIsToldFromOneThatFailed() throws IOException {
        assertThatThrownBy(() -> CellDensity.risk(tree, () -> {
                    throw new IOException("");
                }))
                .isInstanceOf(IOException.class);
        Owner here = Owner.here();
        Owner gone = new Owner(here.place(), here.pid(), here.started().minusSeconds(1000));
        Files.write(file("risky", ".owner"), gone.bytes());

        assertThat(run("ls", "").out()).contains("risky", "killed");
    }

    @Test
    void aRunningStepIsSeen() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch seen = new CountDownLatch(1);
        CompletableFuture<Void> running = CompletableFuture.runAsync(() -> {
            try {
                CellDensity.risk(tree, () -> {
                    started.countDown();
                    await(seen);
                });
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        started.await();

        Files.setLastModifiedTime(
                file("risky", ".owner"), FileTime.from(Instant.now().minus(Duration.ofMinutes(190))));
        assertThat(run("ls", "").endsWith(0).out()).containsPattern("risky +running +3 h");
        assertThat(run("show", "risky").endsWith(0).out()).contains("running", "partial.txt");
        run("verify", "").endsWith(0);
        seen.countDown();
        running.join();
        assertThat(run("ls", "").out()).contains("committed").doesNotContain("running");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aTreeIsReadWhileItIsWritten() {
        AtomicBoolean isWritten = new AtomicBoolean();
        CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
            for (int i = 1; i <= 20; i++) {
                CellDensity.run(tree, i / 100.0);
            }
            isWritten.set(true);
        });
        while (!Files.isRegularFile(tree.resolve("cachetree.json"))) {
            Thread.onSpinWait();
        }
        while (!isWritten.get() && !writing.isDone()) {
            run("ls -e", "").endsWith(0);
            run("verify", "").endsWith(0);
            run("du", "").endsWith(0);
        }
        writing.join();

        assertThat(run("verify", "").endsWith(0).out()).contains("all is as it was committed");
        assertThat(run("ls", "measure").out()).contains("20");
    }

    @Test
    void anEmptyTreeIsEmpty() {
        CacheTree.open(tree).close();

        assertThat(run("ls", "").endsWith(0).out())
                .isEqualToIgnoringNewLines("The tree \"%s\" is empty: nothing was committed to it.".formatted(tree));
        assertThat(run("ls --json", "").endsWith(0).out()).contains("\"nodes\" : [ ]");
        run("verify", "").endsWith(0);
        run("du", "").endsWith(0);
        run("show", "")
                .endsWith(2)
                .complains("Cannot find an entry in the root of the tree: nothing was committed to it.");
    }

    @Test
    void whereThereIsNoTreeThisIsSaid() throws IOException {
        run("ls", "none")
                .endsWith(2)
                .complains(
                        "Cannot find a cache tree at \"%s/none\": neither it nor a directory above has a \"cachetree.json\". Name the directory of a tree, such as \"runs/nuclei\"."
                                .formatted(tree));
        CacheTree.open(tree.resolve("mouse-12")).close();
        run("ls", "")
                .endsWith(2)
                .complains(
                        "Cannot find a cache tree at \"%s/\": neither it nor a directory above has a \"cachetree.json\". These are below it: mouse-12."
                                .formatted(tree));
    }

    @Test
    void aDamagedMarkerIsNoObstacle() throws IOException {
        CacheTree.open(tree).close();
        Files.writeString(tree.resolve("cachetree.json"), "{}");

        assertThat(run("ls", "").endsWith(0).out()).contains("is empty");
        assertThat(run("verify", "").endsWith(1).out())
                .contains("damaged  cachetree.json: it is not what was written", "1 damaged file");
    }

    @Test
    void whatIsAboveADamagedRecordMayBeOutOfDate() throws IOException {
        CellDensity.run(tree, 0.4);
        flip(file("measure/table", RECORD));

        assertThat(run("rm", "measure/table").endsWith(0).out())
                .contains("1 damaged record", "Out of date", "measure@");
    }

    @Test
    void aTreeOfTheFutureIsRefused() throws IOException {
        CacheTree.open(tree).close();
        Path marker = tree.resolve("cachetree.json");
        String text = Files.readString(marker).replaceAll("(\"minimum-reader\" : )\\d+", "$199");
        int end = text.indexOf(",\n  \"checksum\"");
        byte[] sealed = text.substring(0, end).getBytes(StandardCharsets.UTF_8);
        Files.writeString(marker, text.substring(0, end) + ",\n  \"checksum\" : \"" + Digest.of(sealed) + "\"\n}\n");

        assertThat(run("ls", "").endsWith(2).err()).contains("it needs a reader of format 99");
    }

    @Test
    void anEntryIsNoNode() throws IOException {
        CellDensity.run(tree, 0.4);

        run("ls", "measure@5f")
                .endsWith(2)
                .complains(
                        "Cannot look at the single entry \"measure@5f\" here: this command takes nodes. Leave the key away, or use \"show\".");
    }

    @Test
    void nothingIsWritten() throws IOException {
        CellDensity.run(tree, 0.4);
        flip(file("measure/plot", "*.png"));
        String before = state();

        for (String command : new String[] {"ls -e", "verify", "du"}) {
            run(command, "");
        }
        for (String command : new String[] {"show", "log", "why"}) {
            run(command, "measure/notes");
        }

        assertThat(state()).isEqualTo(before);
    }

    private String state() throws IOException {
        StringBuilder state = new StringBuilder();
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path each : files.sorted().toList()) {
                state.append(each)
                        .append(' ')
                        .append(Files.getLastModifiedTime(each))
                        .append('\n');
            }
        }
        return state.toString();
    }
}
