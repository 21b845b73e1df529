package io.cachetree.examples;

import io.cachetree.annotation.CacheUrl;
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
import io.cachetree.examples.image.TiffStack;
import io.cachetree.examples.image.Volume;
import io.cachetree.examples.image.VoxelSize;
import io.cachetree.examples.segmentation.ConnectedComponents;
import io.cachetree.examples.segmentation.Connectivity;
import io.cachetree.examples.segmentation.DistanceTransform;
import io.cachetree.examples.segmentation.OtsuThreshold;
import io.cachetree.examples.segmentation.Seeds;
import io.cachetree.examples.segmentation.SmallObjects;
import io.cachetree.examples.segmentation.Watershed;
import io.cachetree.examples.simulation.SimulatedNuclei;
import jakarta.inject.Inject;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts nuclei in a scan. Each method is a step; what it calls becomes the tree of its sub-steps. A step takes just
 * what it needs, and not all options together, so that a change of one runs only the steps that depend on it.
 *
 * <p>The steps are ordinary methods: without an open tree they run as such.
 */
public class NucleiPipeline {

    private static final Logger log = LoggerFactory.getLogger(NucleiPipeline.class);
    private static final int HEATMAP_TILES = 8;

    @Unkeyed
    private final FaultPoint fault;

    /** Creates the pipeline; Guice does. */
    @Inject
    public NucleiPipeline(FaultPoint fault) {
        this.fault = fault;
    }

    /** Goes from the sample to the densities of its regions, and puts together what people look at. */
    @Cached
    public NucleiReport report(Sample sample, SegmentationOptions options, @CacheUrl @Nullable Path directory)
            throws IOException {
        Volume scan = load(sample);
        Volume smooth = options.smooths() ? smooth(scan, options.sigmaZ(), options.sigmaY(), options.sigmaX()) : scan;
        double threshold = threshold(smooth);
        Labels components = label(smooth, threshold);
        Labels nuclei = split(components, options.smallest(), options.waist(), options.voxelSize());
        List<NucleusRow> table = measure(nuclei, null);
        List<RegionDensity> regions = densities(table, scan.shape(), options.voxelSize());
        BufferedImage heatmap = heatmap(table, scan.shape(), options.voxelSize());
        fault.at("report");
        if (directory != null) {
            Files.writeString(directory.resolve("nuclei.csv"), Measurements.toCsv(table));
            ImageIO.write(heatmap, "png", directory.resolve("heatmap.png").toFile());
        }
        return new NucleiReport(threshold, components.count(), table.size(), regions);
    }

    /** Reads or simulates the scan. */
    @Cached
    protected Volume load(Sample sample) {
        fault.at("load");
        Volume scan = sample.file()
                .map(TiffStack::read)
                .orElseGet(() -> SimulatedNuclei.of(sample.simulation()).scan());
        log.info("{} x {} x {} voxels", scan.depth(), scan.height(), scan.width());
        return scan;
    }

    /** Takes the noise out. */
    @Cached
    protected Volume smooth(Volume scan, double sigmaZ, double sigmaY, double sigmaX) {
        fault.at("smooth");
        return GaussianSmoothing.smooth(scan, sigmaZ, sigmaY, sigmaX);
    }

    /** Finds the grey value that parts nuclei from background. */
    @Cached
    protected double threshold(Volume scan) {
        fault.at("threshold");
        return OtsuThreshold.of(scan);
    }

    /** Gives each connected part of the foreground a number; 26 neighbours. */
    @Cached
    protected Labels label(Volume scan, double threshold) {
        fault.at("label");
        Labels components = ConnectedComponents.label(scan.above(threshold), Connectivity.CORNERS);
        log.info("{} components above {}", components.count(), threshold);
        return components;
    }

    /** Parts nuclei that touch at their waist, and drops what is too small for a nucleus. */
    @Cached
    protected Labels split(Labels components, int smallest, double waist, VoxelSize voxelSize) {
        fault.at("split");
        Labels large = SmallObjects.remove(components, smallest);
        Volume distances = DistanceTransform.of(large.mask(), voxelSize);
        Labels seeds = Seeds.of(distances, large.mask(), waist);
        Labels nuclei = SmallObjects.remove(Watershed.flood(distances, seeds, large.mask()), smallest);
        log.info(
                "{} nuclei in {} components, of which {} are large enough",
                nuclei.count(),
                components.count(),
                large.count());
        return nuclei;
    }

    /** Measures each nucleus; the table stands in the record, and as CSV beside it. */
    @Cached
    protected List<NucleusRow> measure(Labels nuclei, @CacheUrl @Nullable Path directory) throws IOException {
        fault.at("measure");
        List<NucleusRow> table = Measurements.of(nuclei);
        if (directory != null) {
            Files.writeString(directory.resolve("nuclei.csv"), Measurements.toCsv(table));
        }
        return table;
    }

    /** Returns the density of each quarter of the scan. */
    @Cached
    protected List<RegionDensity> densities(List<NucleusRow> table, Shape shape, VoxelSize voxelSize) {
        fault.at("densities");
        List<RegionDensity> densities = new ArrayList<>();
        for (Region quarter : Region.quarters(shape)) {
            densities.add(density(quarter.name(), table, shape, voxelSize));
        }
        return densities;
    }

    /** Returns the density of one quarter, at a node of its own. */
    @Cached(name = "region-{region}")
    protected RegionDensity density(String region, List<NucleusRow> table, Shape shape, VoxelSize voxelSize) {
        fault.at("density");
        Region quarter = Region.quarters(shape).stream()
                .filter(each -> each.name().equals(region))
                .findFirst()
                .orElseThrow();
        return RegionDensity.of(table, quarter, shape, voxelSize);
    }

    /** Draws where the nuclei are. */
    @Cached
    protected BufferedImage heatmap(List<NucleusRow> table, Shape shape, VoxelSize voxelSize) {
        fault.at("heatmap");
        return Heatmap.draw(DensityMap.of(table, shape, voxelSize, HEATMAP_TILES, HEATMAP_TILES));
    }
}
