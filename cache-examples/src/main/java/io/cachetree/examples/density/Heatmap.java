package io.cachetree.examples.density;

import java.awt.Color;
import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;

/**
 * A picture of a density map, with the axes in micrometres and a colour scale in nuclei per cubic millimetre.
 *
 * <p>Needs no display, but a font: container images of a bare Java runtime may have none. How letters look depends on
 * it, so pictures of two machines may differ by pixels.
 */
public final class Heatmap {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 560;

    /** From viridis, whose steps look even, also to the colour-blind and in print. */
    private static final Color[] VIRIDIS = {
        new Color(68, 1, 84),
        new Color(59, 82, 139),
        new Color(33, 145, 140),
        new Color(94, 201, 98),
        new Color(253, 231, 37)
    };

    private Heatmap() {}

    /**
     * Draws the map as the image lies: the first row of tiles on top, the first column on the left.
     *
     * @throws IllegalStateException if the Java runtime finds no fonts
     */
    public static BufferedImage draw(DensityMap map) {
        requireFonts();
        HeatMapChart chart = new HeatMapChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title("Nuclei per mm³")
                .xAxisTitle("x in µm")
                .yAxisTitle("y in µm")
                .build();
        chart.getStyler().setRangeColors(VIRIDIS).setMin(0).setMax(highest(map)).setChartBackgroundColor(Color.WHITE);
        chart.addSeries("density", columnLabels(map), rowLabels(map), cells(map));
        return BitmapEncoder.getBufferedImage(chart);
    }

    /** Asked first, because without fonts a JDK fails by one error or another that does not say so. */
    private static void requireFonts() {
        try {
            new Font(Font.SANS_SERIF, Font.PLAIN, 12).getLineMetrics("µ", new FontRenderContext(null, true, true));
        } catch (RuntimeException | LinkageError | InternalError e) {
            throw new IllegalStateException(
                    "Cannot draw the heatmap on this machine: the Java runtime finds no fonts."
                            + " Install fontconfig and a font, such as fonts-dejavu-core.",
                    e);
        }
    }

    /** A map without nuclei still needs a scale. */
    private static double highest(DensityMap map) {
        double highest = map.tiles().stream()
                .mapToDouble(RegionDensity::perCubicMillimetre)
                .max()
                .orElse(0);
        return highest > 0 ? highest : 1;
    }

    private static List<String> columnLabels(DensityMap map) {
        return IntStream.range(0, map.columns())
                .mapToObj(column -> map.tile(0, column).region())
                .map(region ->
                        middle(region.left(), region.width(), map.voxelSize().x()))
                .toList();
    }

    /** The chart counts rows from below. */
    private static List<String> rowLabels(DensityMap map) {
        return IntStream.range(0, map.rows())
                .mapToObj(fromBelow -> map.tile(map.rows() - 1 - fromBelow, 0).region())
                .map(region ->
                        middle(region.top(), region.height(), map.voxelSize().y()))
                .toList();
    }

    private static String middle(int start, int length, double spacing) {
        return Long.toString(Math.round((start + length / 2.0) * spacing));
    }

    private static List<Number[]> cells(DensityMap map) {
        List<Number[]> cells = new ArrayList<>();
        for (int column = 0; column < map.columns(); column++) {
            for (int row = 0; row < map.rows(); row++) {
                double density = map.tile(row, column).perCubicMillimetre();
                cells.add(new Number[] {column, map.rows() - 1 - row, density});
            }
        }
        return cells;
    }
}
