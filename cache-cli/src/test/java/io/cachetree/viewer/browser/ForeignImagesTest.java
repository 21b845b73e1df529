package io.cachetree.viewer.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cachetree.CacheTree;
import io.cachetree.viewer.Viewer;
import io.cachetree.viewer.ViewerOptions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Images that are large, have other axes, or cannot be shown; and comparisons of such as say nothing of their contrast. */
@Tag("once")
class ForeignImagesTest extends PageTest {

    @BeforeAll
    static void start() {
        ForeignImages steps = ForeignImages.steps();
        for (int brightness : List.of(100, 200)) {
            try (CacheTree opened = CacheTree.open(tree)) {
                opened.call(() -> {
                    steps.arrays(null);
                    steps.pictures(null);
                    steps.tall();
                    steps.six(null);
                    return steps.ramp(brightness);
                });
            }
        }
        assertThatThrownBy(() -> {
                    try (CacheTree opened = CacheTree.open(tree)) {
                        opened.call(() -> steps.failing(null));
                    }
                })
                .hasMessage("the camera is off");
        viewer = Viewer.open(tree, ViewerOptions.STANDARD);
    }

    @AfterEach
    void nothingFails() {
        browser.assertNoComplaint();
    }

    private static void showArray(String name) {
        browser.go("#node=arrays&view=%s.zarr".formatted(name));
    }

    private static void pressOften(String key, int times) {
        browser.run("document.querySelector('.stage canvas').focus()");
        browser.press(key.repeat(times));
    }

    @Test
    void anImageThatIsLargerThanTheCacheIsShown() {
        showArray("large");
        browser.awaitText(".what", "float32 [5000, 5000]");
        browser.awaitImages(1);
        assertThat(browser.run("return document.querySelector('.failure').hidden"))
                .isEqualTo(true);
        browser.pointAt(80, 80);
        browser.awaitText("figure.image .told", "value 7 ");
    }

    @Test
    void anImageWithoutEndIsShownOnceZoomedIn() {
        showArray("endless");
        browser.awaitText(".failure", "Too much of the image is in sight to be shown at once. Zoom in");
        assertThat(browser.count(".failure button")).isZero();
        browser.shoot("too-large");
        pressOften("+", 60);
        browser.await("return document.querySelector('.failure').hidden");
        browser.awaitImages(1);
        browser.pointAt(80, 80);
        browser.awaitText("figure.image .told", "value 7 ");
    }

    @Test
    void aChunkThatIsLargerThanATileIsShownInParts() {
        showArray("wide-chunk");
        browser.awaitImages(1);
        assertThat(browser.pixelOf(3000, 100, 1500)).isEqualTo(browser.pixelOf(3000, 2900, 2900));
        browser.pointAt(80, 80);
        browser.awaitText("figure.image .told", "value 7 ");
    }

    @Test
    void axesThatAreNotCalledXAndYArePlacedByTheirOrder() {
        showArray("maps");
        browser.awaitImages(1);
        assertThat(browser.text(".slider .axis")).isEqualTo("month");
        browser.choose(".slider input", "2");
        browser.awaitText(".slider output", "2 / 2");
        browser.awaitImages(1);
        browser.pointAt(80, 80);
        browser.awaitText("figure.image .told", "value 7   [2, 10, 10]   month 2  lat 10  lon 10");
        showArray("six");
        browser.awaitText(".what", "uint8 [1, 1, 1, 4, 20, 20]");
        browser.awaitImages(1);
        browser.pointAt(80, 80);
        browser.awaitText("figure.image .told", "value 7   [0, 0, 0, 2, 10, 10]");
    }

    @Test
    void anArrayOfSixAxesHasASliderForEachThatIsNotInThePlane() {
        browser.go("#node=six&view=six.npy");
        browser.awaitText(".what", "uint16 [2, 1, 2, 1, 9, 9]");
        browser.awaitImages(1);
        assertThat(browser.count(".slider")).isEqualTo(2);
        browser.choose(".slider input[data-axis=d0]", "1");
        browser.choose(".slider input[data-axis=c]", "1");
        browser.awaitImages(1);
        browser.pointAt(80, 80);
        browser.awaitText("figure.image .told", "value 283   [1, 0, 1, 0, 4, 4]");
    }

    @Test
    void aChunkThatWouldFillTheMemoryIsNotRead() {
        showArray("huge-chunk");
        browser.awaitText(".failure", "chunks of 4096 x 4096 x 4096 values are too large for a browser.");
        assertThat(browser.run("""
                const fetched = performance.getEntriesByType("resource");
                return fetched.some((one) => one.name.includes("huge-chunk.zarr/c/"));
                """)).isEqualTo(false);
        browser.shoot("huge-chunk");
        showArray("huge-shard");
        browser.awaitText(".what", "uint8 [4096, 4096, 4096]");
        browser.awaitImages(1);
        browser.pointAt(80, 80);
        browser.awaitText("figure.image .told", "value 7 ");
    }

    @Test
    void imagesOfAStepThatFailedAreShown() {
        browser.go("#node=failing");
        browser.awaitText(".outputs", "images/whole.zarr");
        browser.go("#node=failing&view=images/whole.zarr");
        browser.awaitText(".hint", "This image was not committed, and may be incomplete");
        browser.awaitImages(1);
        browser.pointAt(80, 80);
        browser.awaitText("figure.image .told", "value 7 ");
        browser.shoot("image-of-attempt");
        browser.go("#node=failing&view=begun.zarr");
        browser.awaitText(".problem", "The image is not complete: its metadata, or a part of them, are missing.");
    }

    @Test
    void whatHasNoPlaneIsSaid() {
        showArray("line");
        browser.awaitText(".problem", "An array of shape [100] has no plane that could be shown as an image.");
        showArray("nothing");
        browser.awaitText(".problem", "An array of shape [0, 20] has no pixels.");
    }

    @Test
    void aPictureThatIsTooLargeIsNotDecoded() {
        browser.go("#node=pictures&view=bomb.png");
        browser.awaitText(".problem", "A picture of 50000 x 50000 pixels is too large to be shown.");
        browser.go("#node=pictures&view=text.png");
        browser.awaitText(".problem", "This is no PNG file");
    }

    @Test
    void anArrayThatIsLongerThanACanvasIsShown() {
        browser.go("#node=tall&view=result.npy");
        browser.awaitText(".view-npy .what", "int8 [200000, 50]");
        assertThat(browser.count(".grid")).as("it is a table at first").isEqualTo(1);
        browser.click("[data-as=image]");
        browser.awaitImages(1);
        pressOften("+", 30);
        browser.awaitImages(1);
        assertThat(browser.run("return document.querySelector('.failure').hidden"))
                .isEqualTo(true);
        assertThat(middle(0)).as("something is drawn").isEqualTo(List.of(0, 0, 0, 255));
    }

    @Test
    void whatGoesWrongWhileDrawingIsSaid() {
        browser.run("CanvasRenderingContext2D.prototype.createImageData = () => { throw new Error('no memory'); }");
        showArray("maps");
        browser.awaitText(".failure", "The image cannot be drawn: no memory");
        assertThat(browser.run("return document.querySelector('.busy').hidden")).isEqualTo(true);
    }

    @Test
    void aBookmarkedComparisonHasOneContrast() {
        browser.run("location.hash = '#node=ramp'");
        browser.awaitText(".tabs.entries", "brightness 200");
        List<?> keys = (List<?>)
                browser.run(
                        "return fetch('data/nodes/ramp/@entries.json').then((one) => one.json()).then((one) => one.entries.map((each) => each.key))");
        for (String mode : List.of("side", "difference")) {
            browser.open(viewer);
            browser.go("#node=ramp&key=%s&view=result.png&with=%s&mode=%s".formatted(keys.get(0), keys.get(1), mode));
            browser.awaitImages(mode.equals("side") ? 2 : 1);
            browser.click("[data-mode=side]");
            browser.awaitImages(2);
            List<Integer> before = middle(0);
            assertThat(before).isEqualTo(middle(1)).isNotEqualTo(List.of(255, 255, 255, 255));
            assertThat(before.get(0)).as("50 of 198, the newer one's").isBetween(55, 70);
            browser.choose("select[aria-label=Colours]", "green");
            browser.awaitImages(2);
            assertThat(middle(0)).isEqualTo(middle(1)).isEqualTo(List.of(0, before.get(0), 0, 255));
        }
    }

    private static List<Integer> middle(int canvas) {
        return ((List<?>) browser.run("""
                const canvas = document.querySelectorAll(".stage canvas")[arguments[0]];
                return [...canvas.getContext("2d").getImageData(canvas.width / 2, canvas.height / 2, 1, 1).data];
                """, canvas))
                .stream().map(each -> ((Number) each).intValue()).toList();
    }

    @Test
    void theLastOfSeveralChoicesIsCompared() {
        assertThat(browser.run("""
                        const { Panel } = await import(new URL("page/image/panel.js", document.baseURI));
                        const { memorySource } = await import(new URL("page/image/memory.js", document.baseURI));
                        const source = () => memorySource(new Uint8Array(4), [2, 2], "uint8");
                        const items = ["a", "b", "c"].map((id) => ({ id, entry: { key: id, reason: id, files: `files/${id}/`, outputs: [{ file: "one.png" }] } }));
                        const answers = {};
                        const reopen = (view, url) => new Promise((resolve) => (answers[url.split("/").at(-2)] = () => resolve(source())));
                        const box = document.createElement("div");
                        const panel = new Panel(box, { item: items[0], items, view: { id: "one.png" }, tree: null, node: "one" }, source(), reopen);
                        await panel.start();
                        const slow = panel.compare("b", "side");
                        const quick = panel.compare("c", "side");
                        answers.c();
                        await quick;
                        answers.b();
                        await slow;
                        const captions = [...box.querySelectorAll("figcaption")].map((one) => one.textContent);
                        panel.stop();
                        return captions;
                        """)).isEqualTo(List.of("c  @c", "a  @a"));
    }
}
