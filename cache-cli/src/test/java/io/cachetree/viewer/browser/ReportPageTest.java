package io.cachetree.viewer.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.cachetree.CacheTree;
import io.cachetree.cli.place.Place;
import io.cachetree.viewer.data.Setting.Extent;
import io.cachetree.viewer.report.Report;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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
        Report.of(Place.ofNode(tree.toString(), Path.of("")), Extent.NEWEST).write(report, Long.MAX_VALUE, bytes -> {});
        ExecutorService threads = Executors.newCachedThreadPool();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/runs/today/", exchange -> answer(exchange, report));
        server.start();
        try (Browser browser = Browser.started()) {
            browser.open("http://127.0.0.1:%d/runs/today/index.html"
                    .formatted(server.getAddress().getPort()));
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
        } finally {
            server.stop(0);
            threads.shutdown();
        }
    }

    /** It gives whole files, whatever part was asked for, as the server that comes with Python does. */
    private static void answer(HttpExchange exchange, Path report) throws IOException {
        try (exchange) {
            Path file = report.resolve(exchange.getRequestURI().getPath().substring("/runs/today/".length()));
            if (!Files.isRegularFile(file)) {
                exchange.sendResponseHeaders(404, -1);
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
}
