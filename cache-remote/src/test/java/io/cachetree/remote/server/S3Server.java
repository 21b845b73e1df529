package io.cachetree.remote.server;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** s3proxy, which keeps its objects in memory; one for all tests of this JVM. */
public final class S3Server {

    /** The bucket that there is. */
    public static final String BUCKET = "lab-bucket";

    private static final String ID = "AKIDOFTHETESTS";

    /** The secret of the only account, which must show up nowhere. */
    public static final String SECRET = "canary-of-s3-4d1f";

    /** The credentials of the only account. */
    public static final Map<String, String> CREDENTIALS =
            Map.of("AWS_ACCESS_KEY_ID", ID, "AWS_SECRET_ACCESS_KEY", SECRET);

    private final int port;

    private static final class Running {
        static final S3Server SERVER = started();

        private Running() {}
    }

    private S3Server(int port) {
        this.port = port;
    }

    /** Returns the server, which is started when first asked for. */
    public static S3Server running() {
        return Running.SERVER;
    }

    /** Returns its port on the loopback interface. */
    public int port() {
        return port;
    }

    /** Returns the URL of a root in the bucket. */
    public String url(String path) {
        return "s3://%s/%s?endpoint=http://127.0.0.1:%d".formatted(BUCKET, path, port);
    }

    private static S3Server started() {
        try {
            S3Server server = new S3Server(Program.start("Started", S3Server::command));
            server.request("PUT", BUCKET, "");
            server.warmUp();
            return server;
        } catch (Exception e) {
            throw new IllegalStateException("s3proxy does not run", e);
        }
    }

    private static List<String> command(int port) throws IOException {
        Path configuration = Files.createTempFile("s3proxy-", ".properties");
        Files.writeString(configuration, """
                s3proxy.endpoint=http://127.0.0.1:%d
                s3proxy.authorization=aws-v2-or-v4
                s3proxy.identity=%s
                s3proxy.credential=%s
                jclouds.provider=transient-nio2
                jclouds.identity=any
                jclouds.credential=any
                """.formatted(port, ID, SECRET));
        configuration.toFile().deleteOnExit();
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx768m",
                "-XX:+UseSerialGC",
                "-jar",
                Path.of(System.getProperty("cachetree.servers", "target/servers"), "s3proxy.jar")
                        .toAbsolutePath()
                        .toString(),
                "--properties",
                configuration.toString());
    }

    /** The first request of each kind takes long, which is no test's matter. */
    private void warmUp() throws Exception {
        request("PUT", BUCKET + "/warm", "");
        request("GET", BUCKET + "/warm", "");
        request("GET", BUCKET, "?list-type=2&prefix=warm");
        request("DELETE", BUCKET + "/warm", "");
    }

    /** Signed in the old way, which is short. */
    private void request(String method, String resource, String query) throws Exception {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC));
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA1"));
        String signature = Base64.getEncoder()
                .encodeToString(mac.doFinal(
                        "%s\n\n\n%s\n/%s".formatted(method, date, resource).getBytes(UTF_8)));
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:%d/%s%s".formatted(port, resource, query)))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .header("Date", date)
                .header("Authorization", "AWS %s:%s".formatted(ID, signature))
                .build();
        int status = HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
        if (status >= 300) {
            throw new IOException("%s %s%s: status %d".formatted(method, resource, query, status));
        }
    }
}
