package io.cachetree.remote;

import static io.cachetree.tree.Durability.PROCESS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.remote.server.S3Server;
import io.cachetree.remote.server.Way;
import io.cachetree.store.Stage;
import io.cachetree.store.Store;
import io.cachetree.store.StoreItem;
import io.cachetree.tree.Traffic;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each operation asks of the server, seen on the way to it; what the store counts has to be the same. */
@Tag("once")
class RequestsTest {

    private static final String RECORD = "measure/5f1c02abq7wd.json";
    private static final String STAGE = "measure/5f1c02abq7wd-x7q2";

    private final String root = "requests/" + UUID.randomUUID();

    @TempDir
    private Path temp;

    private Way way;
    private Store store;

    @BeforeEach
    void openStore() throws IOException {
        way = new Way(S3Server.running().port());
        store = open("one");
    }

    private Store open(String cache) {
        String url = "s3://%s/%s?endpoint=http://127.0.0.1:%d".formatted(S3Server.BUCKET, root, way.port());
        return Stores.open(url, S3Server.CREDENTIALS, temp.resolve(cache));
    }

    @AfterEach
    void closeStore() throws IOException {
        store.close();
        way.close();
    }

    @Test
    void nothingIsAskedWhenAStoreIsOpenedAndADirectoryPrepared() {
        store.prepare("measure");

        assertThat(way.requests()).isEmpty();
        assertThat(store.traffic()).isEqualTo(Traffic.NONE);
    }

    @Test
    void hitAndMissAreOneRequestEach() {
        store.publish(RECORD, bytes("record"), null, PROCESS);
        way.requests();
        Traffic before = store.traffic();

        assertThat(store.read(RECORD)).isPresent();
        assertThat(way.requests()).containsExactly("GET " + path(RECORD));
        assertThat(store.read("measure/absent.json")).isEmpty();
        assertThat(way.requests()).containsExactly("GET " + path("measure/absent.json"));
        assertThat(store.traffic().since(before)).isEqualTo(new Traffic(2, 0, 0, 0, 0, 6, 0));
    }

    @Test
    void deletionOfAFileIsOneRequest() {
        store.publish(RECORD, bytes("record"), null, PROCESS);
        way.requests();
        store.deleteFile(RECORD);

        assertThat(way.requests()).containsExactly("DELETE " + path(RECORD));
        assertThat(store.read(RECORD)).isEmpty();
    }

    @Test
    void publicationOfFilesIsOneRequestForEachAndOneForTheRecord() throws IOException {
        Stage stage = store.stage(STAGE).orElseThrow();
        for (int i = 0; i < 20; i++) {
            Files.write(stage.path().resolve(i + ".txt"), new byte[1_000]);
        }
        for (int i = 0; i < 30; i++) {
            stage.write("labels/" + i, List.of(ByteBuffer.wrap(new byte[1_000])));
        }
        assertThat(way.requests()).as("while chunks are written").hasSize(30);
        store.publish(RECORD, bytes("record"), stage, PROCESS);

        assertThat(way.requests())
                .hasSize(21)
                .allMatch(request -> request.startsWith("PUT "))
                .last()
                .isEqualTo("PUT " + path(RECORD) + " if absent");
        assertThat(store.traffic()).isEqualTo(new Traffic(0, 51, 0, 0, 0, 0, 50_006));
    }

    @Test
    void whatIsThereIsNotUploadedAgain() throws IOException {
        store.publish(RECORD, bytes("of another"), null, PROCESS);
        Stage stage = store.stage(STAGE).orElseThrow();
        Files.write(stage.path().resolve("a.txt"), new byte[1_000]);
        assertThat(store.publish(RECORD, bytes("record"), stage, PROCESS)).isFalse();
        way.requests();

        assertThat(store.publish("measure/5f1c02abq7wd.2.json", bytes("record"), stage, PROCESS))
                .isTrue();
        assertThat(way.requests()).containsExactly("PUT " + path("measure/5f1c02abq7wd.2.json") + " if absent");
    }

    @Test
    void manySiblingsAreListedInPages() throws Exception {
        int siblings = 10_000;
        ExecutorService threads = Executors.newFixedThreadPool(32);
        for (int i = 0; i < siblings; i++) {
            String file = "many/%05d.json".formatted(i);
            threads.execute(() -> store.replace(file, new byte[0]));
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(10, TimeUnit.MINUTES)).isTrue();
        way.requests();
        Traffic before = store.traffic();

        assertThat(store.list("many"))
                .extracting(StoreItem::name)
                .doesNotHaveDuplicates()
                .hasSize(siblings);
        assertThat(way.requests()).hasSize(10).allMatch(request -> request.contains("list-type=2"));
        assertThat(store.traffic().since(before)).isEqualTo(new Traffic(0, 0, 10, 0, 0, 0, 0));

        store.delete("many");
        List<String> requests = way.requests();
        assertThat(store.traffic().since(before).requests()).isEqualTo(10L + requests.size());
        assertThat(requests).hasSizeLessThan(40);
    }

    @Test
    void partOfAFileMovesNoMoreThanThatPart() throws IOException {
        Stage stage = store.stage(STAGE).orElseThrow();
        stage.write("chunk", List.of(ByteBuffer.wrap(new byte[1_000_000])));
        way.requests();
        Traffic before = store.traffic();

        assertThat(store.read(STAGE + "/chunk", 500_000, ByteBuffer.allocate(100)))
                .hasValue(100);
        assertThat(way.requests()).containsExactly("GET " + path(STAGE + "/chunk"));
        assertThat(store.traffic().since(before)).isEqualTo(new Traffic(1, 0, 0, 0, 0, 100, 0));
    }

    @Test
    void largeFileGoesAndComesInParts() throws IOException {
        byte[] large = new byte[70_000_000];
        Arrays.fill(large, 40_000_000, 50_000_000, (byte) 7);
        Stage stage = store.stage(STAGE).orElseThrow();
        Files.write(stage.path().resolve("large"), large);
        Traffic before = store.traffic();
        store.publish(RECORD, bytes("record"), stage, PROCESS);
        Traffic written = store.traffic().since(before);

        assertThat(way.requests()).hasSize((int) written.writes()).hasSize(8);
        try (Store another = open("another")) {
            Path copy = another.local(STAGE, stage.seal(name -> true)).resolve("large");
            assertThat(Files.readAllBytes(copy)).isEqualTo(large);
            assertThat(way.requests()).hasSize((int) another.traffic().reads()).hasSize(5);
        }
    }

    private String path(String file) {
        return "/%s/%s/%s".formatted(S3Server.BUCKET, root, file);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
