package io.cachetree.viewer.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.CacheTree;
import io.cachetree.viewer.Viewer;
import io.cachetree.viewer.ViewerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A tree of many nodes is shown, and scrolled through, without making all of their rows; 20,000 nodes in the long form. It prints
 * how long that takes.
 */
@Tag("once")
class ManyNodesTest {

    private static final int GROUPS = Boolean.getBoolean("cachetree.long") ? 200 : 20;
    private static final int NODES = 99;

    @TempDir
    Path directory;

    private void copyOneRecordToAllNodes() throws IOException {
        try (CacheTree tree = CacheTree.open(directory)) {
            Spheres steps = Spheres.steps();
            tree.call(() -> steps.plus(1));
        }
        Path record;
        try (Stream<Path> files = Files.list(directory.resolve("plus"))) {
            record = files.filter(each -> each.toString().endsWith(".json"))
                    .findFirst()
                    .orElseThrow();
        }
        byte[] content = Files.readAllBytes(record);
        for (int group = 0; group < GROUPS; group++) {
            Path parent = Files.createDirectory(directory.resolve("group-%03d".formatted(group)));
            Files.write(parent.resolve(record.getFileName()), content);
            for (int node = 0; node < NODES; node++) {
                Path child = Files.createDirectory(parent.resolve("node-%02d".formatted(node)));
                Files.write(child.resolve(record.getFileName()), content);
            }
        }
    }

    @Test
    void onlyTheRowsThatAreSeenAreMade() throws IOException {
        copyOneRecordToAllNodes();
        try (Browser browser = Browser.started();
                Viewer viewer = Viewer.open(directory, ViewerOptions.STANDARD)) {
            browser.open(viewer);
            browser.awaitText("#totals", "%d nodes".formatted(GROUPS * (NODES + 1) + 1));

            browser.open(viewer);
            browser.await("return performance.getEntriesByName('tree').length");

            double painted = number(browser, """
                    return performance.getEntriesByName("tree")[0].startTime
                        - performance.getEntriesByType("navigation")[0].domContentLoadedEventStart""");
            System.out.printf("First paint of the tree %.0f ms after DOMContentLoaded%n", painted);
            assertThat(browser.count("[role=treeitem]")).isBetween(10L, 200L);
            double slowest = scroll(browser);
            System.out.printf("Slowest of 60 steps of scrolling: %.1f ms%n", slowest);
            assertThat(browser.count("[role=treeitem]")).isBetween(10L, 200L);
            browser.choose("#search", "group-%03d/node-98".formatted(GROUPS - 1));
            browser.await("return document.querySelectorAll('[role=treeitem]').length === 2");
            browser.shoot("many-nodes");
        }
    }

    /** Scrolls through the tree, and returns how many milliseconds the slowest frame took. */
    private static double scroll(Browser browser) {
        browser.run("""
                const tree = document.getElementById("tree");
                const far = tree.scrollHeight / 60;
                let last = performance.now();
                window.slowest = 0;
                const step = (left) => {
                  window.slowest = Math.max(window.slowest, performance.now() - last);
                  last = performance.now();
                  tree.scrollTop += far;
                  if (left > 0) requestAnimationFrame(() => step(left - 1));
                  else window.scrolled = true;
                };
                requestAnimationFrame(() => {
                  last = performance.now();
                  step(60);
                });
                """);
        browser.await("return window.scrolled");
        return number(browser, "return window.slowest");
    }

    private static double number(Browser browser, String script) {
        return ((Number) browser.run(script)).doubleValue();
    }
}
