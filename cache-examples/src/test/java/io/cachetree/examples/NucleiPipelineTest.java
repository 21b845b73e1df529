package io.cachetree.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.inject.Guice;
import io.cachetree.CacheTree;
import io.cachetree.event.CacheEvent;
import io.cachetree.examples.image.Shape;
import io.cachetree.examples.simulation.SimulationOptions;
import io.cachetree.intercept.guice.CacheTreeModule;
import io.cachetree.tree.Durability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NucleiPipelineTest {

    private static final Sample SAMPLE = Sample.simulated(
            SimulationOptions.seeded(7).withShape(new Shape(24, 96, 96)).withNuclei(16, 4));

    @TempDir
    private Path root;

    private final List<CacheEvent> events = new CopyOnWriteArrayList<>();

    private NucleiReport run(Sample sample, SegmentationOptions options, Optional<String> failAt) throws IOException {
        events.clear();
        try (CacheTree tree = CacheTree.builder()
                .listener(events::add)
                .options(NucleiPipeline.written(options.voxelSize()).with(Durability.PROCESS))
                .open(root)) {
            return Guice.createInjector(
                            CacheTreeModule.of(tree),
                            binder -> binder.bind(FaultPoint.class).toInstance(new FaultPoint(failAt)))
                    .getInstance(NucleiPipeline.class)
                    .report(sample, options);
        }
    }

    private List<String> computed() {
        return events.stream()
                .filter(CacheEvent.StepCommitted.class::isInstance)
                .map(event -> event.call().node().toString())
                .toList();
    }

    @Test
    void secondRunComputesNothingAndReportsTheSame() throws IOException {
        NucleiReport first = run(SAMPLE, SegmentationOptions.STANDARD, Optional.empty());
        assertThat(computed()).hasSize(15);

        assertThat(run(SAMPLE, SegmentationOptions.STANDARD, Optional.empty())).isEqualTo(first);
        assertThat(computed()).isEmpty();
    }

    @Test
    void treeHoldsFilesThatOrdinaryToolsOpen() throws IOException {
        run(SAMPLE, SegmentationOptions.STANDARD, Optional.empty());

        assertThat(root.resolve("report/heatmap/current/heatmap.png")).isNotEmptyFile();
        assertThat(root.resolve("report/measure/current/volumes.png")).isNotEmptyFile();
        assertThat(root.resolve("report/measure/current/nuclei.csv")).content().startsWith("label,z,y,x,volume\n1,");
        for (String image : List.of(
                "load/current/scan",
                "smooth/current/smoothed",
                "mask/current/mask",
                "split/distances/current/distances",
                "heatmap/current/density")) {
            assertThat(metadata(image)).contains("\"unit\":\"micrometer\"", "\"scale\":[", "0.5,0.5]", "\"window\"");
        }
        for (String labels : List.of("label/current/components", "split/current/seeds", "split/current/nuclei")) {
            assertThat(metadata(labels)).contains("\"unit\":\"micrometer\"", "\"scale\":[1.0,0.5,0.5]", "image-label");
        }
        assertThat(root.resolve("report/split/current/log.txt")).content().contains("nuclei in");
    }

    private String metadata(String image) throws IOException {
        return Files.readString(root.resolve("report").resolve(image + ".ome.zarr/.zattrs"))
                .replaceAll("\\s", "");
    }

    @Test
    void withoutATreeTheReportIsTheSame() throws IOException {
        NucleiReport inTree = run(SAMPLE, SegmentationOptions.STANDARD, Optional.empty());

        assertThat(new NucleiPipeline(new FaultPoint(Optional.empty())).report(SAMPLE, SegmentationOptions.STANDARD))
                .isEqualTo(inTree);
    }

    @Test
    void hitsReadNoPixel() throws IOException {
        assertThatThrownBy(() -> run(SAMPLE, SegmentationOptions.STANDARD, Optional.of("report")))
                .isExactlyInstanceOf(IllegalStateException.class);
        assertThat(emptyAllChunks()).isGreaterThan(20);

        NucleiReport report = run(SAMPLE, SegmentationOptions.STANDARD, Optional.empty());

        assertThat(computed()).containsExactly("report");
        assertThat(report.nuclei()).isCloseTo(16, within(1));
    }

    /** Leaves of the images nothing but metadata, and returns how many chunks there were. */
    private int emptyAllChunks() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            List<Path> chunks = files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().contains(".ome.zarr")
                            && !file.getFileName().toString().startsWith(".z"))
                    .toList();
            for (Path chunk : chunks) {
                Files.write(chunk, new byte[0]);
            }
            return chunks.size();
        }
    }

    @Test
    void aScanInWhichNothingIsLargeEnoughHasNoNuclei() throws IOException {
        SegmentationOptions standard = SegmentationOptions.STANDARD;
        SegmentationOptions strict = new SegmentationOptions(
                standard.sigmaZ(),
                standard.sigmaY(),
                standard.sigmaX(),
                1_000_000,
                standard.waist(),
                standard.voxelSize());

        assertThat(run(SAMPLE, strict, Optional.empty()).nuclei()).isZero();
        assertThat(root.resolve("report/measure/current/volumes.png")).isNotEmptyFile();
    }

    @Test
    void changedOptionRunsOnlyTheStepsThatDependOnIt() throws IOException {
        run(SAMPLE, SegmentationOptions.STANDARD, Optional.empty());
        SegmentationOptions standard = SegmentationOptions.STANDARD;
        SegmentationOptions other = new SegmentationOptions(
                standard.sigmaZ(), standard.sigmaY(), standard.sigmaX(), 100, 0.21, standard.voxelSize());

        run(SAMPLE, other, Optional.empty());

        assertThat(computed()).containsExactly("report/split", "report");
        assertThat(reasons()).containsExactly("options …waist=0.2… -> …waist=0.21…", "waist 0.2 -> 0.21");
    }

    private List<String> reasons() {
        return events.stream()
                .flatMap(event -> event instanceof CacheEvent.StepMissed missed
                        ? Optional.of(missed.reason().text()).stream()
                        : Optional.<String>empty().stream())
                .toList();
    }

    @Test
    void runThatFailedIsResumedWhereItStopped() throws IOException {
        assertThatThrownBy(() -> run(SAMPLE, SegmentationOptions.STANDARD, Optional.of("split")))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("step \"split\" was broken on purpose by --fail-at");
        assertThat(computed())
                .containsExactly(
                        "report/load",
                        "report/smooth",
                        "report/threshold",
                        "report/mask",
                        "report/label",
                        "report/split/distances");

        run(SAMPLE, SegmentationOptions.STANDARD, Optional.empty());

        assertThat(computed())
                .doesNotContain("report/load", "report/label", "report/split/distances")
                .contains("report/split", "report");
    }

    @Test
    void realScanHasTheThresholdAndComponentsThatScikitImageFinds() throws IOException {
        Sample scan = Sample.of(RealScan.file());

        NucleiReport report = run(scan, SegmentationOptions.STANDARD.unsmoothed(), Optional.empty());

        assertThat(report.threshold()).isEqualTo(91);
        assertThat(report.components()).isEqualTo(79);
        assertThat(run(scan, SegmentationOptions.STANDARD.unsmoothed(), Optional.empty()))
                .isEqualTo(report);
        assertThat(computed()).isEmpty();
    }
}
