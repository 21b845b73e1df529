package io.cachetree.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cachetree.tree.Durability;
import io.cachetree.tree.InvalidStepException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Symbolic links that somebody planted in a directory that is shared: none leads the store out of its root. */
class PlantedLinksTest {

    @TempDir
    private Path temp;

    private Path root;
    private Path outside;
    private DirectoryStore store;

    @BeforeEach
    void open() throws IOException {
        root = Files.createDirectory(temp.resolve("root"));
        outside = Files.createDirectory(temp.resolve("outside"));
        Files.writeString(outside.resolve("secret.json"), "secret");
        store = new DirectoryStore(root);
    }

    @AfterEach
    void nothingOutsideWasTouched() throws IOException {
        store.close();
        try (var files = Files.list(outside)) {
            assertThat(files).containsExactly(outside.resolve("secret.json"));
        }
        assertThat(outside.resolve("secret.json")).hasContent("secret");
    }

    @Test
    void nodeThatLeadsOutsideIsRefusedByEveryOperation() throws IOException {
        Files.createSymbolicLink(root.resolve("node"), outside);

        assertRefused(() -> store.read("node/secret.json"));
        assertRefused(() -> store.open("node/secret.json"));
        assertRefused(() -> store.size("node/secret.json"));
        assertRefused(() -> store.list("node"));
        assertRefused(() -> store.local("node"));
        assertRefused(() -> store.prepare("node"));
        assertRefused(() -> store.prepare("node/new"));
        assertRefused(() -> store.stage("node/new"));
        assertRefused(() -> store.publish("node/new.json", bytes(), null, Durability.PROCESS));
        assertRefused(() -> store.replace("node/secret.json", bytes()));
        assertRefused(() -> store.delete("node/secret.json"));
    }

    private static void assertRefused(ThrowingCallable operation) {
        assertThatThrownBy(operation).isInstanceOf(StoreException.class).hasMessageContaining("a symbolic link");
    }

    @Test
    void linkInThePlaceOfAFileIsNeverFollowed() throws IOException {
        Files.createSymbolicLink(root.resolve("record.json"), outside.resolve("secret.json"));

        assertThatThrownBy(() -> store.read("record.json"))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("Cannot read \"%s\": it is a symbolic link, which is never followed. "
                        .formatted(root.resolve("record.json")));
        assertThatThrownBy(() -> store.open("record.json")).isInstanceOf(StoreException.class);
        assertThat(store.size("record.json")).isEmpty();
    }

    @Test
    void linkIsReplacedAndDeletedAsSuch() throws IOException {
        Files.createSymbolicLink(root.resolve("a.json"), outside.resolve("secret.json"));
        Files.createSymbolicLink(root.resolve("b"), outside);
        store.replace("a.json", bytes());
        store.delete("b");

        assertThat(root.resolve("a.json")).isRegularFile();
        assertThat(root.resolve("b")).doesNotExist();
    }

    @Test
    void deletedDirectoryTakesTheLinksInItAndNotWhatTheyPointAt() throws IOException {
        Files.createSymbolicLink(Files.createDirectory(root.resolve("node")).resolve("link"), outside);
        store.delete("node");

        assertThat(root.resolve("node")).doesNotExist();
    }

    @Test
    void linkInTheNameOfATemporaryFileIsNotWrittenThrough() throws IOException {
        TemporaryFiles temporaries = new TemporaryFiles();
        Path name = temporaries.name(root);
        String next = name.getFileName().toString().replaceFirst("0$", "1");
        Files.createSymbolicLink(root.resolve(next), outside.resolve("secret.json"));

        assertThatThrownBy(() -> temporaries.write(root, bytes())).isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void stageWithALinkIsNotSealed() throws IOException {
        Stage stage = store.stage("node/attempt").orElseThrow();
        Files.createSymbolicLink(stage.path().resolve("link.txt"), outside.resolve("secret.json"));

        assertThatThrownBy(() -> stage.seal(name -> true))
                .isInstanceOf(InvalidStepException.class)
                .hasMessage("""
                        Cannot commit "%s": "link.txt" is a symbolic link, and only files and directories can be kept. \
                        Write or copy the content itself into the step's directory.""".formatted(stage.path()));
    }

    @Test
    void rootMayBeReachedThroughALink() throws IOException {
        Path link = Files.createSymbolicLink(temp.resolve("link"), root);
        try (DirectoryStore linked = new DirectoryStore(link)) {
            assertThat(linked.publish("node/a.json", bytes(), null, Durability.POWER))
                    .isTrue();
            assertThat(linked.read("node/a.json")).hasValue(bytes());
        }
    }

    private static byte[] bytes() {
        return "{}".getBytes(UTF_8);
    }
}
