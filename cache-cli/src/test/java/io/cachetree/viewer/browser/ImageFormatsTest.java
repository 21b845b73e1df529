package io.cachetree.viewer.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.CacheTree;
import io.cachetree.viewer.Viewer;
import io.cachetree.viewer.ViewerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Images of all codecs and both versions, as a browser decodes them; and such as are not whole. */
@Tag("once")
class ImageFormatsTest extends PageTest {

    @BeforeAll
    static void start() {
        Spheres steps = Spheres.steps();
        try (CacheTree opened = CacheTree.open(tree)) {
            opened.call(() -> {
                steps.sharded();
                steps.lz4();
                steps.zstdInBlosc();
                steps.zstd();
                steps.gzip();
                steps.none();
                steps.coloured();
                steps.frames();
                return steps.small();
            });
        }
        viewer = Viewer.open(tree, ViewerOptions.STANDARD);
    }

    private static void show(String node) {
        browser.go("#node=%s&view=%s.ome.zarr".formatted(node, node));
        browser.await("return document.querySelector('h2')?.textContent === arguments[0]", node);
        browser.awaitImages(1);
    }

    private static Path chunk(String node, String chunk) throws IOException {
        try (Stream<Path> files = Files.walk(tree.resolve(node))) {
            return files.filter(each -> each.toString().endsWith(node + ".ome.zarr/" + chunk))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sharded", "lz4", "zstd-in-blosc", "zstd", "gzip"})
    void eachCodecIsDecodedInThePage(String node) {
        show(node);
        browser.choose("input[aria-label='Darkest value']", "0");
        browser.choose("input[aria-label='Brightest value']", "255");
        browser.run("document.querySelector('.stage canvas').dispatchEvent(new PointerEvent('pointerleave'))");
        browser.awaitImages(1);
        for (int column : List.of(0, 63, 64, 159)) {
            assertThat(browser.pixelOf(160, column, 80)).isEqualTo(List.of(column, column, column));
        }
        browser.assertNoComplaint();
    }

    @Test
    void aChunkThatIsMissingHasTheFillValueAndOneThatIsBrokenIsAnError() throws IOException {
        Files.delete(chunk("none", "0/20/0/0"));
        Files.write(chunk("zstd", "0/20/0/0"), new byte[] {1, 2, 3});
        show("none");
        browser.pointAt(80, 80);
        browser.awaitText("figure.image .told", "value 0 ");
        show("zstd");
        browser.awaitText(".failure", "A part of the image cannot be read: Failed to decode chunk via codec");
        browser.shoot("broken-chunk");
    }

    @Test
    void channelsHaveTheirNamesAndColours() {
        show("coloured");
        browser.awaitText("[data-of=c]", "0 / 1  dna");
        browser.run("document.querySelector('.stage canvas').focus()");
        browser.press(".");
        browser.awaitText("[data-of=c]", "1 / 1  actin");
        browser.choose("input[aria-label='Darkest value']", "0");
        browser.choose("input[aria-label='Brightest value']", "40");
        browser.awaitImages(1);
        assertThat(browser.pixelOf(16, 8, 8)).isEqualTo(List.of(0, 128, 0));
        browser.assertNoComplaint();
    }

    @Test
    void aChannelThatIsShownAgainHasItsOwnColour() {
        show("coloured");
        browser.choose(".slider input[data-axis=c]", "1");
        browser.awaitText("[data-of=c]", "1 / 1  actin");
        show("small");
        show("coloured");
        browser.awaitText("[data-of=c]", "1 / 1  actin");
        assertThat(browser.run("return document.querySelector('select[aria-label=Colours]').value"))
                .isEqualTo("00ff00");
        browser.choose("input[aria-label='Darkest value']", "0");
        browser.choose("input[aria-label='Brightest value']", "40");
        browser.awaitImages(1);
        assertThat(browser.pixelOf(16, 8, 8)).isEqualTo(List.of(0, 128, 0));
    }

    @Test
    void aSliderGoesThroughTime() {
        show("frames");
        browser.pointAt(80, 80);
        browser.awaitText("figure.image .told", "value 10   [0, 8, 8]");
        browser.choose(".slider input[data-axis=t]", "2");
        browser.awaitText("[data-of=t]", "2 / 2");
        browser.awaitText("figure.image .told", "value 30   [2, 8, 8]");
        browser.run("document.querySelector('.stage canvas').focus()");
        browser.press("[");
        browser.awaitText("figure.image .told", "value 20   [1, 8, 8]");
        browser.assertNoComplaint();
    }

    @Test
    void anImageOfSixPixelsIsShown() {
        show("small");
        browser.awaitText(".what", "labels, int32 [2, 3]");
        browser.assertNoComplaint();
    }
}
