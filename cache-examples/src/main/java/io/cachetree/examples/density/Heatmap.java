package io.cachetree.examples.density;

import io.cachetree.examples.image.Region;
import io.cachetree.table.Charts;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYBlockRenderer;
import org.jfree.chart.title.PaintScaleLegend;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.data.xy.DefaultXYZDataset;
import org.jfree.data.xy.XYZDataset;

/**
 * A picture of a density map, with the axes in micrometres and a colour scale in nuclei per cubic millimetre.
 *
 * <p>Needs no display, but a font: container images of a bare Java runtime may have none. How letters look depends on
 * it, so pictures of two machines may differ by pixels.
 */
public final class Heatmap {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 560;

    private Heatmap() {}

    /**
     * Draws the map as the image lies: the first row of tiles on top, the first column on the left.
     *
     * @throws IllegalStateException if the Java runtime finds no fonts
     */
    public static BufferedImage draw(DensityMap map) {
        Viridis colours = new Viridis(highest(map));
        NumberAxis x = axis("x in µm", map.width() * map.voxelSize().x());
        NumberAxis y = axis("y in µm", map.height() * map.voxelSize().y());
        y.setInverted(true);
        XYPlot plot = new XYPlot(dataset(map), x, y, blocks(map, colours));
        JFreeChart chart = new JFreeChart("Nuclei per mm³", JFreeChart.DEFAULT_TITLE_FONT, plot, false);
        chart.setBackgroundPaint(Color.WHITE);
        chart.addSubtitle(scale(colours));
        return Charts.image(chart, WIDTH, HEIGHT);
    }

    /** A map without nuclei still needs a scale. */
    private static double highest(DensityMap map) {
        double highest = map.tiles().stream()
                .mapToDouble(RegionDensity::perCubicMillimetre)
                .max()
                .orElse(0);
        return highest > 0 ? highest : 1;
    }

    private static NumberAxis axis(String label, double length) {
        NumberAxis axis = new NumberAxis(label);
        axis.setRange(0, length);
        return axis;
    }

    private static XYZDataset dataset(DensityMap map) {
        List<RegionDensity> tiles = map.tiles();
        double[][] values = new double[3][tiles.size()];
        for (int i = 0; i < tiles.size(); i++) {
            Region region = tiles.get(i).region();
            values[0][i] =
                    (region.left() + region.width() / 2.0) * map.voxelSize().x();
            values[1][i] =
                    (region.top() + region.height() / 2.0) * map.voxelSize().y();
            values[2][i] = tiles.get(i).perCubicMillimetre();
        }
        DefaultXYZDataset dataset = new DefaultXYZDataset();
        dataset.addSeries("density", values);
        return dataset;
    }

    private static XYBlockRenderer blocks(DensityMap map, Viridis colours) {
        XYBlockRenderer renderer = new XYBlockRenderer();
        renderer.setBlockWidth(map.width() * map.voxelSize().x() / map.columns());
        renderer.setBlockHeight(map.height() * map.voxelSize().y() / map.rows());
        renderer.setPaintScale(colours);
        return renderer;
    }

    private static PaintScaleLegend scale(Viridis colours) {
        PaintScaleLegend legend = new PaintScaleLegend(colours, axis("", colours.getUpperBound()));
        legend.setPosition(RectangleEdge.RIGHT);
        legend.setMargin(40, 8, 40, 8);
        return legend;
    }
}
