package io.cachetree.viewer.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.cachetree.cli.CellDensity;
import io.cachetree.viewer.data.PageFiles;
import io.cachetree.viewer.server.RawClient.Answer;
import io.cachetree.viewer.server.ViewerServer.Share;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What the page gets. */
class ViewerServerTest {

    @TempDir
    static Path tree;

    private static ServedTree served;

    @BeforeAll
    static void serve() throws IOException {
        served = ServedTree.of(tree, Share.NOTHING);
    }

    @AfterAll
    static void end() {
        served.close();
    }

    @Test
    void theTreeHasTheNodesAsTheCommandHasThem() throws IOException {
        JsonNode document = served.json("/data/tree.json");

        assertThat(document.path("tree").asString()).isEqualTo(tree.toString());
        assertThat(document.path("id").asString()).hasSize(36);
        assertThat(document.path("live").asBoolean()).isTrue();
        assertThat(document.has("share")).isFalse();
        JsonNode segment = node(document, "measure/segment");
        assertThat(segment.path("status").asString()).isEqualTo("committed");
        assertThat(segment.path("entries").asInt()).isEqualTo(2);
        assertThat(segment.path("newest").path("reason").asString()).contains("threshold 0.4 -> 0.6");
    }

    private static JsonNode node(JsonNode document, String path) {
        return document.path("nodes")
                .valueStream()
                .filter(each -> each.path("node").asString().equals(path))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aTreeThatDidNotChangeIsNotSentAgain() throws IOException {
        String tag = served.get("/data/tree.json").header("ETag");

        Answer again = served.get("/data/tree.json", "If-None-Match: " + tag);

        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void documentsArePackedForThoseWhoCanUnpackThem() throws IOException {
        Answer packed = served.get("/data/tree.json", "Accept-Encoding: deflate, gzip;q=0.9");
        byte[] bytes = new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes();

        assertThat(packed.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(new String(bytes, StandardCharsets.UTF_8)).contains("\"measure/segment\"");
    }

    @Test
    void entriesHaveWhatShowHasWithImagesAndChanges() throws IOException {
        JsonNode document = served.json("/data/nodes/measure/segment/@entries.json");

        assertThat(document.path("node").asString()).isEqualTo("measure/segment");
        assertThat(document.path("entries")).hasSize(2);
        JsonNode newest = document.path("entries").get(0);
        JsonNode first = document.path("entries").get(1);
        assertThat(newest.path("before").asString()).isEqualTo(first.path("key").asString());
        assertThat(newest.path("changes").get(0).path("text").asString()).contains("0.4 -> 0.6");
        assertThat(first.path("changes")).isEmpty();
        assertThat(newest.path("step").asString()).contains("segment");
        assertThat(newest.path("inputs")).hasSize(2);
        JsonNode image = newest.path("images").get(0);
        assertThat(image.path("path").asString()).isEqualTo("cells.ome.zarr");
        assertThat(image.path("kind").asString()).isEqualTo("labels");
        assertThat(image.path("type").asString()).isEqualTo("int32");
        assertThat(image.path("shape").toString()).isEqualTo("[10,10]");
        assertThat(image.path("fileCount").asInt()).isGreaterThan(2);
        assertThat(newest.path("outputs")).isEmpty();
        assertThat(served.get("/" + newest.path("files").asString() + "cells.ome.zarr/.zattrs")
                        .status())
                .isIn(200, 404);
    }

    @Test
    void textsAreNamed() throws IOException {
        JsonNode newest = served.json("/data/nodes/measure/notes/@entries.json")
                .path("entries")
                .get(0);

        assertThat(newest.path("text").get(0).path("file").asString()).isEqualTo("log.txt");
        assertThat(newest.path("outputs")).hasSize(2);
        assertThat(served.get("/" + newest.path("files").asString() + "log.txt").text())
                .isEqualTo("started\nthreshold 0.6\ndone\n");
    }

    @Test
    void entriesAreCompared() throws IOException {
        JsonNode newest = served.json("/data/nodes/measure/segment/@entries.json")
                .path("entries")
                .get(0);
        String pair = "@%s..%s.json"
                .formatted(newest.path("before").asString(), newest.path("key").asString());

        JsonNode difference = served.json("/data/differences/measure/segment/" + pair);

        assertThat(difference.path("same").asBoolean(true)).isFalse();
        assertThat(difference.path("results").get(0).path("kind").asString()).isEqualTo("labels");
    }

    @Test
    void runsHaveTheirStepsAndWhatTheyRead() throws IOException {
        JsonNode runs = served.json("/data/timeline.json").path("runs");

        assertThat(runs).hasSize(2);
        JsonNode last = runs.get(0);
        assertThat(last.path("node").asString()).isEqualTo("measure");
        assertThat(last.path("steps")
                        .valueStream()
                        .map(step -> step.path("node").asString() + " "
                                + step.path("state").asString()))
                .containsExactlyInAnyOrder(
                        "measure/segment computed",
                        "measure/table computed",
                        "measure/plot computed",
                        "measure/notes computed",
                        "measure/field read");
        assertThat(last.path("steps")
                        .valueStream()
                        .filter(step -> step.path("critical").asBoolean())
                        .map(step -> step.path("state").asString()))
                .isNotEmpty()
                .containsOnly("computed");
        assertThat(runs.get(1)
                        .path("steps")
                        .valueStream()
                        .filter(step -> step.path("state").asString().equals("read")))
                .isEmpty();
    }

    @Test
    void thePageIsServedWithItsOwnPolicyToAnybody() throws IOException {
        assumeThat(PageFiles.names()).as("the page").contains(PageFiles.INDEX);

        Answer page = served.client().get("/");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(page.header("Content-Security-Policy"))
                .startsWith("default-src 'none'; script-src 'self'")
                .endsWith("; frame-ancestors 'none'");
        for (String name : PageFiles.names()) {
            String path = name.equals(PageFiles.INDEX) ? "/index.html" : "/page/" + name;
            assertThat(served.client().get(path).status()).as(path).isEqualTo(200);
        }
    }

    @Test
    void whatIsNotThereIsNotThere() throws IOException {
        assertThat(served.get("/data/nodes/nobody/@entries.json").status()).isEqualTo(404);
        assertThat(served.get("/data/differences/measure/@000000000000..000000000000.json")
                        .status())
                .isEqualTo(404);
        assertThat(served.get("/data/other.json").status()).isEqualTo(404);
        assertThat(served.get("/nothing").status()).isEqualTo(404);
    }

    @Test
    void filesAreSentAsTheyAre() throws IOException {
        String path = served.file("measure/plot", ".png");
        Answer answer = served.get(path);

        assertThat(answer.body()).isEqualTo(Files.readAllBytes(tree.resolve(path.substring("/files/".length()))));
        assertThat(answer.header("Content-Type")).isEqualTo("image/png");
        assertThat(answer.header("Accept-Ranges")).isEqualTo("bytes");
        assertThat(served.get(path, "If-None-Match: " + answer.header("ETag")).status())
                .isEqualTo(304);
    }

    @Test
    void partsOfFilesAreSent() throws IOException {
        String path = served.file("measure/notes", "log.txt");

        Answer end = served.get(path, "Range: bytes=-5");
        Answer begin = served.get(path, "Range: bytes=0-6");

        assertThat(end.status()).isEqualTo(206);
        assertThat(end.text()).isEqualTo("done\n");
        assertThat(end.header("Content-Range")).isEqualTo("bytes 22-26/27");
        assertThat(begin.text()).isEqualTo("started");
        assertThat(served.get(path, "Range: bytes=0-6", "If-Range: \"other\"").status())
                .isEqualTo(200);
        Answer beyond = served.get(path, "Range: bytes=27-");
        assertThat(beyond.status()).isEqualTo(416);
        assertThat(beyond.header("Content-Range")).isEqualTo("bytes */27");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Accept: */*", "Range: bytes=0-6", "Range: bytes=27-"})
    void headSaysHowLargeAFileIs(String header) throws IOException {
        Answer head = served.client()
                .send(
                        "HEAD",
                        served.file("measure/notes", "log.txt"),
                        "127.0.0.1:" + served.server().port(),
                        served.cookie(),
                        header);

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Length")).isEqualTo("27");
        assertThat(head.body()).isEmpty();
    }

    @Test
    void anEmptyFileIsSent(@TempDir Path other) throws IOException {
        CellDensity.run(other, 0.05);
        try (ServedTree tiny = ServedTree.serving(other, Share.NOTHING)) {
            Answer answer = tiny.get(tiny.file("measure/notes", "blob.bin"));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEmpty();
        }
    }

    @Test
    void whatAnotherProcessWritesIsSeen(@TempDir Path other) throws IOException {
        CellDensity.run(other, 0.4);
        try (ServedTree growing = ServedTree.serving(other, Share.NOTHING)) {
            assertThat(node(growing.json("/data/tree.json"), "measure")
                            .path("entries")
                            .asInt())
                    .isEqualTo(1);

            CellDensity.run(other, 0.6);

            long patience = System.nanoTime() + 60_000_000_000L;
            int entries = 1;
            while (entries == 1 && System.nanoTime() < patience) {
                entries = node(growing.json("/data/tree.json"), "measure")
                        .path("entries")
                        .asInt();
            }
            assertThat(entries).isEqualTo(2);
        }
    }
}
