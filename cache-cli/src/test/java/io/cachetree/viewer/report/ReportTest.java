package io.cachetree.viewer.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cachetree.cli.CellDensity;
import io.cachetree.cli.place.Place;
import io.cachetree.cli.place.Root;
import io.cachetree.maintenance.copying.Copy;
import io.cachetree.store.Store;
import io.cachetree.tree.NodePath;
import io.cachetree.viewer.data.DocumentPath;
import io.cachetree.viewer.data.Documents;
import io.cachetree.viewer.data.Setting;
import io.cachetree.viewer.data.Setting.Extent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ReportTest {

    @TempDir
    static Path tree;

    @TempDir
    Path target;

    @BeforeAll
    static void runTwiceAndFailOnce() {
        CellDensity.run(tree, 0.4);
        CellDensity.run(tree, 0.6);
        assertThatThrownBy(() -> CellDensity.risk(tree, () -> {
                    throw new IOException("the camera is off");
                }))
                .hasMessage("the camera is off");
    }

    private static Place place() {
        return Place.ofNode(tree.toString(), Path.of(""));
    }

    private Report.Summary write(Extent extent) throws IOException {
        return Report.of(place(), extent).write(target, Long.MAX_VALUE, bytes -> {});
    }

    private List<String> files(String below) throws IOException {
        Path directory = target.resolve(below);
        if (!Files.exists(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> target.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void eachDocumentIsTheOneThatAServerGives() throws IOException {
        write(Extent.ALL);
        Documents served = new Documents(place(), Setting.live(Optional.of("share/x")));

        List<String> documents = files("data");

        assertThat(documents).hasSizeGreaterThan(10).anyMatch(name -> name.startsWith("data/differences/"));
        for (String path : documents) {
            DocumentPath of = DocumentPath.of(List.of(path.split("/", -1))).orElseThrow();
            JsonNode expected = json(served.document(of).orElseThrow().bytes());
            assertThat(json(Files.readAllBytes(target.resolve(path)))).as(path).isEqualTo(expected);
        }
    }

    private static JsonNode json(byte[] bytes) {
        JsonNode json = JsonMapper.shared().readTree(bytes);
        if (json instanceof ObjectNode object) {
            object.remove(List.of("live", "share", "read"));
        }
        return json;
    }

    @Test
    void itsTreeIsNotLive() throws IOException {
        write(Extent.NEWEST);

        JsonNode document = JsonMapper.shared().readTree(Files.readAllBytes(target.resolve("data/tree.json")));

        assertThat(document.path("live").asBoolean(true)).isFalse();
        assertThat(document.has("share")).isFalse();
    }

    @Test
    void allFilesThatDocumentsNameAreThere() throws IOException {
        Report.Summary summary = write(Extent.NEWEST);

        List<String> files = files("files");
        assertThat(files)
                .hasSize((int) summary.files())
                .anyMatch(file -> file.endsWith("plot.png") || file.endsWith("result.png"))
                .anyMatch(file -> file.contains("cells.ome.zarr/"))
                .anyMatch(file -> file.endsWith("error.txt"))
                .noneMatch(file -> file.endsWith(".owner") || file.contains("current"));
        for (String file : files) {
            assertThat(target.resolve(file)).hasSameBinaryContentAs(tree.resolve(file.substring("files/".length())));
        }
    }

    @Test
    void ofATreeElsewhereItHasTheSameFiles(@TempDir Path temp) throws IOException {
        String zip = "zip:" + temp.resolve("runs.zip");
        try (Store from = Store.directory(tree);
                Copy all = Copy.of(from, NodePath.ROOT, zip)) {
            all.run(bytes -> {});
        }
        write(Extent.ALL);
        List<String> committed = files("files").stream()
                .filter(file -> !file.startsWith("files/risky/"))
                .toList();

        Report report = Report.of(Place.ofNode(zip, Path.of("")), Extent.ALL);
        Report.Summary summary = report.write(target, report.bytes(), bytes -> {});

        assertThat(files("files")).isEqualTo(committed).hasSize((int) summary.files());
        for (String file : committed) {
            assertThat(target.resolve(file)).hasSameBinaryContentAs(tree.resolve(file.substring("files/".length())));
        }
        assertThat(files("data")).anyMatch(file -> file.endsWith("segment/@entries.json"));
    }

    @Test
    void ofAnAttemptElsewhereItHasTheFiles() throws IOException {
        Place local = place();
        Place elsewhere =
                new Place(local.tree(), new Root("s3://lab/nuclei", Optional.empty()), local.node(), local.key());

        Report.of(elsewhere, Extent.NEWEST).write(target, Long.MAX_VALUE, bytes -> {});
        List<String> files = files("files");

        write(Extent.NEWEST);
        assertThat(files).isEqualTo(files("files")).anyMatch(file -> file.endsWith("error.txt"));
    }

    @Test
    void olderEntriesAreDescribedAndTheirFilesComeOnDemand() throws IOException {
        write(Extent.NEWEST);
        int newest = files("files").size();
        JsonNode entries = JsonMapper.shared()
                .readTree(Files.readAllBytes(target.resolve("data/nodes/measure/segment/@entries.json")))
                .path("entries");

        assertThat(entries).hasSize(2);
        assertThat(entries.get(0).has("files")).isTrue();
        assertThat(entries.get(1).has("files")).isFalse();
        write(Extent.ALL);
        assertThat(files("files")).hasSizeGreaterThan(newest);
    }

    @Test
    void filesAreCopiesAndNotLinks() throws IOException {
        write(Extent.NEWEST);
        String file = files("files").get(0);

        Files.writeString(target.resolve(file), "scribbled");

        assertThat(tree.resolve(file.substring("files/".length()))).content().isNotEqualTo("scribbled");
    }

    @Test
    void anEarlierReportIsWrittenOver() throws IOException {
        write(Extent.ALL);
        Files.createDirectories(target.resolve("files/gone/000000000000-0000"));
        Files.writeString(target.resolve("files/gone/000000000000-0000/old.txt"), "old");

        write(Extent.NEWEST);

        assertThat(target.resolve("files/gone")).doesNotExist();
    }

    @Test
    void whatLinksLeadToIsNotDeleted(@TempDir Path other) throws IOException {
        write(Extent.NEWEST);
        Files.writeString(other.resolve("keep.txt"), "mine");
        Files.createSymbolicLink(target.resolve("files/link"), other);

        write(Extent.NEWEST);

        assertThat(other.resolve("keep.txt")).hasContent("mine");
        assertThat(Files.exists(target.resolve("files/link"), LinkOption.NOFOLLOW_LINKS))
                .isFalse();
    }

    @Test
    void otherFilesAreNotTouched() throws IOException {
        Files.writeString(target.resolve("thesis.txt"), "years");

        assertThatThrownBy(() -> write(Extent.NEWEST))
                .isInstanceOf(ReportException.class)
                .hasMessage("Cannot write a report to \"%s\": it holds other files. Choose a new or empty directory."
                        .formatted(target));
        assertThat(target.resolve("thesis.txt")).hasContent("years");
    }

    @Test
    void aReportDoesNotStandInItsTree() throws IOException {
        Report report = Report.of(place(), Extent.NEWEST);

        assertThatThrownBy(() -> report.write(tree.resolve("measure/report"), Long.MAX_VALUE, bytes -> {}))
                .hasMessageContaining("that is within the tree. Choose a directory outside of it.");
        assertThat(tree.resolve("measure/report")).doesNotExist();
    }

    @Test
    void tooMuchIsSaidBeforeAnythingIsWritten() throws IOException {
        Report report = Report.of(place(), Extent.ALL);

        assertThatThrownBy(() -> report.write(target.resolve("new"), 100, bytes -> {}))
                .isInstanceOf(ReportException.class)
                .hasMessageMatching(
                        "Cannot write the report of \".*\": its files have [0-9.]+ k?B, and 100 B are allowed\\. "
                                + "Allow more with \"--max-size\"\\.");
        assertThat(target.resolve("new")).doesNotExist();
    }

    @Test
    void howFarItIsIsTold() throws IOException {
        AtomicLong told = new AtomicLong();
        Report report = Report.of(place(), Extent.ALL);

        report.write(target, report.bytes(), told::addAndGet);

        assertThat(told).hasValue(report.bytes());
    }
}
