package io.cachetree.viewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cachetree.CacheTree;
import io.cachetree.cli.CellDensity;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A pipeline that shows itself. */
class LiveViewerTest {

    private static final String SHOWN = "cachetree: the tree is shown at ";

    @TempDir
    Path tree;

    private Process start() throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LivePipeline.class.getName(),
                        tree.toString()))
                .redirectErrorStream(true)
                .start();
    }

    /** New JDKs warn of what libraries do, in between. */
    private static String lineAfter(String begin, BufferedReader out) {
        return out.lines()
                .filter(line -> line.startsWith(begin))
                .findFirst()
                .orElseThrow()
                .substring(begin.length());
    }

    /** Returns the nodes once there are so many, as a browser gets them that was let in. */
    private static JsonNode nodes(String url, int howMany) throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        int hash = url.indexOf('#');
        URI page = URI.create(url.substring(0, hash));
        HttpRequest session = HttpRequest.newBuilder(page.resolve("session"))
                .header("Authorization", "Bearer " + url.substring(hash + "#token=".length()))
                .build();
        HttpResponse<Void> let = client.send(session, BodyHandlers.discarding());
        String cookie = let.headers().firstValue("Set-Cookie").orElseThrow();
        HttpRequest request = HttpRequest.newBuilder(page.resolve("data/tree.json"))
                .header("Cookie", cookie.substring(0, cookie.indexOf(';')))
                .build();
        long patience = System.nanoTime() + 20_000_000_000L;
        JsonNode nodes;
        do {
            String document = client.send(request, BodyHandlers.ofString()).body();
            nodes = JsonMapper.shared().readTree(document).path("nodes");
        } while (nodes.size() < howMany && System.nanoTime() < patience);
        return nodes;
    }

    @Test
    void whatRunsIsShownThoughNothingOfItIsOnDiskAndTheProcessEndsAsUsual() throws Exception {
        Process process = start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            String url = lineAfter(SHOWN, out);

            JsonNode nodes = nodes(url, 2);

            assertThat(nodes.valueStream()
                            .map(node -> node.path("node").asString() + " "
                                    + node.path("status").asString()))
                    .containsExactly("outer running", "outer/inner running");
            process.getOutputStream().write("\n".getBytes(StandardCharsets.US_ASCII));
            process.getOutputStream().flush();
            assertThat(lineAfter("result ", out)).isEqualTo("12");
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aPortThatCannotBeHadKeepsNoStepFromRunning() throws IOException {
        CellDensity.run(tree, 0.4);
        try (Viewer other = Viewer.open(tree, ViewerOptions.STANDARD)) {
            ViewerOptions taken = ViewerOptions.STANDARD.withPort(other.port());
            CellDensity steps = CellDensity.steps();
            try (CacheTree opened =
                    CacheTree.builder().listener(Viewer.live(taken)).open(tree)) {
                assertThat(opened.call(() -> steps.measure(7, 0.6)).cells()).isEqualTo(2);
            }
        }
    }

    @Test
    void theViewerEndsWithItsTree() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest page = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/".formatted(port)))
                .build();
        CellDensity steps = CellDensity.steps();
        ViewerOptions options = ViewerOptions.STANDARD.withPort(port);
        try (CacheTree opened =
                CacheTree.builder().listener(Viewer.live(options)).open(tree)) {
            opened.call(() -> steps.measure(7, 0.6));
            assertThat(answered(client, page)).isEqualTo(200);
        }

        assertThatThrownBy(() -> client.send(page, BodyHandlers.discarding())).isInstanceOf(IOException.class);
    }

    /** The server is started on a thread of its own. */
    private static int answered(HttpClient client, HttpRequest page) throws Exception {
        long patience = System.nanoTime() + 20_000_000_000L;
        while (true) {
            try {
                return client.send(page, BodyHandlers.discarding()).statusCode();
            } catch (ConnectException notYet) {
                assertThat(System.nanoTime()).isLessThan(patience);
            }
        }
    }

    @Test
    void aTreeInMemoryIsNotShownAndRunsAllTheSame() {
        CellDensity steps = CellDensity.steps();
        try (CacheTree opened = CacheTree.builder().listener(Viewer.live()).open("memory:")) {
            assertThat(opened.call(() -> steps.measure(7, 0.6)).cells()).isEqualTo(2);
        }
    }

    @Test
    void thereIsNoPortBeyondTheLast() {
        assertThatThrownBy(() -> ViewerOptions.STANDARD.withPort(65_536))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Cannot serve the viewer on port 65536: there is none. Choose 1 to 65535, or 0 for any free one.");
    }
}
