package io.cachetree.remote;

import static io.cachetree.tree.Durability.PROCESS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cachetree.remote.server.S3Server;
import io.cachetree.remote.server.Trouble;
import io.cachetree.remote.server.Trouble.Kind;
import io.cachetree.remote.server.Way;
import io.cachetree.store.Stage;
import io.cachetree.store.Store;
import io.cachetree.store.StoredFile;
import io.cachetree.tree.NodePath;
import io.cachetree.tree.Transfer;
import io.cachetree.tree.Transfer.Direction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who waits for files is told how far they are, if the way is slow, and nothing if it is not. */
class ProgressTest {

    private static final String STAGE = "measure/5f1c02abq7wd-x7q2";
    private static final int FILES = 5;
    private static final int SIZE = 1_000;

    private final String root = "progress/" + UUID.randomUUID();
    private final List<Transfer> told = new CopyOnWriteArrayList<>();

    @TempDir
    private Path temp;

    private Way way;

    @BeforeEach
    void openWay() throws IOException {
        way = new Way(S3Server.running().port());
    }

    @AfterEach
    void closeWay() throws IOException {
        way.close();
    }

    /** Files go one after the other, so that those that are held are so one after the other. */
    private Store open(String machine) {
        String url = "s3://%s/%s?endpoint=http://127.0.0.1:%d".formatted(S3Server.BUCKET, root, way.port());
        Map<String, String> variables = new TreeMap<>(S3Server.CREDENTIALS);
        variables.put("CACHETREE_REMOTE_PARALLEL", "1");
        return Stores.open(url, variables, temp.resolve(machine));
    }

    /** Whenever something is told, one of those that are held may go on. */
    private void listenTo(Store store) {
        store.onTransfer(transfer -> {
            told.add(transfer);
            way.letGo();
        });
    }

    private static List<StoredFile> publish(Store store) throws IOException {
        Stage stage = store.stage(STAGE).orElseThrow();
        for (int i = 0; i < FILES; i++) {
            Files.write(stage.path().resolve(i + ".txt"), new byte[SIZE]);
        }
        List<StoredFile> files = stage.seal(name -> true);
        store.publish("measure/5f1c02abq7wd.json", "record".getBytes(UTF_8), stage, PROCESS);
        return files;
    }

    @Test
    void nothingIsToldOfWhatIsQuick() throws IOException {
        long start = System.nanoTime();
        try (Store store = open("one")) {
            listenTo(store);
            publish(store);
        }
        assertThat(told).hasSizeLessThanOrEqualTo(mostSince(start));
    }

    @Test
    void slowUploadIsToldOnceASecondAndAtItsEnd() throws IOException {
        long start = System.nanoTime();
        try (Store store = open("one")) {
            listenTo(store);
            way.trouble(2, "PUT .*\\.txt", Trouble.of(Kind.HELD));
            publish(store);
        }
        assertProgress(Direction.TO_STORAGE, start);
    }

    @Test
    void slowDownloadIsToldOnceASecondAndAtItsEnd() throws IOException {
        long start;
        try (Store one = open("one");
                Store another = open("another")) {
            List<StoredFile> files = publish(one);
            listenTo(another);
            way.trouble(2, "GET .*\\.txt", Trouble.of(Kind.HELD));
            start = System.nanoTime();
            Path copy = another.local(STAGE, files);
            assertThat(copy.resolve("3.txt")).hasSize(SIZE);
        }
        assertProgress(Direction.FROM_STORAGE, start);
    }

    /** Nothing is told before a second, and then the end as well. */
    private static int mostSince(long start) {
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
        return seconds == 0 ? 0 : (int) seconds + 1;
    }

    /** The first file arrives after the first second, and the second one after the next. */
    private void assertProgress(Direction direction, long start) {
        assertThat(told).hasSizeBetween(3, mostSince(start));
        assertThat(told.get(0)).isEqualTo(new Transfer(direction, STAGE, 0, FILES * SIZE));
        assertThat(told.get(0).node()).isEqualTo(NodePath.parse("measure"));
        assertThat(told).extracting(Transfer::bytes).isSorted();
        assertThat(told.get(told.size() - 1).isComplete()).isTrue();
    }

    @Test
    void uploadThatFailsIsNotToldToBeComplete() throws IOException {
        try (Store store = open("one")) {
            listenTo(store);
            way.trouble(1, "PUT .*\\.txt", Trouble.of(Kind.HELD));
            way.trouble(1, "PUT .*\\.txt", Trouble.answer(403, "AccessDenied"));
            assertThatThrownBy(() -> publish(store)).hasMessageContaining("Cannot write");
        }
        assertThat(told).isNotEmpty().noneMatch(Transfer::isComplete);
    }
}
