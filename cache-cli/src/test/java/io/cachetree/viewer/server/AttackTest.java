package io.cachetree.viewer.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.cachetree.cli.CellDensity;
import io.cachetree.viewer.server.RawClient.Answer;
import io.cachetree.viewer.server.ViewerServer.Share;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What other users, other pages and hostile trees may try. */
class AttackTest {

    private static final String SECRET = "the secret beside the tree";
    private static final long HUGE = 10L << 30;

    @TempDir
    static Path home;

    private static Path tree;
    private static Path attempt;
    private static ServedTree served;
    private static int port;

    @BeforeAll
    static void serve() throws IOException {
        tree = home.resolve("tree");
        Files.writeString(home.resolve("secret.txt"), SECRET);
        Files.createDirectories(home.resolve("secrets/a.zarr"));
        Files.writeString(home.resolve("secrets/a.zarr/secret.txt"), SECRET);
        assertThatThrownBy(() -> CellDensity.risk(tree, () -> {
                    throw new IOException("the camera is off");
                }))
                .hasMessage("the camera is off");
        served = ServedTree.of(tree, Share.NOTHING);
        port = served.server().port();
        try (Stream<Path> entries = Files.list(tree.resolve("risky"))) {
            attempt = entries.filter(Files::isDirectory).findFirst().orElseThrow();
        }
        plant();
    }

    /** What somebody else may have put into a tree that was received. */
    private static void plant() throws IOException {
        Files.createSymbolicLink(attempt.resolve("link.txt"), home.resolve("secret.txt"));
        Files.createSymbolicLink(attempt.resolve("directory"), home.resolve("secrets"));
        Files.createSymbolicLink(tree.resolve("node"), tree.resolve("risky"));
        Files.createSymbolicLink(tree.resolve("risky/000000000000-0000"), home.resolve("secrets"));
        Files.writeString(
                attempt.resolve("evil.svg"), "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>");
        Files.writeString(attempt.resolve("evil.html"), "<script>alert(1)</script>");
        Files.writeString(attempt.resolve("\u001b[2K<script>\n.txt"), "shown");
        try (RandomAccessFile sparse =
                new RandomAccessFile(attempt.resolve("huge.bin").toFile(), "rw")) {
            sparse.setLength(HUGE);
        }
    }

    @AfterAll
    static void end() {
        served.close();
    }

    private static String path(String name) {
        return "/files/risky/" + attempt.getFileName() + "/" + name;
    }

    @Test
    void nobodyGetsInWithoutTheToken() throws IOException {
        for (String path : List.of("/data/tree.json", "/data/timeline.json", path("partial.txt"))) {
            Answer answer = served.client().get(path);
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.text())
                    .contains("the token at its end is needed once")
                    .doesNotContain("half a result");
        }
        String token = served.server().url().replaceAll(".*=", "");
        assertThat(served.client().get("/data/tree.json?token=" + token).status())
                .isEqualTo(403);
        assertThat(served.client()
                        .get("/data/tree.json", "Authorization: Bearer " + token)
                        .status())
                .isEqualTo(403);
        assertThat(served.client()
                        .get("/data/tree.json", "Cookie: cachetree-" + port + "=" + token)
                        .status())
                .isEqualTo(403);
        assertThat(served.client().get("/session").status()).isEqualTo(403);
        assertThat(served.client()
                        .get("/session", "Authorization: Bearer " + token.substring(1))
                        .status())
                .isEqualTo(403);
        assertThat(served.client().get("/session", "Authorization: Bearer ").status())
                .isEqualTo(403);
    }

    @Test
    void theCookieIsForTheBrowserAndThisSiteOnly() throws IOException {
        String token = served.server().url().replaceAll(".*=", "");

        Answer answer = served.client().get("/session", "Authorization: Bearer " + token);

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Set-Cookie"))
                .contains("cachetree-" + port + "=", "path=/", "httponly", "samesite=strict");
    }

    @Test
    void itListensOnTheLoopbackOnly() throws IOException {
        Optional<InetAddress> outer = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .findFirst();
        assumeThat(outer).as("an address beside the loopback").isPresent();

        try (Socket socket = new Socket()) {
            assertThatThrownBy(() -> socket.connect(new InetSocketAddress(outer.get(), port), 2000))
                    .isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:PORT",
                "127.0.0.1.evil",
                "localhost.",
                "localhost.evil",
                "evil@127.0.0.1",
                "127.0.0.1@evil",
                "127.0.0.1:PORT, evil",
                "0.0.0.0",
                "[::1]:PORT",
                "2130706433",
                "",
            })
    void aNameThatMayPointAnywhereIsNoHost(String host) throws IOException {
        Answer answer = served.client()
                .send("GET", "/data/tree.json", host.replace("PORT", Integer.toString(port)), served.cookie());

        assertThat(answer.status()).isIn(400, 403);
        assertThat(answer.text()).doesNotContain("evil", "measure");
    }

    @Test
    void aHostIsNamedOnceAndInOneWay() throws IOException {
        RawClient client = served.client();
        String cookie = served.cookie() + "\r\nConnection: close\r\n\r\n";

        assertThat(client.raw("GET /data/tree.json HTTP/1.1\r\n" + cookie).status())
                .isEqualTo(400);
        assertThat(client.raw("GET /data/tree.json HTTP/1.0\r\n" + cookie).status())
                .isEqualTo(403);
        assertThat(client.raw("GET /data/tree.json HTTP/1.1\r\nHost: localhost\r\nHost: evil\r\n" + cookie)
                        .status())
                .isEqualTo(400);
        assertThat(client.raw("GET http://evil.example/data/tree.json HTTP/1.1\r\nHost: localhost\r\n" + cookie)
                        .status())
                .isIn(400, 403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: http://evil.example",
                "Origin: null",
                "Origin: http://127.0.0.1:1",
                "Origin: https://127.0.0.1:PORT",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site",
            })
    void otherPagesGetNothing(String header) throws IOException {
        String sent = header.replace("PORT", Integer.toString(port));
        String token = served.server().url().replaceAll(".*=", "");

        for (String path : List.of("/data/tree.json", path("partial.txt"))) {
            Answer answer = served.get(path, sent);
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
        }
        assertThat(served.client()
                        .get("/session", sent, "Authorization: Bearer " + token)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void theOwnPageGetsWhatItAsksFor() throws IOException {
        assertThat(served.get("/data/tree.json", "Origin: http://127.0.0.1:" + port, "Sec-Fetch-Site: same-origin")
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "get", "SUDO"})
    void nothingCanBeChanged(String method) throws IOException {
        for (String path : List.of("/data/tree.json", path("partial.txt"), "/session", "/")) {
            Answer answer = served.client()
                    .send(method, path, "127.0.0.1:" + port, served.cookie(), "X-Marker: echoed", "Content-Length: 0");
            assertThat(answer.status()).isIn(400, 405);
            assertThat(answer.text()).doesNotContain("echoed", method + " ");
            assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
        }
        assertThat(attempt.resolve("partial.txt")).exists();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/files/../../secret.txt",
                "/files/risky/../../secret.txt",
                "/files/%2e%2e/%2e%2e/secret.txt",
                "/files/..%2f..%2fsecret.txt",
                "/files/..%5c..%5csecret.txt",
                "/files/%252e%252e/%252e%252e/secret.txt",
                "//etc/hostname",
                "/files//etc/hostname",
                "/files/risky/ATTEMPT/../../../secret.txt",
                "/files/risky/ATTEMPT/%2e%2e/%2e%2e/%2e%2e/secret.txt",
                "/files/risky/ATTEMPT/..%2f..%2f..%2fsecret.txt",
                "/files/risky/ATTEMPT/%2fetc/hostname",
                "/files/risky/ATTEMPT/%00",
                "/files/risky/ATTEMPT/partial.txt%00.png",
                "/files/risky/ATTEMPT/link.txt",
                "/files/risky/ATTEMPT/directory/a.zarr/secret.txt",
                "/files/risky/ATTEMPT/directory",
                "/files/risky/ATTEMPT/",
                "/files/risky/ATTEMPT",
                "/files/risky/ATTEMPT/partial.txt/",
                "/files/risky/ATTEMPT/.owner",
                "/files/risky/000000000000-0000/a.zarr/secret.txt",
                "/files/node/ATTEMPT/partial.txt",
                "/files/risky/./ATTEMPT/partial.txt",
                "/files/RISKY/ATTEMPT/partial.txt",
                "/files/risky/ATTEMPT/partial.txt;a=b",
                "/files/cachetree.json",
                "/files/measure/current/log.txt",
                "/files/risky/ATTEMPT/\u00ff",
                "/files/risky/ATTEMPT/%c0%ae%c0%ae/x",
                "/page/../index.html",
                "/page/",
                "/page/%2e%2e/data/Documents.class",
                "/page/../data/Documents.class",
                "/data/nodes/../@entries.json",
                "/data/nodes/risky/%2e%2e/@entries.json",
                "/data/differences/measure/@..%2f..@.json",
            })
    void pathsLeadNowhereElse(String path) throws IOException {
        Answer answer = served.get(path.replace("ATTEMPT", attempt.getFileName().toString()));

        assertThat(answer.status()).isIn(400, 404);
        assertThat(answer.text()).doesNotContain(SECRET, "half a result");
    }

    @Test
    void whatStandsThereIsServed() throws IOException {
        assertThat(served.get(path("partial.txt")).text()).isEqualTo("half a result");
        assertThat(served.get(path("p%61rtial.txt")).text()).isEqualTo("half a result");
    }

    @Test
    void pipesAndSocketsAreNotOpened() throws Exception {
        Path pipe = attempt.resolve("pipe");
        Process made = new ProcessBuilder("mkfifo", pipe.toString()).start();
        assumeThat(made.waitFor()).as("mkfifo").isZero();

        assertThat(served.get(path("pipe")).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.svg", "evil.html"})
    void whatCouldRunIsText(String file) throws IOException {
        Answer answer = served.get(path(file));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("text/plain; charset=utf-8");
        assertThat(answer.header("Content-Security-Policy")).isEqualTo("default-src 'none'; sandbox");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
    }

    @Test
    void documentsAreNoScriptsOfOtherPages() throws IOException {
        Answer answer = served.get("/data/tree.json?callback=alert");

        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.text()).startsWith("{").doesNotContain("alert");
    }

    @Test
    void namesWithControlCharactersStayWithinTheirQuotes() throws IOException {
        Answer answer = served.get("/data/nodes/risky/@entries.json");

        assertThat(answer.text()).contains("\\u001B[2K", "\\n.txt").doesNotContain("\u001b", "\n");
        assertThat(served.get(path("%1b%5b2K%3cscript%3e%0a.txt")).status()).isIn(400, 404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%3cscript%3ealert(1)%3c/script%3e",
                "/files/x%0d%0aSet-Cookie:%20evil=1",
                "/<script>alert(1)</script>",
                "/%ff%fe",
                "/%zz",
            })
    void errorsRepeatNothingOfTheRequest(String path) throws IOException {
        Answer answer = served.get(path);

        assertThat(answer.status()).isIn(400, 404);
        assertThat(answer.text()).hasSizeLessThan(200).doesNotContain("script", "evil", "%");
        assertThat(answer.header("Content-Type")).startsWith("text/plain");
        assertThat(answer.headers()).noneMatch(line -> line.startsWith("set-cookie"));
    }

    @Test
    void theServerDoesNotSayWhatItIs() throws IOException {
        assertThat(served.get("/data/tree.json").headers()).noneMatch(line -> line.contains("jetty"));
        assertThat(served.get("/nothing").text()).doesNotContainIgnoringCase("jetty");
    }

    @Test
    void largeHeadersAndPathsAreRefused() throws IOException {
        assertThat(served.get("/data/tree.json", "X-Large: " + "x".repeat(20_000))
                        .status())
                .isEqualTo(431);
        assertThat(served.get("/" + "x".repeat(20_000)).status()).isIn(414, 431);
        assertThat(served.get("/files/" + "a/".repeat(4000) + "b").status()).isIn(404, 414);
    }

    @Test
    void aPartOfAHugeFileIsSmall() throws IOException {
        Answer end = served.get(path("huge.bin"), "Range: bytes=-5");

        assertThat(end.status()).isEqualTo(206);
        assertThat(end.body()).hasSize(5);
        assertThat(end.header("Content-Range")).isEqualTo("bytes %d-%d/%d".formatted(HUGE - 5, HUGE - 1, HUGE));
        assertThat(served.get(path("huge.bin"), "Range: bytes=0-9223372036854775808")
                        .status())
                .isEqualTo(416);
        assertThat(served.get(path("huge.bin"), "Range: bytes=0-0,-1").status()).isEqualTo(416);
    }

    @Test
    void whatStandsFarBehindIsNotReadThrough() throws IOException {
        long began = System.nanoTime();
        for (int i = 0; i < 20; i++) {
            served.get(path("huge.bin"), "Range: bytes=%d-%d".formatted(HUGE - 100, HUGE - 90));
        }

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void thoseWhoAskAndDoNotReadStopNobody() throws IOException {
        List<Socket> asking = new ArrayList<>();
        try {
            for (int i = 0; i < 100; i++) {
                Socket socket = served.client().open();
                socket.getOutputStream()
                        .write("GET %s HTTP/1.1\r\nHost: localhost\r\n%s\r\n\r\n"
                                .formatted(path("huge.bin"), served.cookie())
                                .getBytes(StandardCharsets.ISO_8859_1));
                asking.add(socket);
            }
            assertThat(served.get("/data/tree.json").status()).isEqualTo(200);
        } finally {
            close(asking);
        }
    }

    @Test
    void aThousandIdleConnectionsStopNobody() throws IOException {
        List<Socket> idle = new ArrayList<>();
        try {
            for (int i = 0; i < 1000; i++) {
                Socket socket = served.client().open();
                idle.add(socket);
                if (i % 2 == 0) {
                    socket.getOutputStream()
                            .write("GET /data/tree.json HTTP/1.1\r\nHost: loc".getBytes(StandardCharsets.ISO_8859_1));
                }
            }
            assertThat(served.get("/data/tree.json").status()).isEqualTo(200);
        } finally {
            close(idle);
        }
    }

    private static void close(List<Socket> sockets) throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
