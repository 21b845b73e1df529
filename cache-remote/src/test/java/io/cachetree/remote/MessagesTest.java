package io.cachetree.remote;

import static io.cachetree.tree.Durability.PROCESS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.cachetree.remote.server.GoogleServer;
import io.cachetree.remote.server.S3Server;
import io.cachetree.remote.server.Trouble;
import io.cachetree.remote.server.Trouble.Kind;
import io.cachetree.remote.server.Way;
import io.cachetree.store.Store;
import io.cachetree.store.StoreException;
import io.cachetree.tree.InvalidStepException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person reads when a cloud does not do what it should. */
class MessagesTest {

    private static final String RECORD = "measure/5f1c02abq7wd.json";

    @TempDir
    private Path temp;

    private final Map<String, String> said = new LinkedHashMap<>();

    @Test
    void eachFailureSaysWhatToDo() throws IOException {
        S3Server s3 = S3Server.running();
        try (Way way = new Way(s3.port())) {
            String url = "s3://%s/runs?endpoint=http://127.0.0.1:%d".formatted(S3Server.BUCKET, way.port());
            say("wrong credentials, read", url, wrongKey(), store -> store.read(RECORD));
            say("wrong credentials, size", url, wrongKey(), store -> store.size(RECORD));
            say("no credentials", url, Map.of("AWS_EC2_METADATA_DISABLED", "true"), store -> store.read(RECORD));
            String missing = url.replace(S3Server.BUCKET, "no-such-bucket");
            say("missing bucket, read", missing, S3Server.CREDENTIALS, store -> store.read(RECORD));
            say("missing bucket, size", missing, S3Server.CREDENTIALS, store -> store.size(RECORD));
            say("missing bucket, list", missing, S3Server.CREDENTIALS, store -> store.list("measure"));
            say("missing bucket, write", missing, S3Server.CREDENTIALS, MessagesTest::publish);
            way.trouble(1, "PUT .*", Trouble.answer(403, "AccessDenied"));
            say("no permission to write", url, S3Server.CREDENTIALS, MessagesTest::publish);
            way.trouble(1, "PUT .*", Trouble.answer(507, "InsufficientStorage"));
            say("no space", url, S3Server.CREDENTIALS, MessagesTest::publish);
            way.trouble(1, "PUT .*", Trouble.answer(403, "QuotaExceeded"));
            say("quota", url, S3Server.CREDENTIALS, MessagesTest::publish);
            way.trouble(99, "GET .*measure.*", Trouble.answer(500, "InternalError"));
            say("server fails", url, S3Server.CREDENTIALS, store -> store.read(RECORD));
            way.trouble(99, "PUT .*", Trouble.answer(503, "SlowDown"));
            say("too many requests", url, S3Server.CREDENTIALS, store -> store.replace(RECORD, new byte[1]));
            way.trouble(99, "DELETE .*", Trouble.of(Kind.SILENCE));
            say("no answer", url, impatient(), store -> store.delete(RECORD));
        }
        say(
                "server down",
                "s3://lab/runs?endpoint=http://127.0.0.1:1",
                S3Server.CREDENTIALS,
                store -> store.read(RECORD));
        say(
                "server down, Azure",
                "az://lab@account/runs?endpoint=http://127.0.0.1:1/account",
                azure(),
                store -> store.read(RECORD));
        say(
                "no such host",
                "s3://lab/runs?endpoint=http://no-such-host.invalid",
                S3Server.CREDENTIALS,
                store -> store.read(RECORD));
        say(
                "missing bucket, Google",
                GoogleServer.running().url("runs").replace(GoogleServer.BUCKET, "no-such-bucket"),
                Map.of(),
                store -> store.read(RECORD));
        say("no region", "s3://lab/runs", Map.of("AWS_EC2_METADATA_DISABLED", "true"), store -> store.read(RECORD));
        say(
                "wrong setting",
                "s3://lab/runs?region=x",
                Map.of("CACHETREE_REMOTE_PARALLEL", "many"),
                store -> store.read(RECORD));

        assertThat(text()).isEqualTo(golden());
    }

    private static void publish(Store store) {
        store.publish(RECORD, "record".getBytes(UTF_8), null, PROCESS);
    }

    private static Map<String, String> wrongKey() {
        Map<String, String> credentials = new HashMap<>(S3Server.CREDENTIALS);
        credentials.put("AWS_SECRET_ACCESS_KEY", "wrong-canary-5d1e");
        return credentials;
    }

    private static Map<String, String> impatient() {
        Map<String, String> variables = new HashMap<>(S3Server.CREDENTIALS);
        variables.put("CACHETREE_REMOTE_CONTACT_SECONDS", "2");
        return variables;
    }

    private static Map<String, String> azure() {
        return Map.of("AZURE_STORAGE_SAS_TOKEN", "sv=2021&sig=canary-of-azure");
    }

    private void say(String when, String url, Map<String, String> variables, Consumer<Store> use) {
        Throwable thrown = catchThrowable(() -> {
            try (Store store = Stores.open(url, variables, temp)) {
                use.accept(store);
            }
        });
        assertThat(thrown).as(when).isInstanceOfAny(StoreException.class, InvalidStepException.class);
        said.put(when, String.valueOf(thrown.getMessage()).replaceAll("127\\.0\\.0\\.1:\\d{2,}", "127.0.0.1:PORT"));
    }

    private String text() {
        return said.entrySet().stream()
                .map(each -> "# %s%n%s%n".formatted(each.getKey(), each.getValue()))
                .collect(Collectors.joining("\n"));
    }

    private String golden() throws IOException {
        if (Boolean.getBoolean("cachetree.rewrite")) {
            Files.writeString(Path.of("src/test/resources/messages/failures.txt"), text());
        }
        try (InputStream in = MessagesTest.class.getResourceAsStream("/messages/failures.txt")) {
            return in == null || Boolean.getBoolean("cachetree.rewrite")
                    ? text()
                    : new String(in.readAllBytes(), UTF_8);
        }
    }
}
