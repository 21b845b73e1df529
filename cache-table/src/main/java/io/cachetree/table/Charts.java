package io.cachetree.table;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.awt.image.BufferedImage;
import org.jfree.chart.JFreeChart;

/**
 * Draws charts of JFreeChart as images, so that a step can return them.
 *
 * <p>A chart cannot be read back from a picture of it, so a step returns the picture: a {@code BufferedImage}, which stands in the
 * entry as PNG and is read back pixel by pixel.
 *
 * <pre>{@code
 * record Measured(Table objects, BufferedImage plot) {} // objects.csv, objects.csv-metadata.json, plot.png
 *
 * return new Measured(objects, Charts.image(ChartFactory.createHistogram(...), 640, 480));
 * }</pre>
 *
 * <p>Needs no display. On one machine, with one version of Java and of JFreeChart, the same chart gives the same pixels and the
 * same bytes. Elsewhere, letters may look different and take other space, because they depend on the fonts that are installed; so
 * a step that measures should not do so in the picture. What a chart shows by itself, such as today's date, is not the same either.
 *
 * <p>JFreeChart is an optional dependency of this module: whoever calls this adds {@code org.jfree:jfreechart}.
 *
 * <p>Thread safety: may be called by many threads at the same time, for one chart by one.
 */
public final class Charts {

    private static final int LARGEST = 16_384;

    private Charts() {}

    /**
     * Draws a chart.
     *
     * @param width in pixels, from 1 to 16384
     * @param height in pixels, from 1 to 16384
     * @return an image of RGB with alpha
     * @throws IllegalArgumentException if there is no such width or height
     * @throws IllegalStateException if the Java runtime finds no fonts
     */
    public static BufferedImage image(JFreeChart chart, int width, int height) {
        requireSize("width", width);
        requireSize("height", height);
        requireFonts();
        return chart.createBufferedImage(width, height, BufferedImage.TYPE_INT_ARGB, null);
    }

    private static void requireSize(String what, int pixels) {
        if (pixels < 1 || pixels > LARGEST) {
            throw new IllegalArgumentException(
                    "Cannot draw the chart with a %s of %d pixels. Give 1 to %d.".formatted(what, pixels, LARGEST));
        }
    }

    /** Asked first, because without fonts a JDK fails by one error or another that does not say so. */
    private static void requireFonts() {
        try {
            new Font(Font.SANS_SERIF, Font.PLAIN, 12).getLineMetrics("0", new FontRenderContext(null, true, true));
        } catch (RuntimeException | LinkageError | InternalError e) {
            throw new IllegalStateException(
                    "Cannot draw the chart on this machine: the Java runtime finds no fonts. Install fontconfig and a font, such as"
                            + " fonts-dejavu-core.",
                    e);
        }
    }
}
