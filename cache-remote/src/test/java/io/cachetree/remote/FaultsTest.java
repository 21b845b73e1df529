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
import io.cachetree.store.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a server, and the way to it, do wrong; and that nothing is lost, believed or deleted for it. */
@Tag("once")
class FaultsTest {

    private static final String RECORD = "measure/5f1c02abq7wd.json";
    private static final String STAGE = "measure/5f1c02abq7wd-x7q2";

    @TempDir
    private Path temp;

    private final String root = UUID.randomUUID().toString();
    private Way way;
    private Store store;

    @BeforeEach
    void openStore() throws IOException {
        way = new Way(S3Server.running().port());
        store = open(Map.of());
    }

    private Store open(Map<String, String> settings) {
        String url = "s3://%s/faults/%s?endpoint=http://127.0.0.1:%d".formatted(S3Server.BUCKET, root, way.port());
        Map<String, String> variables = new HashMap<>(S3Server.CREDENTIALS);
        variables.putAll(settings);
        return Stores.open(url, variables, temp);
    }

    @AfterEach
    void closeStore() throws IOException {
        store.close();
        way.close();
    }

    @ParameterizedTest
    @CsvSource({"500, InternalError", "503, SlowDown", "429, TooManyRequests", "502, ''", "504, ''"})
    void whatMayPassIsAskedAgain(int status, String code) {
        store.replace(RECORD, bytes("record"));
        way.trouble(2, "GET .*json", Trouble.answer(status, code));
        way.trouble(2, "PUT .*json", Trouble.answer(status, code));

        assertThat(store.read(RECORD)).hasValue(bytes("record"));
        store.replace(RECORD, bytes("other"));
        assertThat(store.traffic().retries()).isEqualTo(4);
        assertThat(store.read(RECORD)).hasValue(bytes("other"));
    }

    @ParameterizedTest
    @CsvSource({
        "500, InternalError",
        "503, SlowDown",
        "429, TooManyRequests",
        "409, ConditionalRequestConflict",
        "412, PreconditionFailed"
    })
    void recordWhoseCreationWasTurnedAwayIsReadBackAndCreatedAgain(int status, String code) {
        way.trouble(1, "PUT .*json if absent", Trouble.answer(status, code));

        assertThat(store.publish(RECORD, bytes("record"), null, PROCESS)).isTrue();
        assertThat(way.requests()).extracting(FaultsTest::method).containsExactly("PUT", "GET", "PUT");
        assertThat(store.read(RECORD)).hasValue(bytes("record"));
    }

    @Test
    void recordWhoseAnswerWasLostIsOurs() {
        way.trouble(1, "PUT .*json if absent", Trouble.of(Kind.ANSWER_LOST));

        assertThat(store.publish(RECORD, bytes("record"), null, PROCESS)).isTrue();
        assertThat(way.requests()).extracting(FaultsTest::method).containsExactly("PUT", "GET");
    }

    @Test
    void recordWhoseRequestWasLostIsCreatedAgain() {
        way.trouble(1, "PUT .*json if absent", Trouble.of(Kind.REQUEST_LOST));

        assertThat(store.publish(RECORD, bytes("record"), null, PROCESS)).isTrue();
        assertThat(way.requests()).extracting(FaultsTest::method).containsExactly("PUT", "GET", "PUT");
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"ANSWER_LOST", "REQUEST_LOST"})
    void recordOfAnotherIsNotTakenForOursWhateverIsLost(Kind lost) {
        store.publish(RECORD, bytes("of another"), null, PROCESS);
        way.trouble(1, "PUT .*json if absent", Trouble.of(lost));

        assertThat(store.publish(RECORD, bytes("record"), null, PROCESS)).isFalse();
        assertThat(store.read(RECORD)).hasValue(bytes("of another"));
    }

    @Test
    void truncatedAnswerIsAskedForAgain() {
        store.replace(RECORD, new byte[100_000]);
        way.trouble(1, "GET .*json", Trouble.of(Kind.TRUNCATED));
        way.trouble(1, "GET .*json", Trouble.of(Kind.TRUNCATED));

        assertThat(store.read(RECORD)).hasValue(new byte[100_000]);
        assertThat(store.read(RECORD, 10, ByteBuffer.allocate(50_000))).hasValue(50_000);
        assertThat(store.traffic().retries()).isEqualTo(2);
    }

    @Test
    void listingThatIsLateMakesNoDifferenceForWhoWins() {
        store.publish(RECORD, bytes("first"), null, PROCESS);
        way.trouble(9, "GET .*list-type=2.*", Trouble.of(Kind.EMPTY_LIST));

        assertThat(store.list("measure")).as("what the server shows").isEmpty();
        assertThat(store.publish(RECORD, bytes("second"), null, PROCESS)).isFalse();
        assertThat(store.read(RECORD)).hasValue(bytes("first"));
    }

    @Test
    void serverThatNeverAnswersIsGivenUpAfterTheFirstContactsDeadline() {
        way.trouble(99, ".*", Trouble.of(Kind.SILENCE));
        long start = System.nanoTime();

        try (Store impatient = open(Map.of("CACHETREE_REMOTE_CONTACT_SECONDS", "1"))) {
            assertThatThrownBy(() -> impatient.publish(RECORD, bytes("record"), null, PROCESS))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("gave no answer within 1 s");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .as("less than the deadline of later answers")
                .isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void nothingIsDeletedWhileItIsNotKnownWhetherTheRecordIsThere() throws IOException {
        try (Store impatient = open(Map.of("CACHETREE_REMOTE_ANSWER_SECONDS", "5"))) {
            impatient.read("measure/absent.json");
            Stage stage = impatient.stage(STAGE).orElseThrow();
            stage.write("chunk", List.of(ByteBuffer.wrap(bytes("chunk"))));
            Files.writeString(stage.path().resolve("a.txt"), "a");
            way.trouble(99, ".*json.*", Trouble.of(Kind.SILENCE));
            assertThatThrownBy(() -> impatient.publish(RECORD, bytes("record"), stage, PROCESS))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("gave no answer within 5 s");
            stage.discard();
        }

        assertThat(way.requests()).noneMatch(request -> request.startsWith("DELETE") || request.startsWith("POST"));
        assertThat(store.read(STAGE + "/chunk")).hasValue(bytes("chunk"));
        assertThat(store.read(STAGE + "/a.txt")).hasValue(bytes("a"));
    }

    @Test
    void publicationThatFailedGoesOnWhereItWas() throws IOException {
        assertThat(store.read(RECORD)).isEmpty();
        Stage stage = store.stage(STAGE).orElseThrow();
        for (String name : List.of("a.txt", "b.txt", "c.txt")) {
            Files.writeString(stage.path().resolve(name), name);
        }
        way.trouble(6, "PUT .*b.txt", Trouble.answer(500, "InternalError"));
        assertThatThrownBy(() -> store.publish(RECORD, bytes("record"), stage, PROCESS))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("failed (InternalError)");
        assertThat(store.read(RECORD)).as("the record").isEmpty();
        way.requests();

        assertThat(store.publish(RECORD, bytes("record"), stage, PROCESS)).isTrue();
        assertThat(way.requests())
                .filteredOn(request -> request.contains(".txt"))
                .singleElement()
                .asString()
                .contains("b.txt");
        assertThat(store.read(STAGE + "/b.txt")).hasValue(bytes("b.txt"));
    }

    @Test
    void discardedStageOfALoserIsGoneFromTheServerAsWell() throws IOException {
        store.publish(RECORD, bytes("of another"), null, PROCESS);
        Stage stage = store.stage(STAGE).orElseThrow();
        Files.writeString(stage.path().resolve("a.txt"), "a");
        assertThat(store.publish(RECORD, bytes("record"), stage, PROCESS)).isFalse();
        assertThat(store.size(STAGE + "/a.txt")).hasValue(1);
        stage.discard();

        assertThat(store.size(STAGE + "/a.txt")).isEmpty();
        assertThat(stage.path()).doesNotExist();
    }

    @Test
    void interruptedThreadIsToldSoAndStaysInterrupted() {
        way.trouble(1, "GET .*", Trouble.of(Kind.SILENCE));
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> store.read(RECORD))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("the thread was interrupted. Run again: what is committed stays");
        assertThat(Thread.interrupted()).isTrue();
    }

    private static String method(String request) {
        return request.substring(0, request.indexOf(' '));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
