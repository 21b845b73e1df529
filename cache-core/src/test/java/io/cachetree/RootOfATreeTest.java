package io.cachetree;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cachetree.store.Store;
import io.cachetree.store.StoreException;
import io.cachetree.store.StoreProvider;
import io.cachetree.tree.Digest;
import io.cachetree.tree.InvalidStepException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be the root of a tree, and what one is told who names something else. */
class RootOfATreeTest {

    @TempDir
    private Path temp;

    @Test
    void directoryIsMadeWhereItIsMissing() {
        CacheTree.open(temp.resolve("runs/mouse-12")).close();

        assertThat(temp.resolve("runs/mouse-12/cachetree.json")).isRegularFile();
    }

    @Test
    void fileIsRefused() throws IOException {
        Path file = Files.writeString(temp.resolve("mouse.tif"), "a scan");

        assertThatThrownBy(() -> CacheTree.open(file))
                .isInstanceOf(InvalidStepException.class)
                .hasMessage("Cannot open a cache tree at \"%s\": it is a file. Choose a new or empty directory."
                        .formatted(file));
        assertThat(file).hasContent("a scan");
    }

    @Test
    void directoryOfOtherFilesIsRefusedAndStaysAsItIs() throws IOException {
        for (String name : new String[] {"b.txt", "a.txt", "d.txt", "c.txt"}) {
            Files.writeString(temp.resolve(name), name);
        }

        assertThatThrownBy(() -> CacheTree.open(temp))
                .isInstanceOf(InvalidStepException.class)
                .hasMessage("""
                        Cannot open a cache tree at "%s": the directory is not empty ("a.txt", "b.txt", "c.txt", …) \
                        and has no "cachetree.json". Choose a new or empty directory.""".formatted(temp));
        assertThat(temp.resolve("cachetree.json")).doesNotExist();
    }

    @Test
    void directoryWhoseMakerWasKilledIsNotForeign() throws IOException {
        Files.writeString(temp.resolve(".tmp-00000000-1-1-abc-0"), "{ half");
        CacheTree.open(temp).close();

        assertThat(temp.resolve("cachetree.json")).isRegularFile();
    }

    @Test
    void unknownSchemeIsRefused() {
        assertThatThrownBy(() -> CacheTree.open("ftp://host/tree"))
                .isInstanceOf(InvalidStepException.class)
                .hasMessage("""
                        Cannot open a cache tree at "ftp://host/tree": no store for the scheme "ftp" is known. \
                        Use a path, "file:" or "memory:", or the URL of a storage whose module is on the class path.""");
    }

    @Test
    void storageWhoseModuleIsMissingIsRefusedWithItsNameAndWithoutSecrets() {
        assertThatThrownBy(() -> CacheTree.open("s3://bucket/runs?key=hunter2"))
                .isInstanceOf(InvalidStepException.class)
                .hasMessage("""
                        Cannot open a cache tree at "s3://bucket/runs": no store for the scheme "s3" is known. \
                        Add the dependency "io.cachetree:cache-remote".""");
    }

    @ParameterizedTest
    @CsvSource({
        "s3://AKIA:canary@bucket/runs, s3://bucket/runs",
        "s3://AKIA:cana/ry@bucket/runs?key=canary, s3://bucket/runs",
        "s3://bucket/runs#canary, s3://bucket/runs",
        "gs://canary@bucket, gs://bucket",
        "az://images:canary@account/runs, az://account/runs",
        "az://images@account/runs?sig=canary, az://images@account/runs",
        "ftp://canary@host/tree, ftp://host/tree",
        "s3://AKIA:cana ry@bucket/some where, s3://bucket/some where",
    })
    void whatMayBeASecretIsNotInTheMessage(String url, String shown) {
        assertThatThrownBy(() -> CacheTree.open(url))
                .isInstanceOf(InvalidStepException.class)
                .hasMessageStartingWith("Cannot open a cache tree at \"%s\": no store for the scheme".formatted(shown))
                .hasMessageNotContaining("cana");
    }

    @Test
    void urlIsOpenedByTheProviderOfItsScheme() {
        String path = temp.toUri().getRawPath();
        try (CacheTree tree = CacheTree.open("Kept-Here://anywhere" + path)) {
            assertThat(tree.location()).isEqualTo(temp.toUri());
        }
        assertThat(temp.resolve("cachetree.json")).isRegularFile();
    }

    @Test
    void urlThatIsNoneIsRefused() {
        assertThatThrownBy(() -> CacheTree.open("kept-here://some where/runs"))
                .isInstanceOf(InvalidStepException.class)
                .hasMessage("""
                        Cannot open a cache tree at "kept-here://some where/runs": it is no URL. \
                        Write one such as "s3://bucket/runs/mouse-12", with "%20" for a space.""");
    }

    /** Opens the directory that is the path of a URL. */
    public static final class KeptHere implements StoreProvider {

        @Override
        public Set<String> schemes() {
            return Set.of("kept-here");
        }

        @Override
        public Store open(URI root) {
            return Store.directory(Path.of(root.getPath()));
        }
    }

    @Test
    void emptyPathIsRefused() {
        assertThatThrownBy(() -> CacheTree.open("  "))
                .isInstanceOf(InvalidStepException.class)
                .hasMessage("""
                        Cannot open a cache tree at "": the path is empty. Name a directory, such as "runs/mouse-12".""");
    }

    @Test
    void pathThatIsNoneIsRefused() {
        assertThatThrownBy(() -> CacheTree.open("runs\0/mouse"))
                .isInstanceOf(InvalidStepException.class)
                .hasMessageStartingWith("Cannot open a cache tree at \"runs")
                .hasMessageEndingWith(" Use a path such as \"runs/mouse-12\".");
        assertThatThrownBy(() -> CacheTree.open("file:relative"))
                .isInstanceOf(InvalidStepException.class)
                .hasMessageStartingWith("Cannot open a cache tree at \"file:relative\": ");
    }

    @Test
    void directoryBelowAFileNamesOperationAndPath() throws IOException {
        Path file = Files.writeString(temp.resolve("mouse.tif"), "a scan");

        assertThatThrownBy(() -> CacheTree.open(file.resolve("tree")))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("Cannot write \"%s/tree/cachetree.json\": ".formatted(file));
    }

    @Test
    void treeOfAFutureFormatIsRefusedAndNotTouched() throws IOException {
        CacheTree.open(temp).close();
        Path marker = temp.resolve("cachetree.json");
        String body = Files.readString(marker).replaceFirst("(?s),\\s*\"checksum\".*", "");
        String future = body.replaceFirst("(\"minimum-reader\" : )1", "$12");
        byte[] bytes = future.getBytes(UTF_8);
        for (Digest checksum :
                List.of(Digest.of(bytes, 0, bytes.length), Digest.of("another algorithm".getBytes(UTF_8)))) {
            Files.writeString(marker, "%s,\n  \"checksum\" : \"%s\"\n}\n".formatted(future, checksum));
            byte[] before = Files.readAllBytes(marker);

            assertThatThrownBy(() -> CacheTree.open(temp))
                    .isInstanceOf(InvalidStepException.class)
                    .hasMessage("""
                            Cannot open the cache tree at "%s": it needs a reader of format 2, and this version of CacheTree \
                            reads formats up to 1. Use a newer version; nothing was touched.""".formatted(temp));
            assertThat(marker).hasBinaryContent(before);
        }
    }
}
