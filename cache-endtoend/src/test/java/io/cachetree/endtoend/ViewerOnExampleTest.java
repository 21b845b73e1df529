package io.cachetree.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.examples.NucleiReport;
import io.cachetree.examples.SegmentationOptions;
import io.cachetree.viewer.Viewer;
import io.cachetree.viewer.ViewerOptions;
import io.cachetree.viewer.browser.PageTest;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import net.imglib2.Cursor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.type.logic.BitType;
import net.imglib2.type.numeric.RealType;
import net.imglib2.view.Views;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a person sees of the example's tree in a browser, after runs with two thresholds and two waists. */
@Tag("once")
class ViewerOnExampleTest extends PageTest {

    private static final SegmentationOptions UNSMOOTHED = SegmentationOptions.STANDARD.unsmoothed();
    private static final SegmentationOptions LAST = SmallExample.thinWaists();
    private static final int SLICE = 18;
    private static final int GRID = 8;
    private static final int NEARLY_GRAY = 10;

    private static NucleiReport report;

    @BeforeAll
    static void start() throws IOException {
        SmallExample.run(tree, UNSMOOTHED);
        SmallExample.run(tree, SegmentationOptions.STANDARD);
        report = SmallExample.run(tree, LAST);
        viewer = Viewer.open(tree, ViewerOptions.STANDARD);
    }

    @AfterEach
    void nothingFails() {
        browser.assertNoComplaint();
    }

    private static void goToSlice(int images) {
        browser.awaitImages(images);
        browser.choose(".slider input[data-axis=z]", Integer.toString(SLICE));
        browser.awaitText("[data-of=z]", "18 / 23  18 µm");
        browser.awaitImages(images);
    }

    private static List<Integer> pixel(int canvas, int row, int column) {
        double voxel = LAST.voxelSize().x();
        return browser.pixel(canvas, SmallExample.SHAPE.width() * voxel, voxel, column, row);
    }

    @Test
    void theTreeAndTheReport() {
        assertThat(browser.texts("[role=treeitem] .text"))
                .containsExactly(
                        "report",
                        "densities",
                        "region-north-east",
                        "region-north-west",
                        "region-south-east",
                        "region-south-west",
                        "heatmap",
                        "label",
                        "load",
                        "mask",
                        "measure",
                        "smooth",
                        "split",
                        "distances",
                        "threshold");
        browser.go("#node=report");
        browser.awaitText(".reason", "options …waist=0.2… -> …waist=2.0…");
        browser.awaitText(".json", "nuclei: %d".formatted(report.nuclei()));
        assertThat(browser.texts(".tabs.entries .label"))
                .containsExactly("options …waist=2.0…", "options …sigmaZ=0.5…", "options …sigmaZ=0.0…");
        browser.shoot("example-report");
    }

    @Test
    void aSliceOfTheScanUnderLabelsWithContrast() throws IOException {
        Expected expected = Expected.of(LAST);
        browser.go("#node=report/load&view=scan.ome.zarr");
        goToSlice(1);
        for (int brightest : new int[] {150, 60}) {
            browser.choose("input[aria-label='Darkest value']", "10");
            browser.choose("input[aria-label='Brightest value']", Integer.toString(brightest));
            browser.awaitImages(1);
            for (int row = 0; row < SmallExample.SHAPE.height(); row += GRID) {
                for (int column = 0; column < SmallExample.SHAPE.width(); column += GRID) {
                    double part = (value(expected.scan(), row, column) - 10) / (brightest - 10);
                    int grey = (int) Math.round(Math.min(1, Math.max(0, part)) * 255);
                    assertThat(pixel(0, row, column))
                            .as("row %d, column %d, brightest %d", row, column, brightest)
                            .isEqualTo(List.of(grey, grey, grey));
                }
            }
        }

        browser.choose("select.companion", "report/split / nuclei.ome.zarr");
        browser.awaitText(".labels", "outlines");
        browser.awaitImages(1);

        for (int row = 0; row < SmallExample.SHAPE.height(); row += GRID) {
            for (int column = 0; column < SmallExample.SHAPE.width(); column += GRID) {
                List<Integer> pixel = pixel(0, row, column);
                assertThat(pixel.stream().distinct().count() > 1)
                        .as("row %d, column %d is in colour", row, column)
                        .isEqualTo(value(expected.nuclei(), row, column) > 0);
            }
        }
        browser.shoot("example-labels");
    }

    private static double value(Img<? extends RealType<?>> image, int row, int column) {
        return image.getAt(column, row, SLICE).getRealDouble();
    }

    @Test
    void twoThresholdsAreCompared() throws IOException {
        Expected before = Expected.of(UNSMOOTHED);
        Expected now = Expected.of(LAST);
        String changed = String.format(
                Locale.ROOT, "%.2f %% of 221184 pixels differ", 100.0 * differing(before.mask(), now.mask()) / 221184);
        browser.go("#node=report/mask");
        browser.awaitText(".outcome-changed:nth-child(1)", changed);
        assertThat(browser.texts(".tabs.entries .label"))
                .containsExactly("threshold %s +1".formatted(now.threshold()), "threshold " + before.threshold());

        browser.go("#node=report/mask&view=mask.ome.zarr");
        browser.choose("select[aria-label='Compare with']", "threshold " + before.threshold());
        goToSlice(2);
        browser.shoot("example-thresholds");
        browser.click("[data-mode=difference]");
        browser.awaitImages(1);
        assertPixelsSayWhatDiffers(before.mask(), now.mask());
        browser.shoot("example-thresholds-difference");
        browser.click("[data-mode=flicker]");
        browser.awaitText("figcaption", "threshold " + before.threshold());
        browser.awaitText("figcaption", "threshold " + now.threshold());
    }

    private static void assertPixelsSayWhatDiffers(
            RandomAccessibleInterval<BitType> before, RandomAccessibleInterval<BitType> now) {
        for (int row = 0; row < SmallExample.SHAPE.height(); row++) {
            for (int column = row % GRID; column < SmallExample.SHAPE.width(); column += GRID) {
                int more = now.getAt(column, row, SLICE).getInteger()
                        - before.getAt(column, row, SLICE).getInteger();
                List<Integer> pixel = pixel(0, row, column);
                assertThat(Integer.signum((pixel.get(0) - pixel.get(2)) / NEARLY_GRAY))
                        .as("red for more, blue for less at row %d, column %d: %s", row, column, pixel)
                        .isEqualTo(more);
            }
        }
    }

    private static long differing(RandomAccessibleInterval<BitType> before, RandomAccessibleInterval<BitType> now) {
        long count = 0;
        Cursor<BitType> others = Views.flatIterable(now).cursor();
        for (BitType voxel : Views.flatIterable(before)) {
            count += voxel.get() == others.next().get() ? 0 : 1;
        }
        return count;
    }

    @Test
    void waistsAreCompared() {
        browser.go("#node=report/split&view=nuclei.ome.zarr");
        browser.await("return document.querySelectorAll('select[aria-label=\"Compare with\"] option').length === 3");
        browser.choose("select[aria-label='Compare with']", "components changed");
        goToSlice(2);
        browser.shoot("example-waists");
        browser.click("[data-mode=difference]");
        browser.awaitImages(1);
        browser.awaitText(".legend", "only before");
        browser.shoot("example-waists-difference");
    }

    @Test
    void aColumnOfTheTableIsPlotted() {
        browser.go("#node=report/measure&view=nuclei.csv");
        browser.choose("select[aria-label=Plot]", "volume");
        browser.await("return document.querySelector('[data-plot=histogram]')");
        browser.choose("select[aria-label=Against]", "against z");
        browser.await("return document.querySelector('[data-plot=scatter]')");
        browser.shoot("example-table");
        assertThat(browser.texts(".grid [role=columnheader]")).containsExactly("label", "z", "y", "x", "volume");
        assertThat(browser.text(".what")).isEqualTo("%d rows, 5 columns".formatted(report.nuclei()));
    }

    @Test
    void theHeatmapIsShown() {
        browser.go("#node=report/heatmap&view=heatmap.png");
        browser.awaitImages(1);
        browser.shoot("example-heatmap");
    }
}
