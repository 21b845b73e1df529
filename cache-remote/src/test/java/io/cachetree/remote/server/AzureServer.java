package io.cachetree.remote.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Azurite, Microsoft's own emulator, which keeps its objects in memory; one for all tests of this JVM. */
public final class AzureServer {

    /** The container that there is. */
    public static final String CONTAINER = "lab";

    private static final String ACCOUNT = "devstoreaccount1";

    /** The key that every Azurite has; Microsoft publishes it. */
    private static final String KEY =
            "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    /** The credentials of its only account. */
    public static final Map<String, String> CREDENTIALS = Map.of("AZURE_STORAGE_KEY", KEY);

    private final int port;

    private static final class Running {
        static final AzureServer SERVER = started();

        private Running() {}
    }

    private AzureServer(int port) {
        this.port = port;
    }

    /** Returns the server, which is started when first asked for; the test is skipped where it is not installed. */
    public static AzureServer running() {
        assumeTrue(
                Files.isRegularFile(main()),
                "Azurite is not here, so the test is skipped: run cache-remote/src/test/azurite/install.sh");
        return Running.SERVER;
    }

    /** Returns its port on the loopback interface. */
    public int port() {
        return port;
    }

    /** Returns the URL of a root in the container. */
    public String url(String path) {
        return "az://%s@%s/%s?endpoint=http://127.0.0.1:%d/%s".formatted(CONTAINER, ACCOUNT, path, port, ACCOUNT);
    }

    private static Path main() {
        String cache = Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .orElse(System.getProperty("user.home") + "/.cache");
        String place =
                Optional.ofNullable(System.getenv("CACHETREE_AZURITE")).orElse(cache + "/cachetree-tests/azurite");
        return Path.of(place, "node_modules", "azurite", "dist", "src", "blob", "main.js");
    }

    private static AzureServer started() {
        try {
            int port = Program.start(
                    "successfully listens",
                    free -> List.of(
                            "node",
                            main().toString(),
                            "--inMemoryPersistence",
                            "--disableTelemetry",
                            "--blobHost",
                            "127.0.0.1",
                            "--blobPort",
                            String.valueOf(free),
                            "--silent"));
            AzureServer server = new AzureServer(port);
            server.createContainer();
            return server;
        } catch (Exception e) {
            throw new IllegalStateException("Azurite does not run", e);
        }
    }

    private void createContainer() throws Exception {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC));
        String signed = "PUT%sx-ms-date:%s\nx-ms-version:2021-08-06\n/%s/%s/%s\nrestype:container"
                .formatted("\n".repeat(12), date, ACCOUNT, ACCOUNT, CONTAINER);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(KEY), "HmacSHA256"));
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:%d/%s/%s?restype=container".formatted(port, ACCOUNT, CONTAINER)))
                .version(HttpClient.Version.HTTP_1_1)
                .PUT(HttpRequest.BodyPublishers.noBody())
                .header("x-ms-date", date)
                .header("x-ms-version", "2021-08-06")
                .header(
                        "Authorization",
                        "SharedKey %s:%s"
                                .formatted(
                                        ACCOUNT,
                                        Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(UTF_8)))))
                .build();
        int status = HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
        if (status != 201) {
            throw new IOException("the container cannot be created: status " + status);
        }
    }
}
