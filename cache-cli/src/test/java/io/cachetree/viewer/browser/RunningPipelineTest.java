package io.cachetree.viewer.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.CacheTree;
import io.cachetree.viewer.Viewer;
import io.cachetree.viewer.ViewerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page follows a pipeline while it runs, without being loaded anew. */
@Tag("once")
class RunningPipelineTest extends PageTest {

    @TempDir
    Path directory;

    private final Spheres steps = Spheres.steps();
    private final ExecutorService other = Executors.newSingleThreadExecutor();
    private CacheTree opened;

    @Override
    @BeforeEach
    void openPage() {
        opened = CacheTree.open(directory);
        opened.call(() -> steps.plus(1));
        viewer = Viewer.open(directory, ViewerOptions.STANDARD);
        super.openPage();
    }

    @AfterEach
    void close() {
        other.shutdown();
        viewer.close();
        opened.close();
        browser.assertNoComplaintBut("ERR_CONNECTION_REFUSED");
    }

    /** What is done with a step that waits. */
    private interface Call {
        int with(Spheres.Wait wait) throws Exception;
    }

    /** A step that has got to the point where it waits, until it is let go or fails. */
    private final class Held {

        private final CountDownLatch half = new CountDownLatch(1);
        private final CompletableFuture<Void> end = new CompletableFuture<>();
        private final Future<Integer> running;

        Held(Call call) throws InterruptedException {
            running = other.submit(() -> opened.call(() -> call.with(() -> {
                half.countDown();
                end.join();
            })));
            assertThat(half.await(20, TimeUnit.SECONDS)).isTrue();
        }

        void letGo() throws Exception {
            end.complete(null);
            running.get(1, TimeUnit.MINUTES);
        }

        void fail(String why) {
            end.completeExceptionally(new IllegalStateException(why));
            assertThat(running).failsWithin(Duration.ofSeconds(20));
        }
    }

    @Test
    void aStepIsSeenWhileItRunsAndWhenItHasEnded() throws Exception {
        browser.run("window.loadedOnce = true");
        Held held = new Held(wait -> steps.slow(1, wait, null));

        browser.await("return document.querySelector('.node.is-running .text')?.textContent === 'slow'");
        browser.go("#node=slow&view=log.txt");
        browser.awaitText(".lines", "INFO half of it is done");
        browser.awaitText(".status", "running");
        write(" and some more");
        browser.awaitText(".lines", "INFO half of it is done and some more");
        browser.shoot("running");
        held.letGo();

        browser.awaitText(".status", "committed");
        browser.awaitText("#totals", "2 nodes: 2 committed");
        new Held(wait -> steps.slow(2, wait, null)).fail("the camera is off");
        browser.await("return document.querySelector('.node.is-failed') !== null");
        browser.go("#node=slow");
        browser.awaitText("pre.error", "the camera is off");
        browser.go("#node=slow&view=error.txt");
        browser.awaitText(".lines", "the camera is off");
        assertThat(browser.run("return window.loadedOnce")).isEqualTo(true);
        browser.shoot("failed");
    }

    @Test
    void aLogThatGrowsIsAppendedToWhatIsLookedAt() throws Exception {
        Held held = new Held(wait -> steps.slow(1, wait, null));
        append("line with ü\n".repeat(2000) + "needle\nneedle\nhalf a li");
        browser.go("#node=slow&view=log.txt");
        browser.awaitText(".view-text .what", "2004 lines");
        browser.choose("input[aria-label='Search in the text']", "needle");
        browser.click("button[aria-label='Next hit']");
        browser.awaitText(".found", "2 of 2 lines");
        browser.run("""
                window.field = document.querySelector(".view-text input");
                window.field.focus();
                window.field.setSelectionRange(2, 2);
                window.lines = document.querySelector(".lines");
                window.lines.scrollTop = 5000;
                window.asked = [];
                const ask = window.fetch;
                window.fetch = (url, options) => {
                  const isRead = String(url).endsWith("log.txt") && options?.method !== "HEAD";
                  if (isRead) window.asked.push(options?.headers?.Range ?? "all");
                  return ask(url, options);
                };
                """);

        append("ne\nneedle\n");

        browser.awaitText(".found", "2 of 3 lines");
        browser.awaitText(".view-text .what", "2005 lines");
        Object kept = browser.run("""
                const { field, lines } = window;
                return [lines.isConnected, lines.scrollTop, document.activeElement === field, field.selectionStart];
                """);
        assertThat(kept).isEqualTo(List.of(true, 5000L, true, 2L));
        assertThat(browser.run("return window.asked.length === 1 && /^bytes=2[0-9]{4}-$/.test(window.asked[0])"))
                .isEqualTo(true);
        browser.run("window.lines.scrollTop = window.lines.scrollHeight");
        append("the end\n");
        browser.awaitText(".lines", "the end");
        browser.awaitText(".lines", "half a line");
        held.letGo();
    }

    private void append(String text) throws IOException {
        Files.writeString(log(), text, StandardOpenOption.APPEND);
    }

    private Path log() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(each -> each.endsWith("log.txt")).findFirst().orElseThrow();
        }
    }

    /** As if somebody had written the file anew. */
    private void write(String text) throws IOException {
        Files.writeString(log(), Files.readString(log()).strip() + text + "\n");
    }

    @Test
    void aTabThatIsChosenWhileTheNodeIsReadKeepsNothingNewFromBeingShown() throws Exception {
        showAndHold();
        opened.call(() -> steps.slow(2, () -> {}, null));
        opened.call(() -> steps.none());
        browser.awaitText("#totals", "3 nodes: 3 committed");

        browser.click(".tabs.views [data-id='log.txt']");
        browser.awaitText(".lines", "INFO half of it is done");
        browser.run("window.release()");

        browser.await("return document.querySelectorAll('.tabs.entries [role=tab]').length === 2");
        assertThat(browser.text(".tabs.views [aria-selected=true] .label")).isEqualTo("log.txt");
    }

    @Test
    void aRefreshThatFailsLeavesWhatIsShownAndIsDoneAgain() throws Exception {
        opened.call(() -> steps.slow(1, () -> {}, null));
        browser.go("#node=slow&view=log.txt");
        browser.awaitText(".lines", "INFO half of it is done");
        browser.run("""
                window.shown = document.querySelector(".lines");
                const ask = window.fetch;
                window.fetch = (url, options) => {
                  if (!String(url).endsWith("@entries.json")) return ask(url, options);
                  window.fetch = ask;
                  return Promise.resolve(new Response("not now", { status: 503 }));
                };
                """);

        opened.call(() -> steps.slow(2, () -> {}, null));

        browser.await("return document.querySelectorAll('.tabs.entries [role=tab]').length === 2");
        assertThat(browser.run("return window.shown.isConnected")).isEqualTo(true);
    }

    @Test
    void aTimelineThatIsLookedAtStaysWhileTheTreeChanges() throws Exception {
        browser.go("#page=timeline");
        browser.awaitText(".bars", "plus");
        browser.run(
                "window.runs = document.querySelector('select.run'); window.bars = document.querySelector('.bars')");
        assertThat(browser.run("return document.querySelector('.step').title"))
                .asString()
                .doesNotContain("own time");

        opened.call(() -> steps.plus(2));

        browser.await("return document.querySelectorAll('select.run option').length === 2");
        browser.await("return window.runs.selectedIndex === 0");
        assertThat(browser.run("return window.runs.isConnected && window.bars.isConnected"))
                .isEqualTo(true);
    }

    @Test
    void aRunIsInTheTimelineWhileItGoesOnAndWhenItHasFailed() throws Exception {
        Held held = new Held(steps::twoSteps);
        opened.call(() -> steps.plus(2));
        browser.go("#page=timeline");
        browser.choose("select.run", "two-steps: running");
        browser.awaitText(".reason", "3 steps, 1 computed, 2 running, what it read is not known; on ");
        assertThat(browser.count(".bar.running")).isEqualTo(2);
        assertThat(browser.count(".bar.critical")).isZero();
        browser.shoot("timeline-running");
        browser.awaitText("#totals", "4 nodes");
        browser.run("document.querySelectorAll('.step button')[1].focus()");
        for (int time = 0; time < 3; time++) {
            browser.run("window.shown = document.querySelector('.reason').textContent");
            browser.await("return document.querySelector('.reason').textContent !== window.shown");
        }
        assertThat(browser.run("return document.activeElement.textContent")).isEqualTo("plus");

        held.fail("the camera is off");

        browser.awaitText(".reason", "3 steps, 1 computed, 2 failed, what it read is not known; on ");
        assertThat(browser.count(".bar.failed.critical")).isEqualTo(2);
        browser.shoot("timeline-failed");
    }

    @Test
    void aNodeThatChangedWhileAnotherWasReadIsReadAnew() throws Exception {
        showAndHold();
        browser.go("#node=plus");
        opened.call(() -> steps.slow(2, () -> {}, null));
        opened.call(() -> steps.none());
        browser.awaitText("#totals", "3 nodes: 3 committed");

        browser.go("#node=slow");
        browser.run("window.release()");

        browser.await("return document.querySelectorAll('.tabs.entries [role=tab]').length === 2");
        browser.awaitText("h2", "slow");
    }

    /** From now on, what nodes hold is answered only after {@code window.release()}. */
    private void showAndHold() throws Exception {
        opened.call(() -> steps.slow(1, () -> {}, null));
        browser.go("#node=slow");
        browser.awaitText(".tabs.views", "log.txt");
        browser.run("""
                const ask = window.fetch;
                const released = new Promise((release) => (window.release = release));
                window.fetch = (url, options) => {
                  const isHeld = String(url).endsWith("@entries.json");
                  return isHeld ? released.then(() => ask(url, options)) : ask(url, options);
                };
                """);
    }

    @Test
    void aViewerThatHasEndedIsSaidToBeGone() {
        viewer.close();

        browser.awaitText("#live", "not connected");
    }
}
