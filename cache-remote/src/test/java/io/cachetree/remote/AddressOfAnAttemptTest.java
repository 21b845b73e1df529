package io.cachetree.remote;

import static io.cachetree.tree.Durability.PROCESS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.remote.server.S3Server;
import io.cachetree.store.Stage;
import io.cachetree.store.Store;
import io.cachetree.store.StoredFile;
import io.cachetree.tree.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A step that was given the address of its directory writes there by other means, such as the client of its cloud. */
class AddressOfAnAttemptTest {

    private static final String STAGE = "measure/5f1c02abq7wd-x7q2";

    private final String url = S3Server.running().url("address/" + UUID.randomUUID());

    @TempDir
    private Path temp;

    private Store store;
    private Store othersClient;
    private Stage stage;

    @BeforeEach
    void open() {
        store = Stores.open(url, S3Server.CREDENTIALS, temp.resolve("one"));
        othersClient = Stores.open(url, S3Server.CREDENTIALS, temp.resolve("other"));
        stage = store.stage(STAGE).orElseThrow();
    }

    @AfterEach
    void close() {
        store.close();
        othersClient.close();
    }

    @Test
    void whatIsWrittenThereIsOfTheEntry() throws IOException {
        assertThat(stage.uri().toString()).endsWith(STAGE);
        Files.writeString(stage.path().resolve("here.txt"), "here");
        othersClient.replace(STAGE + "/deep/there (1).bin", "there".getBytes(UTF_8));

        List<StoredFile> outputs = stage.seal(name -> true);
        assertThat(outputs)
                .containsExactly(
                        new StoredFile("deep/there (1).bin", 5, Digest.of("there".getBytes(UTF_8))),
                        new StoredFile("here.txt", 4, Digest.of("here".getBytes(UTF_8))));
        store.publish("measure/5f1c02abq7wd.json", "record".getBytes(UTF_8), stage, PROCESS);
        try (InputStream in =
                Files.newInputStream(othersClient.local(STAGE, outputs).resolve("deep/there (1).bin"))) {
            assertThat(in.readAllBytes()).isEqualTo("there".getBytes(UTF_8));
        }
    }

    @Test
    void whatIsWrittenThereGoesWithAnAttemptThatIsDiscarded() {
        assertThat(stage.uri()).isNotNull();
        othersClient.replace(STAGE + "/there.bin", "there".getBytes(UTF_8));
        stage.discard();

        assertThat(othersClient.names(STAGE)).isEmpty();
    }

    @Test
    void nothingIsListedWhereNobodyAskedForTheAddress() throws IOException {
        Files.writeString(stage.path().resolve("here.txt"), "here");

        assertThat(stage.seal(name -> true)).hasSize(1);
        assertThat(store.traffic().requests()).isZero();
    }
}
