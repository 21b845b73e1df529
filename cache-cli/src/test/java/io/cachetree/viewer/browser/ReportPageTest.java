package io.cachetree.viewer.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.cachetree.CacheTree;
import io.cachetree.cli.place.Place;
import io.cachetree.viewer.data.Setting.Extent;
import io.cachetree.viewer.report.Report;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A report on a web server that knows nothing but files. */
@Tag("once")
class ReportPageTest {

    private static final Map<String, String> TYPES =
            Map.of("html", "text/html", "js", "text/javascript", "css", "text/css", "json", "application/json");

    @TempDir
    Path directory;

    @Test
    void aReportIsTheSamePageBelowAnyPath() throws IOException {
        Path tree = directory.resolve("tree");
        Path report = directory.resolve("report");
        Spheres.run(tree, 0.5);
        Spheres steps = Spheres.steps();
        try (CacheTree opened = CacheTree.open(tree)) {
            opened.call(steps::sharded);
        }
        write(tree, report);
        try (Browser browser = Browser.started();
                FileServer server = new FileServer(report, 404)) {
            browser.open(server.url());
            browser.awaitText("#totals", "8 nodes: 8 committed");
            assertThat(browser.text("#live")).isEmpty();
            for (String node : new String[] {"measure/scan", "sharded"}) {
                browser.go("#node=%s&view=%s.ome.zarr".formatted(node, node.replaceAll(".*/", "")));
                browser.awaitText(".head", node);
                browser.awaitImages(1);
                browser.pointAt(80, 80);
                browser.await("return document.querySelector('.told').textContent.startsWith('value ')");
                assertThat(browser.count(".failure:not([hidden])")).isZero();
            }
            browser.go("#page=timeline");
            browser.awaitText(".reason", "1 computed");
            browser.assertNoComplaint();
        }
    }

    @Test
    void aRunThatWasGoingOnIsShownAsItWasThen() throws Exception {
        Path tree = directory.resolve("tree");
        Path report = directory.resolve("report");
        Spheres steps = Spheres.steps();
        try (CacheTree opened = CacheTree.open(tree)) {
            opened.call(() -> steps.twoSteps(() -> write(tree, report)));
        }
        try (Browser browser = Browser.started();
                FileServer server = new FileServer(report, 404)) {
            browser.open(server.url());
            browser.go("#page=timeline");
            browser.awaitText(".reason", "3 steps, 1 computed, 2 running, what it read is not known; on ");
            browser.assertNoComplaint();
        }
    }

    private static void write(Path tree, Path report) {
        try {
            Report.of(Place.ofNode(tree.toString(), Path.of("")), Extent.NEWEST)
                    .write(report, Long.MAX_VALUE, bytes -> {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void imagesOfAStepThatFailedAreInAReport() throws IOException {
        Path tree = directory.resolve("tree");
        Path report = directory.resolve("report");
        ForeignImages steps = ForeignImages.steps();
        try (CacheTree opened = CacheTree.open(tree)) {
            assertThatThrownBy(() -> opened.call(() -> steps.failing(null))).hasMessage("the camera is off");
        }
        write(tree, report);
        try (Browser browser = Browser.started();
                FileServer server = new FileServer(report, 404)) {
            browser.open(server.url());
            browser.go("#node=failing&view=images/whole.zarr");
            browser.awaitImages(1);
            browser.pointAt(80, 80);
            browser.awaitText("figure.image .told", "value 7 ");
            browser.assertNoComplaint();
        }
    }

    @Test
    void aPublicBucketForbidsWhatItHasNot() throws IOException {
        Path tree = directory.resolve("tree");
        Path report = directory.resolve("report");
        Spheres.run(tree, 0.25);
        Spheres.run(tree, 0.5);
        Spheres steps = Spheres.steps();
        try (CacheTree opened = CacheTree.open(tree)) {
            opened.call(steps::none);
        }
        write(tree, report);
        delete(report, "none.ome.zarr/0/20/0/0");
        delete(report, "measure/segment/@");
        try (Browser browser = Browser.started();
                FileServer server = new FileServer(report, 403)) {
            browser.open(server.url());
            browser.go("#node=none&view=none.ome.zarr");
            browser.awaitImages(1);
            browser.pointAt(80, 80);
            browser.awaitText("figure.image .told", "value 0 ");
            assertThat(browser.count(".failure:not([hidden])")).isZero();
            browser.go("#node=measure/segment");
            browser.awaitText("h2", "measure/segment");
            browser.await(
                    "return performance.getEntriesByType('resource').some((one) => one.name.includes('/data/differences/'))");
            assertThat(browser.count(".problem")).isZero();
            browser.assertNoComplaintBut("403 (Forbidden)");
        }
    }

    private static void delete(Path report, String part) throws IOException {
        try (Stream<Path> files = Files.walk(report)) {
            Path file = files.filter(each ->
                            each.toString().contains(part) && !each.toString().endsWith("@entries.json"))
                    .findFirst()
                    .orElseThrow();
            Files.delete(file);
        }
    }

    /** It gives whole files, whatever part was asked for, as the server that comes with Python does. */
    private static final class FileServer implements AutoCloseable {

        private final Path report;
        private final int absent;
        private final ExecutorService threads = Executors.newCachedThreadPool();
        private final HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);

        FileServer(Path report, int absent) throws IOException {
            this.report = report;
            this.absent = absent;
            server.setExecutor(threads);
            server.createContext("/runs/today/", this::answer);
            server.start();
        }

        String url() {
            return "http://127.0.0.1:%d/runs/today/index.html"
                    .formatted(server.getAddress().getPort());
        }

        private void answer(HttpExchange exchange) throws IOException {
            try (exchange) {
                Path file = report.resolve(exchange.getRequestURI().getPath().substring("/runs/today/".length()));
                if (!Files.isRegularFile(file)) {
                    exchange.sendResponseHeaders(absent, -1);
                    return;
                }
                String extension = file.toString().replaceAll(".*\\.", "");
                exchange.getResponseHeaders()
                        .set("Content-Type", TYPES.getOrDefault(extension, "application/octet-stream"));
                boolean isHead = exchange.getRequestMethod().equals("HEAD");
                exchange.sendResponseHeaders(200, isHead ? -1 : Files.size(file));
                if (!isHead) {
                    Files.copy(file, exchange.getResponseBody());
                }
            }
        }

        @Override
        public void close() {
            server.stop(0);
            threads.shutdown();
        }
    }
}
