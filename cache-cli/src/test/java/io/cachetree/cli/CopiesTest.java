package io.cachetree.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.store.Store;
import io.cachetree.store.StoreProvider;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code cp} answers, and what other commands answer about trees that are no directories. */
class CopiesTest {

    @TempDir
    private Path temp;

    private Path tree;
    private String zip;

    @BeforeEach
    void run() {
        tree = temp.resolve("tree");
        CellDensity.run(tree, 0.4);
        zip = "zip:" + temp.resolve("runs.zip");
    }

    private static Ran command(String... arguments) {
        return Ran.command(arguments);
    }

    private static JsonNode json(Ran ran) {
        return JsonMapper.shared().readTree(ran.out());
    }

    @Test
    void cpCopiesATreeAndSaysWhatWasThere() throws IOException {
        String copy = temp.resolve("copy").toString();

        command("cp", "--dry-run", tree.toString(), copy).endsWith(0).answers("cp-dry-run.txt", temp);
        assertThat(temp.resolve("copy")).doesNotExist();
        command("cp", tree.toString(), copy).endsWith(0).answers("cp.txt", temp);
        CellDensity.run(tree, 0.6);
        command("sync", "--json", tree.toString(), copy).endsWith(0).answers("cp.json", temp);
        command("cp", tree.toString(), copy).endsWith(0).answers("cp-nothing.txt", temp);
        command("verify", copy).endsWith(0);
    }

    @Test
    void cpNamesWhatIsDamaged() throws IOException {
        Path image;
        try (Stream<Path> paths = Files.walk(tree.resolve("measure/notes"))) {
            image = paths.filter(path -> path.toString().endsWith(".json"))
                    .findFirst()
                    .orElseThrow();
        }
        Files.writeString(image, "{ half");

        command("cp", tree.toString(), temp.resolve("copy").toString())
                .endsWith(1)
                .answers("cp-damaged.txt", temp);
    }

    @Test
    void nodeIsCopiedIntoAZipFileThatTheOtherCommandsRead() throws IOException {
        command("cp", tree + "/measure", zip).endsWith(0);

        assertThat(Ran.normal(command("ls", zip).endsWith(0).out(), temp)
                        .lines()
                        .skip(1))
                .isEqualTo(Ran.normal(command("ls", tree.toString()).endsWith(0).out(), temp)
                        .lines()
                        .skip(1)
                        .toList());
        command("show", zip + "/measure").endsWith(0).answers("show-zip.txt", temp);
        assertThat(command("log", zip + "/measure/notes").endsWith(0).out().lines())
                .contains("started", "done");
        assertThat(command("why", zip + "/meas/seg").endsWith(0).out()).contains("never ran");
        assertThat(command("verify", zip).endsWith(0).out()).contains("all is as it was committed");
        assertThat(json(command("du", "--json", zip).endsWith(0)).path("tree").asString(""))
                .isEqualTo(zip);
        assertThat(command("diff", zip + "/measure/segment", tree + "/measure/segment")
                        .endsWith(0)
                        .out())
                .isNotEmpty();
        command("cp", zip, temp.resolve("back").toString()).endsWith(0);
        command("verify", temp.resolve("back").toString()).endsWith(0);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void directoryWithAQuestionMarkIsNamedWhole() {
        String copy = temp.resolve("what?copy").toString();

        assertThat(command("cp", tree.toString(), copy).endsWith(0).out()).contains(copy);
        command("verify", copy).endsWith(0);
    }

    @Test
    void keyOfAnEntryInAZipFileIsFound() {
        command("cp", tree.toString(), zip).endsWith(0);
        String key =
                json(command("show", "--json", zip + "/measure")).path("key").asString("");

        assertThat(json(command("show", "--json", zip + "/measure@" + key.substring(0, 6)))
                        .path("key")
                        .asString(""))
                .isEqualTo(key);
    }

    /** Opens a directory for what looks like the URL of storage elsewhere. */
    public static final class Elsewhere implements StoreProvider {

        @Override
        public Set<String> schemes() {
            return Set.of("elsewhere");
        }

        @Override
        public Store open(URI root) {
            return Store.directory(Path.of(root.getPath()));
        }
    }

    @Test
    void rootOfAUrlIsFoundUpwardsAndItsQueryIsNotShown() {
        CellDensity.run(tree, 0.6);
        String url = "elsewhere://host%s/%s?secret=hunter2";
        String key =
                json(command("show", "--json", tree + "/measure")).path("key").asString("");

        assertThat(command("ls", url.formatted(tree, "measure/seg")).endsWith(0).out())
                .contains("segment")
                .doesNotContain("plot");
        assertThat(json(command("show", "--json", url.formatted(tree, "measure@" + key)))
                        .path("key")
                        .asString(""))
                .isEqualTo(key);
        assertThat(command("ls", url.formatted(tree, "nothing")).endsWith(2).err())
                .startsWith("cachetree: Cannot find node \"nothing\"")
                .doesNotContain("hunter2");
        assertThat(command("ls", url.formatted(temp, "nothing")).endsWith(2).err())
                .startsWith("cachetree: Cannot find a cache tree at \"elsewhere://host")
                .doesNotContain("hunter2");
        Ran copied = command("cp", "--json", url.formatted(tree, "measure"), url.formatted(temp, "there"));
        assertThat(copied.endsWith(0).out()).doesNotContain("hunter2");
        command("verify", temp.resolve("there").toString()).endsWith(0);
    }

    @Test
    void treeInADirectoryOfAZipFileIsNamedWithAMark() throws IOException {
        command("cp", tree.toString(), zip).endsWith(0);
        command("ls", zip + "!/measure").endsWith(0);
        command("ls", zip + "!/nothing").endsWith(2);
    }

    @Test
    void whatIsThereOnlyForDirectoriesSaysSo() {
        command("cp", tree.toString(), zip).endsWith(0);

        for (String each : List.of("prune", "pin")) {
            command(each, zip + "/measure").endsWith(2).complains("""
                    Cannot do this with the tree at "%s": it is no directory of this machine. Copy it to one first, as in \
                    "cachetree cp %s runs/copy".""".formatted(zip, zip));
        }
    }

    @Test
    void whatIsNoTreeIsNamed() throws IOException {
        command("ls", zip)
                .endsWith(2)
                .complains(
                        "Cannot find a cache tree at \"%s\": there is no such zip file. Name the root of a tree, such as \"zip:runs.zip\"."
                                .formatted(zip));
        Files.writeString(temp.resolve("runs.zip"), "no zip");
        command("ls", zip).endsWith(2).complains("""
                Cannot open the zip file "%s": zip END header not found. It is damaged, or was not written by CacheTree; copy the \
                tree anew.""".formatted(temp.resolve("runs.zip")));
        command("ls", "ftp://host/tree").endsWith(2).complains("""
                Cannot open a cache tree at "ftp://host/tree": no store for the scheme "ftp" is known. Use a path, "file:" or \
                "memory:", or the URL of a storage whose module is on the class path.""");
        command("ls", "memory:/").endsWith(2).complains("""
                Cannot find a cache tree at "memory:/": neither it nor anything above has a "cachetree.json". Name the root of a \
                tree, such as "zip:runs.zip".""");
    }

    @Test
    void cpIntoItselfIsRefused() {
        command("cp", tree.toString(), tree.toString())
                .endsWith(2)
                .complains("Cannot copy the cache tree at \"%s\" to \"%s\": that is the same. Name another place."
                        .formatted(tree, tree));
    }
}
