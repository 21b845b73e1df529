package io.cachetree.cli.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cachetree.CacheTree;
import io.cachetree.maintenance.reading.FoundRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceTest {

    @TempDir
    Path directory;

    private Path tree;

    @BeforeEach
    void makeATree() throws IOException {
        tree = directory.resolve("runs/nuclei");
        Files.createDirectories(tree);
        CacheTree.open(tree).close();
        for (String node : new String[] {"report/split", "report/smooth", "report/split-twice", "load"}) {
            Files.createDirectories(tree.resolve(node));
        }
    }

    private String node(String text) {
        return Place.of(text, directory).node().toString();
    }

    @Test
    void namesAreThoseOfTheDirectories() {
        assertThat(node("runs/nuclei")).isEmpty();
        assertThat(node("runs/nuclei/report/split")).isEqualTo("report/split");
        assertThat(node(tree.toUri() + "report/split")).isEqualTo("report/split");
        assertThat(node(tree + "/report/../load/")).isEqualTo("load");
    }

    @Test
    void namesMayBeCutShortWhereTheyAreClear() {
        assertThat(node("runs/nuclei/r/sm")).isEqualTo("report/smooth");
        assertThat(node("runs/nuclei/r/split"))
                .as("what is a whole name is meant")
                .isEqualTo("report/split");
    }

    @Test
    void aPathWithinTheTreeIsFoundFromTheWorkingDirectory() {
        assertThat(Place.of("split", tree.resolve("report")).node()).hasToString("report/split");
        assertThat(Place.of("", tree.resolve("report")).node()).hasToString("report");
        assertThat(Place.of("..", tree.resolve("report")).node()).hasToString("");
    }

    @Test
    void aTreeMayHaveAnAtInItsName() {
        Path named = directory.resolve("mouse@12");
        CacheTree.open(named).close();

        assertThat(Place.of("mouse@12", directory).root().local()).contains(named);
        assertThat(Place.of("mouse@12@5f1c", directory).key()).contains("5f1c");
        assertThat(Place.ofNode(named.toString(), Path.of("")).root().local()).contains(named);
    }

    @Test
    void keysStandBehindAnAt() {
        assertThat(Place.of("runs/nuclei/report/split@5f1c", directory).key()).contains("5f1c");
        assertThat(Place.of("runs/nuclei/report/split@5f1c02abq7wd.json", directory)
                        .key())
                .contains("5f1c02abq7wd");
        assertThat(Place.of("runs/nuclei/report/split/5f1c02abq7wd-x7q2", directory)
                        .key())
                .contains("5f1c02abq7wd-x7q2");
        assertThat(Place.of("runs/nuclei/report/split", directory).key()).isEmpty();
    }

    @Test
    void aNameThatCouldBeSeveralIsRefusedWithThese() {
        assertThatThrownBy(() -> node("runs/nuclei/report/s"))
                .isInstanceOf(PlaceException.class)
                .hasMessage(
                        "Cannot tell which node \"report/s\" means: it could be smooth, split, split-twice. Write more of the name.");
    }

    @Test
    void aNodeThatIsNotThereIsNamedWithThoseThatAre() {
        assertThatThrownBy(() -> node("runs/nuclei/report/count"))
                .hasMessage(
                        "Cannot find node \"report/count\" in the tree \"%s\": there are smooth, split, split-twice.",
                        tree);
        assertThatThrownBy(() -> node("runs/nuclei/load/x"))
                .hasMessage("Cannot find node \"load/x\" in the tree \"%s\": there are no nodes below \"load\".", tree);
    }

    @Test
    void whatIsNoPathIsRefused() {
        assertThatThrownBy(() -> node("ftp://bucket/tree")).hasMessage("""
                        Cannot open a cache tree at "ftp://bucket/tree": no store for the scheme "ftp" is known. \
                        Use a path, "file:" or "memory:", or the URL of a storage whose module is on the class path.""");
        assertThatThrownBy(() -> node("runs/nuclei/load@"))
                .hasMessage(
                        "Cannot tell which entry of \"load\" is meant: no key stands behind the \"@\". Write some of it.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"s3://AKIA:canary@bucket", "s3://AKIA:canary@bucket/tree/node@key", "ftp://AKIA:canary@host"})
    void credentialsInAUrlAreNotRepeated(String url) {
        assertThatThrownBy(() -> node(url))
                .hasMessageStartingWith("Cannot open a cache tree at ")
                .hasMessageNotContaining("canary");
    }

    private Selection select(String text) {
        return Selection.of(Place.of(text, directory));
    }

    @Test
    void aKeyThatCouldBeSeveralIsRefusedWithThese() throws IOException {
        Files.writeString(tree.resolve("load/aaaaaaaaaaaa.json"), "");
        Files.writeString(tree.resolve("load/aabbbbbbbbbb.json"), "");

        assertThatThrownBy(() -> select("runs/nuclei/load@aa"))
                .hasMessage(
                        "Cannot tell which entry \"load@aa\" means: it could be aaaaaaaaaaaa, aabbbbbbbbbb. Write more of the key.");
        assertThat(select("runs/nuclei/load@aab").record().map(FoundRecord::file))
                .contains("aabbbbbbbbbb.json");
        assertThatThrownBy(() -> select("runs/nuclei/load@b"))
                .hasMessage("Cannot find entry \"b\" in node \"load\": there are aaaaaaaaaaaa, aabbbbbbbbbb.");
        assertThatThrownBy(() -> select("runs/nuclei/report@b"))
                .hasMessage("Cannot find entry \"b\" in node \"report\": nothing was committed to it.");
    }

    @Test
    void aNodeWithoutEntriesNamesThoseBelow() {
        assertThatThrownBy(() -> select("runs/nuclei/report"))
                .hasMessage(
                        "Cannot find an entry in node \"report\": nothing was committed to it. Nodes below it: smooth, split, split-twice.");
    }
}
