package io.cachetree.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.cachetree.tree.Durability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a file system does to a store that its contract does not speak of. */
class DirectoryStoreTest {

    @TempDir
    private Path root;

    private DirectoryStore store;

    @BeforeEach
    void open() {
        store = new DirectoryStore(root);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @ParameterizedTest
    @EnumSource
    void interruptDoesNotBreakAPublicationAndIsKept(Durability durability) throws IOException {
        Stage stage = store.stage("node/attempt").orElseThrow();
        Files.writeString(stage.path().resolve("a.txt"), "a");
        Thread.currentThread().interrupt();
        boolean published = store.publish("node/a.json", bytes("record"), stage, durability);
        boolean read = store.read("node/a.json").isPresent();
        store.replace("node/b.json", bytes("b"));

        assertThat(Thread.interrupted()).as("the interrupt is kept").isTrue();
        assertThat(published).isTrue();
        assertThat(read).isTrue();
        assertThat(store.read("node/attempt/a.txt")).hasValue(bytes("a"));
    }

    @Test
    void whatIsMovedStandsInOnePlace() throws IOException {
        Files.createDirectories(root.resolve("node/attempt"));
        Files.writeString(root.resolve("node/attempt/a.txt"), "a");
        Files.createSymbolicLink(root.resolve("node/link"), root.resolve("node/attempt"));

        assertThat(store.move("node/attempt", "else/where")).isTrue();
        assertThat(store.move("node/attempt", "else/again")).isFalse();
        assertThat(store.move("node/link", "else/link")).as("the link itself").isTrue();
        assertThat(store.read("else/where/a.txt")).hasValue(bytes("a"));
        assertThat(root.resolve("else/link")).isSymbolicLink();
        store.replace("node/b.json", bytes("b"));
        store.replace("node/c.json", bytes("c"));
        assertThatThrownBy(() -> store.move("node/b.json", "node/c.json"))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("Cannot move \"%s/node/b.json\"".formatted(root));
        assertThat(store.read("node/c.json")).hasValue(bytes("c"));
    }

    @Test
    void aLinkOnThePathIsNeverMovedThrough() throws IOException {
        store.replace("real/a.json", bytes("a"));
        Files.createSymbolicLink(root.resolve("node"), root.resolve("real"));

        assertThatThrownBy(() -> store.move("node/a.json", "b.json"))
                .hasMessageContaining("a symbolic link is on its path");
        assertThatThrownBy(() -> store.move("real/a.json", "node/b.json"))
                .hasMessageContaining("a symbolic link is on its path");
        assertThat(store.read("real/a.json")).hasValue(bytes("a"));
    }

    @Test
    void aStoreThatMovesNothingSaysSo() {
        assertThatThrownBy(() -> Store.memory().move("a", "b"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("this storage moves no files");
        assertThatThrownBy(() -> Store.readOnly(store).move("a", "b")).isInstanceOf(StoreException.class);
    }

    @Test
    void publicationLeavesNothingBesideTheFile() {
        store.publish("node/a.json", bytes("first"), null, Durability.POWER);
        store.publish("node/a.json", bytes("second"), null, Durability.POWER);
        store.replace("node/a.json", bytes("third"));

        assertThat(store.list("node")).extracting(StoreItem::name).containsExactly("a.json");
    }

    @Test
    void publicationInThePlaceOfADirectoryNamesOperationAndPath() throws IOException {
        Files.createDirectories(root.resolve("node/a.json"));

        assertThatThrownBy(() -> store.publish("node/a.json", bytes("first"), null, Durability.PROCESS))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("Cannot write \"%s\": ".formatted(root.resolve("node/a.json")))
                .hasCauseInstanceOf(IOException.class);
        assertThat(store.list("node")).extracting(StoreItem::name).containsExactly("a.json");
    }

    @Test
    void nodeInThePlaceOfAFileNamesOperationAndPath() throws IOException {
        Files.writeString(root.resolve("node"), "a file");

        assertThatThrownBy(() -> store.prepare("node"))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("Cannot write to \"%s\": ".formatted(root.resolve("node")));
        assertThatThrownBy(() -> store.stage("node/attempt")).isInstanceOf(StoreException.class);
    }

    @Test
    void publicationAfterTheStoreWasClosedSaysSo() {
        store.close();

        assertThatThrownBy(() -> store.publish("a.json", bytes("first"), null, Durability.POWER))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("the tree was closed while a step was running");
        assertThat(store.list("")).as("leftovers").isEmpty();
    }

    @Test
    void temporaryFileOfALivingProcessIsNoLeftover() throws IOException {
        Path file = new TemporaryFiles().write(root, bytes("half"));

        assertThat(store.list("")).singleElement().satisfies(item -> {
            assertThat(item.name()).isEqualTo(file.getFileName().toString());
            assertThat(item.isTemporary()).isTrue();
            assertThat(item.isLeftover()).isFalse();
        });
    }

    @Test
    void temporaryFileOfADeadProcessIsALeftover() throws Exception {
        Process dead = new ProcessBuilder("true").start();
        long pid = dead.pid();
        assertThat(dead.waitFor()).isZero();
        String mine = new TemporaryFiles().name(root).getFileName().toString();
        String[] parts = mine.split("-", 6);
        parts[2] = Long.toString(pid, 36);

        assertThat(item(String.join("-", parts), Instant.now()).isLeftover()).isTrue();
    }

    @Test
    void temporaryFileOfAnotherHostIsALeftoverAfterADay() {
        String name = ".tmp-00000000-1-1-abc-0";

        assertThat(item(name, Instant.now()).isLeftover()).isFalse();
        assertThat(item(name, Instant.now().minus(2, ChronoUnit.DAYS)).isLeftover())
                .isTrue();
        assertThat(item("a.json", Instant.EPOCH).isLeftover()).isFalse();
    }

    private static StoreItem item(String name, Instant modified) {
        return new StoreItem(name, StoreItem.Kind.FILE, modified);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    @Test
    void aDirectoryThatCannotBeListedIsNotEmpty() throws IOException {
        Path locked = Files.createDirectories(root.resolve("node"));
        Files.setPosixFilePermissions(locked, Set.of());
        assumeThat(Files.isReadable(locked))
                .as("who runs this test may read all directories")
                .isFalse();

        assertThatThrownBy(() -> store.names("node"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("Cannot list", "permission denied. Make it readable for this account");
        assertThatThrownBy(() -> store.list("node")).isInstanceOf(StoreException.class);
    }
}
