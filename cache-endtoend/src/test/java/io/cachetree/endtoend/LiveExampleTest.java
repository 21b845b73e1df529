package io.cachetree.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.cli.Ran;
import io.cachetree.event.CacheEvent;
import io.cachetree.event.CacheListener;
import io.cachetree.examples.NucleiReport;
import io.cachetree.examples.SegmentationOptions;
import io.cachetree.viewer.Viewer;
import io.cachetree.viewer.browser.Browser;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example shows itself in a browser while it runs. */
@Tag("once")
class LiveExampleTest {

    private static final Set<String> HELD = Set.of("report/threshold", "report/split");

    @TempDir
    private Path tree;

    @Test
    void itsStepsAreSeenAsTheyRunAndTheirImagesAsSoonAsTheyAreCommitted() throws Exception {
        Semaphore goOn = new Semaphore(0);
        CacheListener hold = event -> {
            if (event instanceof CacheEvent.StepStarted started
                    && HELD.contains(started.call().node().toString())) {
                goOn.acquireUninterruptibly();
            }
        };
        CacheListener listener = CacheListener.all(List.of(Viewer.live(), hold));
        ExecutorService other = Executors.newSingleThreadExecutor();
        try (Browser browser = Browser.started();
                LoggedLines log = LoggedLines.of("io.cachetree.viewer")) {
            Future<NucleiReport> run = other.submit(
                    () -> SmallExample.run(tree, SegmentationOptions.STANDARD, Optional.empty(), listener));
            browser.open(log.next().replaceFirst("The tree is shown at ", ""));
            browser.run("window.loadedOnce = true");
            Ran.command("ls", tree.toString()).answers("ls-running.txt", tree, CommandsOnExampleTest::withoutSizes);
            browser.awaitText("#totals", "4 nodes: 2 running, 2 committed");
            assertThat(browser.texts(".node.is-running .text")).containsExactly("report", "threshold");

            goOn.release();
            browser.awaitText("#totals", "7 nodes: 2 running, 5 committed");
            assertThat(browser.texts(".node.is-running .text")).containsExactly("report", "split");
            browser.go("#node=report/label&view=components.ome.zarr");
            browser.awaitImages(1);
            browser.shoot("example-running");
            assertThat(browser.run("return window.loadedOnce")).isEqualTo(true);
            browser.assertNoComplaint();

            goOn.release();
            assertThat(run.get(1, TimeUnit.MINUTES).nuclei()).isPositive();
            browser.awaitText("#live", "not connected");
        } finally {
            goOn.release(HELD.size());
            other.shutdown();
            assertThat(other.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        }
    }
}
