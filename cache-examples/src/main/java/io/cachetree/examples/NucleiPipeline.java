package io.cachetree.examples;

import io.cachetree.annotation.Cached;
import io.cachetree.annotation.Unkeyed;
import io.cachetree.examples.density.DensityMap;
import io.cachetree.examples.density.Heatmap;
import io.cachetree.examples.density.Measurements;
import io.cachetree.examples.density.NucleusRow;
import io.cachetree.examples.density.RegionDensity;
import io.cachetree.examples.image.GaussianSmoothing;
import io.cachetree.examples.image.Labels;
import io.cachetree.examples.image.Region;
import io.cachetree.examples.image.Shape;
import io.cachetree.examples.image.VoxelSize;
import io.cachetree.examples.segmentation.ConnectedComponents;
import io.cachetree.examples.segmentation.Connectivity;
import io.cachetree.examples.segmentation.DistanceTransform;
import io.cachetree.examples.segmentation.Foreground;
import io.cachetree.examples.segmentation.OtsuThreshold;
import io.cachetree.examples.segmentation.Seeds;
import io.cachetree.examples.segmentation.SmallObjects;
import io.cachetree.examples.segmentation.Watershed;
import io.cachetree.examples.simulation.SimulatedNuclei;
import io.cachetree.table.Charts;
import io.cachetree.table.Table;
import io.cachetree.tree.CacheOptions;
import io.cachetree.zarr.OmeZarr;
import io.cachetree.zarr.image.Images;
import io.cachetree.zarr.ome.Chunking;
import io.cachetree.zarr.ome.OmeZarrOptions;
import jakarta.inject.Inject;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.type.logic.BitType;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.IntType;
import net.imglib2.type.numeric.real.FloatType;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.JFreeChart;
import org.jfree.data.statistics.HistogramDataset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts nuclei in a scan. Each method is a step; what it calls becomes the tree of its sub-steps. A step takes just
 * what it needs, and not all options together, so that a change of one runs only the steps that depend on it.
 *
 * <p>Images stand in the tree as OME-Zarr. What a step gets of another one is read when its pixels are asked for, and known by the
 * digest that was taken while it was written, so it costs nothing to pass it on.
 *
 * <p>The steps are ordinary methods: without an open tree they run as such.
 */
public class NucleiPipeline {

    private static final Logger log = LoggerFactory.getLogger(NucleiPipeline.class);
    private static final int TILES = 8;
    private static final int BINS = 12;

    /**
     * The connected parts of the foreground.
     *
     * @param components the number of the part that each voxel belongs to
     * @param count how many there are, so that nobody reads the image to know it
     */
    public record Components(@OmeZarr(labels = true) Img<IntType> components, int count) {}

    /**
     * The nuclei, parted where they touch.
     *
     * @param nuclei the number of the nucleus that each voxel belongs to
     * @param seeds the voxel in which each of them began to grow, before the small ones were dropped
     * @param count how many there are
     */
    public record Nuclei(
            @OmeZarr(labels = true) Img<IntType> nuclei,
            @OmeZarr(labels = true) Img<IntType> seeds,
            int count) {}

    /**
     * What was measured of the nuclei.
     *
     * @param nuclei a row of {@link NucleusRow} for each
     * @param volumes a histogram
     */
    public record Measured(Table nuclei, BufferedImage volumes) {}

    /**
     * Where the nuclei are dense.
     *
     * @param density nuclei per mm³, in the pixels of the scan, so that it lies upon it
     * @param heatmap the same as a picture with axes and a scale
     */
    public record Density(@OmeZarr(colormap = "FF8000") Img<FloatType> density, BufferedImage heatmap) {}

    @Unkeyed
    private final FaultPoint fault;

    /** Creates the pipeline; Guice does. */
    @Inject
    public NucleiPipeline(FaultPoint fault) {
        this.fault = fault;
    }

    /** Returns how all images are written; what holds for one of them stands at its step. */
    public static CacheOptions written(VoxelSize size) {
        return CacheOptions.of(OmeZarrOptions.unset()
                .withUnit("micrometer")
                .withVoxelSize(size.z(), size.y(), size.x())
                .withChunks(Chunking.cube()));
    }

    /** Goes from the sample to the densities of its regions. */
    @Cached
    public NucleiReport report(Sample sample, SegmentationOptions options) throws IOException {
        Img<? extends RealType<?>> scan = load(sample);
        Img<? extends RealType<?>> smooth =
                options.smooths() ? smooth(scan, options.sigmaZ(), options.sigmaY(), options.sigmaX()) : scan;
        double threshold = threshold(smooth);
        Components components = label(mask(smooth, threshold));
        Nuclei nuclei = split(components.components(), options.smallest(), options.waist(), options.voxelSize());
        Table table = measure(nuclei.nuclei(), options.voxelSize()).nuclei();
        List<RegionDensity> regions = densities(table, Shape.of(scan), options.voxelSize());
        heatmap(table, Shape.of(scan), options.voxelSize());
        fault.at("report");
        return new NucleiReport(threshold, components.count(), nuclei.count(), regions);
    }

    /** Reads or simulates the scan. */
    @Cached
    @OmeZarr(name = "scan")
    protected Img<? extends RealType<?>> load(Sample sample) throws IOException {
        fault.at("load");
        Img<? extends RealType<?>> scan = sample.file().isPresent()
                ? Images.openTiff(sample.file().get())
                : SimulatedNuclei.of(sample.simulation()).scan();
        log.info("{} voxels", Shape.of(scan));
        return scan;
    }

    /** Takes the noise out. */
    @Cached
    @OmeZarr(name = "smoothed")
    protected Img<FloatType> smooth(Img<? extends RealType<?>> scan, double sigmaZ, double sigmaY, double sigmaX) {
        fault.at("smooth");
        return GaussianSmoothing.smooth(scan, sigmaZ, sigmaY, sigmaX);
    }

    /** Finds the grey value that parts nuclei from background. */
    @Cached
    protected double threshold(Img<? extends RealType<?>> scan) {
        fault.at("threshold");
        return OtsuThreshold.of(scan);
    }

    /** Tells foreground from background: a view, which is computed while it is written. */
    @Cached
    @OmeZarr(colormap = "FFFF00")
    protected RandomAccessibleInterval<BitType> mask(Img<? extends RealType<?>> scan, double threshold) {
        fault.at("mask");
        return Foreground.above(scan, threshold);
    }

    /** Gives each connected part of the foreground a number; 26 neighbours. */
    @Cached
    protected Components label(RandomAccessibleInterval<BitType> mask) {
        fault.at("label");
        Img<IntType> components = ConnectedComponents.label(mask, Connectivity.CORNERS);
        int count = Labels.count(components);
        log.info("{} components", count);
        return new Components(components, count);
    }

    /** Parts nuclei that touch at their waist, and drops what is too small for a nucleus. */
    @Cached
    protected Nuclei split(Img<IntType> components, int smallest, double waist, VoxelSize voxelSize) {
        Img<IntType> large = SmallObjects.remove(components, smallest);
        Img<FloatType> distances = distances(large, voxelSize);
        fault.at("split");
        RandomAccessibleInterval<BitType> foreground = Foreground.of(large);
        Img<IntType> seeds = Seeds.of(distances, foreground, waist);
        Img<IntType> nuclei = SmallObjects.remove(Watershed.flood(distances, seeds, foreground), smallest);
        int count = Labels.count(nuclei);
        log.info("{} nuclei in {} components that are large enough", count, Labels.count(large));
        return new Nuclei(nuclei, seeds, count);
    }

    /** Measures how deep each voxel lies in its object, in micrometres: a step of its own, for it knows nothing of waists. */
    @Cached
    @OmeZarr(colormap = "00FFFF")
    protected Img<FloatType> distances(Img<IntType> objects, VoxelSize voxelSize) {
        fault.at("distances");
        return DistanceTransform.of(Foreground.of(objects), voxelSize);
    }

    /** Measures each nucleus. */
    @Cached
    protected Measured measure(Img<IntType> nuclei, VoxelSize voxelSize) {
        fault.at("measure");
        Table table = Table.of(NucleusRow.class, Measurements.of(nuclei, voxelSize));
        return new Measured(table, Charts.image(histogram(table.doubles("volume")), 640, 480));
    }

    private static JFreeChart histogram(double[] volumes) {
        HistogramDataset bins = new HistogramDataset();
        bins.addSeries("nuclei", volumes, BINS, 0, Arrays.stream(volumes).max().orElse(1));
        return ChartFactory.createHistogram("Volumes", "µm³", "nuclei", bins);
    }

    /** Returns the density of each quarter of the scan. */
    @Cached
    protected List<RegionDensity> densities(Table nuclei, Shape shape, VoxelSize voxelSize) {
        fault.at("densities");
        List<RegionDensity> densities = new ArrayList<>();
        for (Region quarter : Region.quarters(shape)) {
            densities.add(density(quarter.name(), nuclei, shape, voxelSize));
        }
        return densities;
    }

    /** Returns the density of one quarter, at a node of its own. */
    @Cached(name = "region-{region}")
    protected RegionDensity density(String region, Table nuclei, Shape shape, VoxelSize voxelSize) {
        fault.at("density");
        Region quarter = Region.quarters(shape).stream()
                .filter(each -> each.name().equals(region))
                .findFirst()
                .orElseThrow();
        return RegionDensity.of(nuclei.rows(NucleusRow.class), quarter, shape, voxelSize);
    }

    /** Shows where the nuclei are. */
    @Cached
    protected Density heatmap(Table nuclei, Shape shape, VoxelSize voxelSize) {
        fault.at("heatmap");
        DensityMap map = DensityMap.of(nuclei.rows(NucleusRow.class), shape, voxelSize, TILES, TILES);
        return new Density(map.image(), Heatmap.draw(map));
    }
}
