package io.cachetree.remote;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cachetree.remote.machine.LocalCopies;
import io.cachetree.remote.machine.ScratchSpace;
import io.cachetree.remote.object.Meter;
import io.cachetree.remote.object.ObjectStore;
import io.cachetree.store.Stage;
import io.cachetree.store.Store;
import io.cachetree.store.StoreException;
import io.cachetree.store.StoredFile;
import io.cachetree.tree.Durability;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the files of an entry are read that this process published itself. */
class LocalFilesTest {

    private static final String RECORD = "measure/5f1c02abq7wd.json";
    private static final String ATTEMPT = "measure/5f1c02abq7wd-x7q2x7q2x7q2x7q2";

    @TempDir
    private Path temp;

    private final MemoryObjects objects = new MemoryObjects();
    private Store store;
    private Stage stage;
    private List<StoredFile> files;

    @BeforeEach
    void publish() throws IOException {
        store = store(temp);
        stage = store.stage(ATTEMPT).orElseThrow();
        try (OutputStream out = stage.create("a.txt")) {
            out.write("a".getBytes(UTF_8));
        }
        files = stage.seal(name -> true);
        assertThat(store.publish(RECORD, bytes("record"), stage, Durability.PROCESS))
                .isTrue();
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Store store(Path home) {
        RemoteUrl url = RemoteUrl.parse(URI.create("s3://bucket/runs"));
        return new RemoteStore(
                url,
                new Explanations(url, ""),
                objects,
                new Meter(),
                new Transfers(4, 1 << 20),
                new ScratchSpace(home.resolve("scratch")),
                new LocalCopies(home.resolve("files"), 1 << 30));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    @Test
    void filesThatAreReadWhereTheyWereWrittenStayThere() throws IOException {
        Path given = store.local(ATTEMPT, files);
        stage.release();

        assertThat(given).isEqualTo(stage.path());
        assertThat(given.resolve("a.txt")).hasContent("a");
        assertThat(store.local(ATTEMPT, files)).isEqualTo(given);
    }

    @Test
    void filesThatNobodyReadsWhereTheyWereWrittenGoAndAreFetched() throws IOException {
        try (InputStream in = store.open(ATTEMPT, files.get(0))) {
            assertThat(in.readAllBytes()).isEqualTo(bytes("a"));
        }
        stage.release();

        assertThat(stage.path()).doesNotExist();
        assertThat(store.local(ATTEMPT, files).resolve("a.txt")).hasContent("a");
        try (InputStream in = store.open(ATTEMPT, files.get(0))) {
            assertThat(in.readAllBytes()).isEqualTo(bytes("a"));
        }
    }

    @Test
    void filesOfAnAttemptThatWasGivenUpAreForgotten() {
        stage.discard();

        assertThat(stage.path()).doesNotExist();
        assertThat(objects.list("runs/" + ATTEMPT, ObjectStore.Depth.ALL))
                .as("a record names it")
                .hasSize(1);
        assertThat(store.stage(ATTEMPT)).as("the name is not kept").isPresent();
    }

    @Test
    void namesOfPublishedFilesAreNotKept() {
        objects.puts.clear();
        store.publish("measure/5f1c02abq7wd.2.json", bytes("second"), stage, Durability.PROCESS);

        assertThat(objects.puts).contains("runs/" + ATTEMPT + "/a.txt");
    }

    @Test
    void machineThatCannotWriteItsCopiesSaysNothingOfTheEntry() throws IOException {
        Path home = Files.createDirectories(temp.resolve("other"));
        Files.writeString(home.resolve("files"), "no directory can be made below this");
        try (Store elsewhere = store(home)) {
            assertThatThrownBy(() -> elsewhere.local(ATTEMPT, files))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("Cannot write \"" + home.resolve("files"));
        }
    }
}
