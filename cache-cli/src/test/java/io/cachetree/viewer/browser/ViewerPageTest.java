package io.cachetree.viewer.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.viewer.Viewer;
import io.cachetree.viewer.ViewerOptions;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/** What a person sees of a tree that a pipeline wrote with two thresholds. */
@Tag("once")
class ViewerPageTest extends PageTest {

    private static final List<Integer> WHITE = List.of(255, 255, 255);
    private static final String SCAN = "#node=measure/scan&view=scan.ome.zarr";
    private static final String LABELS = "#node=measure/segment&view=spheres.ome.zarr";

    /** What overlaps something else, or is not wholly in sight from left to right. */
    private static final String CUT_OFF = """
            const faults = [];
            const name = (one) => `${one.localName}.${one.className} ${one.getAttribute("aria-label") ?? one.textContent.slice(0, 30)}`;
            const page = document.documentElement;
            if (page.scrollWidth > innerWidth || page.scrollHeight > innerHeight) faults.push("the page");
            const boxes = [...document.querySelectorAll(".body, #right, #left")];
            faults.push(...boxes.filter((box) => box.scrollWidth > box.clientWidth).map(name));
            const inSight = (one) => one.checkVisibility({ visibilityProperty: true }) && one.getBoundingClientRect().width > 0;
            const kinds = "button, select, input, output, summary, figure canvas, figcaption, .what, .status, h1, h2";
            const controls = [...document.querySelectorAll(kinds)]
              .filter((one) => inSight(one) && !one.closest(".rows, .tabs.entries, .grid"));
            const place = new Map(controls.map((one) => [one, one.getBoundingClientRect()]));
            for (const one of controls) {
              const [its, around] = [place.get(one), one.closest("#bar, #left, #right").getBoundingClientRect()];
              if (its.left < around.left - 1 || its.right > around.right + 1) faults.push(`${name(one)} is cut off`);
              if (one.closest(".view-image") && its.bottom > innerHeight) faults.push(`${name(one)} is below the window`);
              for (const other of controls) {
                if (other === one || one.contains(other) || other.contains(one)) continue;
                const theirs = place.get(other);
                const wide = Math.min(its.right, theirs.right) - Math.max(its.left, theirs.left);
                const high = Math.min(its.bottom, theirs.bottom) - Math.max(its.top, theirs.top);
                if (wide > 1 && high > 1) faults.push(`${name(one)} over ${name(other)}`);
              }
            }
            return faults;
            """;

    @BeforeAll
    static void start() {
        Spheres.run(tree, 0.25);
        Spheres.run(tree, 0.5);
        viewer = Viewer.open(tree, ViewerOptions.STANDARD.sharingImages());
    }

    @AfterEach
    void nothingIsRefusedAndNothingOfTheTreeRuns() {
        assertThat(browser.run("return window.broken")).isNull();
        browser.assertNoComplaint();
    }

    private static void openScanAt18() {
        browser.go(SCAN);
        browser.awaitImages(1);
        browser.choose(".slider input[data-axis=z]", "18");
        browser.choose("input[aria-label='Darkest value']", "100");
        browser.choose("input[aria-label='Brightest value']", "1700");
        browser.awaitText("[data-of=z]", "18 / 39  36 µm");
        browser.awaitImages(1);
    }

    @Test
    void theTreeIsOnTheLeftAndTheEntryOnTheRight() {
        assertThat(browser.texts("[role=treeitem] .text"))
                .containsExactly("measure", "notes", "plot", "profile", "scan", "segment", "table");
        assertThat(browser.text("#totals")).startsWith("7 nodes: 7 committed;");
        browser.go("#node=measure/segment");
        browser.awaitText(".reason", "threshold 0.25 -> 0.5");
        assertThat(browser.texts(".tabs.entries .label")).containsExactly("threshold 0.5", "threshold 0.25");
        assertThat(browser.text("tr.changed")).contains("threshold", "0.5", "was 0.25");
        browser.awaitText(".outcome-changed:nth-child(2)", "2.75 % of 1024000 pixels differ");
        browser.shoot("entry");
        browser.choose("#search", "plo");
        assertThat(browser.count("[role=treeitem]")).isEqualTo(2);
    }

    @Test
    void theAddressLeadsToANodeAndLosesItsToken() {
        browser.open(viewer.url() + "&node=measure/plot");
        browser.awaitText(".head", "measure/plot");
        assertThat(browser.run("return location.hash")).isEqualTo("#node=measure%2Fplot");
    }

    @Test
    void backLeadsToWhatWasShownBeforeAClick() {
        browser.go("#node=measure");
        browser.awaitText("h2", "measure");
        browser.go(SCAN);
        browser.awaitImages(1);
        browser.click("[role=treeitem][title^='measure/plot']");
        browser.awaitText("h2", "measure/plot");
        browser.run("document.getElementById('tree').focus()");
        browser.press(Keys.ARROW_DOWN, Keys.ARROW_DOWN);
        browser.awaitText("h2", "measure/scan");
        browser.back();
        browser.awaitImages(1);
        browser.awaitText(".tabs.views [aria-selected=true]", "scan.ome.zarr");
        browser.back();
        browser.await("return document.querySelector('h2').textContent === 'measure'");
    }

    @Test
    void aBookmarkLeadsToTheSameComparison() {
        browser.go(LABELS);
        browser.choose("select[aria-label='Compare with']", "threshold 0.25");
        browser.awaitImages(2);
        browser.click("[data-mode=difference]");
        browser.awaitImages(1);
        Object bookmark = browser.run("return location.href");
        browser.open(String.valueOf(bookmark));
        browser.awaitText("figcaption", "from threshold 0.25");
        browser.awaitText(".legend", "only before");
    }

    @Test
    void nodesAreFoundByStatusAndWords() {
        browser.choose("#status", "failed");
        browser.await("return document.querySelectorAll('[role=treeitem]').length === 0");
        browser.choose("#status", "committed");
        browser.choose("#search", "measure SEG");
        browser.await("return document.querySelectorAll('[role=treeitem]').length === 2");
        browser.run("document.getElementById('search').focus()");
        browser.press(Keys.ESCAPE);
        browser.await("return document.querySelectorAll('[role=treeitem]').length === 7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#node=measure/segment",
                SCAN,
                LABELS + "&mode=side",
                LABELS + "&mode=difference",
                "#node=measure/table&view=result.csv",
                "#node=measure/profile&view=result.npy",
                "#node=measure/notes&view=log.txt",
                "#page=timeline"
            })
    void nothingIsCutOffInASmallWindow(String place) {
        browser.resize(1000, 700);
        try {
            boolean compares = place.contains("mode=");
            browser.go(compares ? place.replaceAll("&mode=.*", "") : place);
            if (compares) {
                browser.choose("select[aria-label='Compare with']", "threshold 0.25");
                browser.awaitImages(2);
                browser.click("[data-mode=%s]".formatted(place.replaceAll(".*=", "")));
            }
            if (place.contains("zarr")) {
                browser.await("return document.querySelector('figure.image')?.dataset.complete === 'true'");
            }
            if (place.equals(SCAN)) {
                browser.await("return document.querySelector('select.companion')");
            }
            if (place.contains("table")) {
                browser.choose("select[aria-label=Plot]", "voxels");
            }
            browser.await("return document.querySelector('#right .body, #right .bars')?.textContent");
            browser.shoot("small-" + place.replaceAll("[^a-z]+", "-"));
            assertThat((List<?>) browser.run(CUT_OFF)).isEmpty();
        } finally {
            browser.resize(0, 0);
        }
    }

    @Test
    void whatFailedIsAskedForAgainByChoosingIt() {
        browser.run("""
                const ask = window.fetch;
                const failed = () => Promise.resolve(new Response("", { status: 500 }));
                window.fetch = (...asked) => /scan.@entries/.test(asked[0]) ? failed() : ask(...asked);
                window.mend = () => (window.fetch = ask);
                """);
        browser.click("[role=treeitem][title^='measure/scan']");
        browser.awaitText(".problem", "the answer is 500");
        browser.run("window.mend()");
        browser.click("[role=treeitem][title^='measure/scan']");
        browser.awaitText(".tabs.views", "scan.ome.zarr");
        browser.run("""
                const ask = window.fetch;
                const failed = () => Promise.resolve(new Response("", { status: 500 }));
                window.fetch = (...asked) => /result.csv/.test(asked[0]) ? failed() : ask(...asked);
                window.mend = () => (window.fetch = ask);
                """);
        browser.go("#node=measure/table&view=result.csv");
        browser.awaitText(".problem", "the answer is 500");
        browser.run("window.mend()");
        browser.click(".body button");
        browser.awaitText(".grid", "voxels");
    }

    @Test
    void anEntryCanBeLookedAtWhileItIsComputedAnew() {
        browser.run("""
                const ask = window.fetch;
                window.fetch = async (...asked) => {
                  const answer = await ask(...asked);
                  if (!/scan.@entries/.test(asked[0])) return answer;
                  const read = await answer.json();
                  const since = new Date().toISOString();
                  read.attempts = [{ name: read.entries[0].key, state: "running", since, images: [], outputs: [] }];
                  return new Response(JSON.stringify(read));
                };
                """);
        browser.go("#node=measure/scan");
        browser.awaitText(".reason", "Runs, since");
        browser.click(".tabs.entries [role=tab]:nth-child(2)");
        browser.awaitText(".reason", "Why it ran: never ran");
        assertThat(browser.count(".tabs.entries [aria-selected=true]")).isEqualTo(1);
    }

    @Test
    void aServerThatSaysWhenToComeBackIsAskedAgain() {
        assertThat(browser.run("""
                const answers = [503, 503, 200];
                window.fetch = async () => new Response("{}", { status: answers.shift(), headers: { "Retry-After": "0" } });
                return import(new URL("page/data.js", document.baseURI))
                  .then((data) => data.difference("a", "b", "c"))
                  .then(JSON.stringify);
                """)).isEqualTo("{}");
    }

    @Test
    void aTreeThatBrokeOffIsReadAgain() {
        assertThat(browser.run("""
                const asked = [];
                window.fetch = async (url, options) => {
                  asked.push(options.headers["If-None-Match"] ?? "anything");
                  return new Response(asked.length === 1 ? '{"nodes": [' : '{"nodes": []}', { headers: { ETag: '"new"' } });
                };
                return import(new URL("page/data.js", document.baseURI)).then(async ({ TreeSource }) => {
                  const source = new TreeSource();
                  await source.read().catch(() => {});
                  await source.read();
                  await source.read();
                  return asked;
                });
                """)).isEqualTo(List.of("anything", "anything", "\"new\""));
    }

    @Test
    void aTimelineThatFailsLateLeavesTheEntryAlone() {
        browser.go("#node=measure");
        browser.awaitText(".json", "spheres: 8");
        browser.run("""
                const ask = window.fetch;
                const failed = new Promise((_, fail) => (window.fail = fail));
                window.fetch = (url, options) => /timeline/.test(url) ? failed : ask(url, options);
                """);
        browser.go("#page=timeline");
        browser.await("return document.getElementById('to-timeline').getAttribute('aria-pressed') === 'true'");
        browser.go("#node=measure");
        browser.await("return document.getElementById('to-timeline').getAttribute('aria-pressed') === 'false'");
        browser.awaitText(".json", "spheres: 8");
        browser.run("window.fail(new Error('late'))");
        assertThat(browser.run(
                        "return new Promise((done) => setTimeout(() => done(document.querySelector('.problem'))))"))
                .isNull();
    }

    @Test
    void aSliceIsShownWithTheContrastThatIsAskedFor() {
        openScanAt18();
        assertThat(browser.pixel(0, 140, 140)).isEqualTo(WHITE);
        assertThat(browser.pixel(0, 20, 20)).isEqualTo(List.of(16, 16, 16));
        assertThat(browser.pixel(0, 0, 0)).isEqualTo(List.of(0, 0, 0));
        browser.shoot("slice");
        browser.choose("input[aria-label='Brightest value']", "200");
        browser.awaitImages(1);
        assertThat(browser.pixel(0, 20, 20)).isEqualTo(WHITE);
        browser.choose("select[aria-label=Colours]", "green");
        browser.awaitImages(1);
        assertThat(browser.pixel(0, 20, 20)).isEqualTo(List.of(0, 255, 0));
    }

    @Test
    void anImageIsNotCompleteBeforeItIsDrawnAsAskedFor() {
        openScanAt18();
        browser.run("window.requestAnimationFrame = () => {}");
        browser.choose("input[aria-label='Brightest value']", "200");
        assertThat(browser.run("return document.querySelector('figure.image').dataset.complete"))
                .isEqualTo("false");
    }

    @Test
    void valuesAndPlacesUnderThePointerAreTold() {
        openScanAt18();
        browser.pointAt(140, 20);
        browser.awaitText("figure.image .told", "value 500   [18, 20, 140]   z 36 µm  y 10 µm  x 70 µm");
    }

    @Test
    void labelsLieUponTheImage() {
        openScanAt18();
        List<Integer> bare = browser.pixel(0, 140, 140);
        browser.choose("select.companion", "segment / spheres.ome.zarr @");
        browser.awaitText(".labels", "outlines");
        browser.awaitImages(1);
        browser.pointAt(140, 140);
        browser.awaitText("figure.image .told", "value 1700  ·  label 1152921504606846992");
        List<Integer> half = browser.pixel(0, 140, 140);
        assertThat(half).isNotEqualTo(bare);
        assertThat(browser.pixel(0, 140, 100)).isNotEqualTo(browser.pixel(0, 140, 140));
        assertThat(browser.pixel(0, 20, 20)).as("a sphere below the threshold").isEqualTo(List.of(16, 16, 16));
        browser.shoot("labels");
        browser.choose("input[aria-label='Opacity of labels']", "0");
        browser.awaitImages(1);
        assertThat(browser.pixel(0, 140, 140)).isEqualTo(bare);
        browser.choose("input[aria-label='Opacity of labels']", "1");
        browser.awaitImages(1);
        assertThat(browser.pixel(0, 140, 140)).isNotIn(bare, half);
        browser.press("l");
        browser.await("return document.querySelector('figure.image .told').textContent.startsWith('value 1700   ')");
    }

    @Test
    void theLastOfSeveralCompanionsIsShown() {
        openScanAt18();
        browser.await("return document.querySelectorAll('select.companion option').length === 3");
        chooseCompanion(1);
        browser.awaitText(".labels", "outlines");
        browser.awaitImages(1);
        browser.run("""
                const original = window.fetch;
                const held = [];
                window.asked = 0;
                window.hold = true;
                window.release = () => held.forEach((go) => go());
                window.fetch = async (...given) => {
                  window.asked++;
                  if (window.hold) await new Promise((go) => held.push(go));
                  return original(...given).finally(() => window.asked--);
                };
                """);
        chooseCompanion(1);
        browser.await("return window.asked > 0");
        browser.run("window.hold = false");
        chooseCompanion(2);
        List<Integer> second = colouredPixel();
        browser.run("window.release()");
        browser.await("return window.asked === 0");
        browser.awaitImages(1);
        assertThat(browser.pixel(0, 20, 60)).isEqualTo(second);
    }

    /** The image before is complete until the one that was chosen has been read, and for a moment nothing is drawn. */
    private static List<Integer> colouredPixel() {
        long patience = System.nanoTime() + 20_000_000_000L;
        List<Integer> pixel = List.of();
        while (Set.copyOf(pixel).size() < 2) {
            assertThat(System.nanoTime())
                    .as("sphere 5 has a label in the second only")
                    .isLessThan(patience);
            browser.awaitImages(1);
            pixel = browser.pixel(0, 20, 60);
        }
        return pixel;
    }

    private static void chooseCompanion(int option) {
        browser.run("""
                const choice = document.querySelector("select.companion");
                choice.selectedIndex = arguments[0];
                choice.dispatchEvent(new Event("change"));
                """, option);
    }

    @Test
    void aNumberThatIsBeingTypedStaysWhileThePointerMoves() {
        openScanAt18();
        browser.run("document.querySelector('input[aria-label=\"Brightest value\"]').value = 123");
        browser.pointAt(140, 20);
        browser.awaitText("figure.image .told", "value 500");
        assertThat(browser.run("return document.querySelector('input[aria-label=\"Brightest value\"]').value"))
                .isEqualTo("123");
    }

    @Test
    void otherPlanesAndKeys() {
        openScanAt18();
        browser.run("document.querySelector('.stage canvas').focus()");
        browser.pressOften(Keys.ARROW_RIGHT, 3);
        browser.awaitText("[data-of=z]", "21 / 39");
        browser.press(Keys.PAGE_DOWN);
        browser.awaitText("[data-of=z]", "11 / 39");
        browser.press("2");
        browser.awaitText(".slider .axis", "y");
        browser.press(Keys.HOME);
        browser.awaitText("[data-of=y]", "0 / 159");
        browser.choose(".slider input[data-axis=y]", "140");
        browser.awaitText("[data-of=y]", "140 / 159");
        browser.awaitImages(1);
        assertThat(browser.pixel(0, 20, 18 * 4 + 1)).isEqualTo(List.of(207, 207, 207));
        browser.shoot("plane-xz");
        browser.press("3");
        browser.awaitText(".slider .axis", "x");
        browser.choose(".slider input[data-axis=x]", "140");
        browser.awaitText("[data-of=x]", "140 / 159");
        browser.awaitImages(1);
        assertThat(browser.pixel(0, 18 * 4 + 1, 20)).isEqualTo(List.of(64, 64, 64));
        browser.pointAt(18 * 4 + 1, 20);
        browser.awaitText("figure.image .told", "value 500   [18, 20, 140]");
    }

    @Test
    void theLevelOfDetailFollowsTheZoomAndAnImageIsDragged() {
        openScanAt18();
        browser.pointAt(80, 80);
        browser.awaitText("figure.image .told", "value 100   [18, 80, 80]");
        browser.run("document.querySelector('.stage canvas').focus()");
        browser.press("-".repeat(12));
        browser.awaitText("figure.image .told", "value 100 (level 1)   [18, 80, 80]");
        browser.awaitImages(1);
        browser.press("+".repeat(16));
        browser.awaitText("figure.image .told", "value 100   [18, 80, 80]");
        browser.press("0");
        browser.awaitImages(1);
        browser.drag(".stage canvas", 150, 0);
        browser.pointAt(80, 80);
        browser.await(
                "return Number(/\\[18, 80, (\\d+)\\]/.exec(document.querySelector('figure.image .told').textContent)?.[1]) < 75");
    }

    @Test
    void twoThresholdsAreCompared() {
        browser.go(LABELS);
        browser.choose("select[aria-label='Compare with']", "threshold 0.25");
        browser.awaitImages(2);
        browser.choose(".slider input[data-axis=z]", "18");
        browser.awaitText("[data-of=z]", "18 / 39");
        browser.awaitImages(2);
        List<Integer> stage = browser.pixel(1, 20, 60);
        assertThat(browser.pixel(0, 20, 60)).as("sphere 5, before").isNotEqualTo(stage);
        assertThat(browser.pixel(0, 20, 140)).as("sphere 13, both").isEqualTo(browser.pixel(1, 20, 140));
        browser.shoot("compare");
        browser.click("[data-mode=difference]");
        browser.awaitImages(1);
        assertThat(browser.pixel(0, 20, 60)).as("lost").isEqualTo(List.of(242, 58, 58));
        assertThat(browser.pixel(0, 20, 140)).as("the same").isEqualTo(List.of(0, 0, 0));
        browser.shoot("difference");
        browser.click("[data-mode=flicker]");
        browser.awaitText("figcaption", "threshold 0.25");
        browser.awaitText("figcaption", "threshold 0.5");
    }

    @Test
    void aColumnOfATableIsPlotted() {
        browser.go("#node=measure/table&view=result.csv");
        browser.choose("select[aria-label=Plot]", "voxels");
        browser.await("return document.querySelector('[data-plot=histogram]')");
        browser.choose("select[aria-label=Against]", "against x");
        browser.await("return document.querySelector('[data-plot=scatter]')");
        assertThat(browser.text(".grid .rows .row")).isEqualTo("1610.590.01600large, \"bright\"");
        browser.click(".grid [role=columnheader] button");
        assertThat(browser.text(".grid .rows .row")).startsWith("9");
        browser.shoot("table");
    }

    @Test
    void picturesArraysAndResultsAreShown() {
        browser.go("#node=measure/plot");
        browser.awaitText(".head", "measure/plot");
        browser.click(".tabs.views button:nth-child(2)");
        browser.awaitImages(1);
        browser.awaitText(".what", "[48, 64]");
        browser.go("#node=measure/profile");
        browser.awaitText(".head", "measure/profile");
        browser.click(".tabs.views button:nth-child(2)");
        browser.await("return document.querySelector('[data-plot=line]')");
        assertThat(browser.text(".what")).isEqualTo("float64 [200]");
        browser.go("#node=measure");
        browser.awaitText(".json", "spheres: 8");
        browser.go(SCAN);
        browser.awaitText(
                ".elsewhere", "napari --plugin napari-ome-zarr http://127.0.0.1:" + viewer.port() + "/share/");
        assertThat(
                        browser.run(
                                "return fetch(document.querySelector('.elsewhere input').value + '.zattrs').then((one) => one.status)"))
                .isEqualTo(200L);
    }

    @Test
    void whatATreeSaysIsShownAndNeverRun() {
        browser.go("#node=measure/notes");
        browser.awaitText(".inputs", "<img src=x onerror=window.broken=1>");
        for (String file : List.of("page.html", "drawing.svg", "log.txt")) {
            browser.go("#node=measure/notes&view=" + file);
            browser.awaitText(".lines", "window.broken=1");
        }
        assertThat(browser.text(".lines"))
                .contains("\\u001b[31mred\\u001b[2K <b>bold</b>", "</script><script>", "\\u202elive")
                .doesNotContain("\u001b", "\u202e");
        browser.choose("input[aria-label='Search in the text']", "RED");
        assertThat(browser.text("mark")).isEqualTo("red");
        browser.shoot("text");
    }

    @Test
    void theTimelineTellsWhatWasComputedAndWhatWasRead() {
        browser.go("#page=timeline");
        browser.awaitText(".reason", "7 steps, 6 computed, 1 read");
        assertThat(browser.count(".bar.critical")).isPositive();
        assertThat(browser.count(".bar.read")).isEqualTo(1);
        browser.shoot("timeline");
    }

    @Test
    void theTreeIsReadWithKeysAndInTheDark() {
        browser.run("document.getElementById('tree').focus()");
        browser.press(Keys.HOME, Keys.ARROW_DOWN, Keys.ARROW_DOWN);
        browser.awaitText(".head", "measure/plot");
        browser.press(Keys.ARROW_LEFT, Keys.ARROW_LEFT);
        browser.await("return document.querySelectorAll('[role=treeitem]').length === 1");
        browser.press(Keys.ARROW_RIGHT, Keys.END);
        browser.awaitText(".head", "measure/table");
        browser.click("#theme");
        assertThat(browser.run("return document.documentElement.dataset.theme")).isEqualTo("dark");
        browser.shoot("dark");
        browser.click("#theme");
    }
}
