package io.cachetree.remote;

import static io.cachetree.tree.Durability.PROCESS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import io.cachetree.remote.server.S3Server;
import io.cachetree.remote.server.Trouble;
import io.cachetree.remote.server.Trouble.Kind;
import io.cachetree.remote.server.Way;
import io.cachetree.store.Stage;
import io.cachetree.store.Store;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A secret is used in all ways that work and fail, and then looked for wherever something was written. */
class SecretsTest {

    private static final String RECORD = "measure/5f1c02abq7wd.json";
    private static final String STAGE = "measure/5f1c02abq7wd-x7q2";

    /** Three secrets: a key that is right, one that is wrong, and a token that stands in the query of each request. */
    private static final List<String> CANARIES =
            List.of(S3Server.SECRET, "canary-of-a-wrong-key", "canary-of-a-token", "canary-of-a-session");

    @TempDir
    private Path temp;

    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level before = root.getLevel();
    private final List<String> said = new CopyOnWriteArrayList<>();

    @BeforeEach
    void listen() {
        logged.start();
        root.addAppender(logged);
        root.setLevel(Level.TRACE);
    }

    @AfterEach
    void stopListening() {
        root.detachAppender(logged);
        root.setLevel(before);
    }

    @Test
    void secretShowsUpNowhere() throws Exception {
        Map<String, String> wrong = new HashMap<>(S3Server.CREDENTIALS);
        wrong.put("AWS_SECRET_ACCESS_KEY", "canary-of-a-wrong-key");
        wrong.put("AWS_SESSION_TOKEN", "canary-of-a-session");
        String s3 = "s3://" + S3Server.BUCKET + "/secrets/" + UUID.randomUUID() + "?endpoint=http://127.0.0.1:%d";
        List<Callable<Void>> uses = new ArrayList<>();
        uses.add(use(s3, wrong));
        uses.add(use(s3, S3Server.CREDENTIALS));
        for (Kind kind : List.of(Kind.ANSWER_LOST, Kind.REQUEST_LOST, Kind.TRUNCATED)) {
            uses.add(use(s3, S3Server.CREDENTIALS, Trouble.of(kind)));
        }
        uses.add(use(s3, S3Server.CREDENTIALS, Trouble.answer(500, "InternalError")));
        uses.add(use("az://lab@account/runs?endpoint=http://127.0.0.1:%d/account", token()));
        uses.add(use("az://lab@account/runs?endpoint=http://127.0.0.1:1/account", token()));
        ExecutorService users = Executors.newCachedThreadPool();
        for (Future<Void> each : users.invokeAll(uses)) {
            each.get();
        }
        users.shutdown();
        logged.list.forEach(event -> said.add(event.getFormattedMessage()
                + (event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy()))));

        assertThat(said).hasSizeGreaterThan(20);
        for (String canary : CANARIES) {
            assertThat(said).noneMatch(text -> text.contains(canary));
            assertThat(files()).noneMatch(file -> holds(file, canary));
        }
    }

    private static Map<String, String> token() {
        return Map.of("AZURE_STORAGE_SAS_TOKEN", "sv=2021-01-01&sig=canary-of-a-token");
    }

    /** A way of its own has each, so that they may all go at once. */
    private Callable<Void> use(String url, Map<String, String> variables, Trouble... troubles) {
        return () -> {
            try (Way way = new Way(S3Server.running().port())) {
                for (Trouble trouble : troubles) {
                    way.trouble(20, ".*", trouble);
                }
                useAll(url.formatted(way.port()), variables);
                said.add(way.sent());
            }
            return null;
        };
    }

    private void useAll(String url, Map<String, String> variables) {
        Map<String, String> all = new HashMap<>(variables);
        all.put("CACHETREE_REMOTE_ANSWER_SECONDS", "1");
        try (Store store = Stores.open(url, all, temp)) {
            said.add(store + " " + store.location() + " " + store.traffic());
            attempt(() -> store.read(RECORD));
            attempt(() -> store.list("measure"));
            attempt(() -> store.size(RECORD));
            Stage stage = store.stage(STAGE).orElseThrow();
            said.add(stage.uri().toString());
            Files.writeString(stage.path().resolve("a.txt"), "a");
            attempt(() -> store.publish(RECORD, "record".getBytes(UTF_8), stage, PROCESS));
            attempt(() -> store.local(STAGE, stage.seal(name -> true)));
            attempt(stage::discard);
            attempt(() -> store.delete("measure"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void attempt(ThrowingCallable use) {
        Throwable thrown = catchThrowable(use);
        if (thrown != null) {
            StringWriter trace = new StringWriter();
            thrown.printStackTrace(new PrintWriter(trace));
            said.add(trace.toString());
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(temp)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".so"))
                    .toList();
        }
    }

    private static boolean holds(Path file, String canary) {
        try {
            return file.toString().contains(canary) || Files.readString(file).contains(canary);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
