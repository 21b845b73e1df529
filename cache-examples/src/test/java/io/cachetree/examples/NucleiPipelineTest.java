package io.cachetree.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.Guice;
import io.cachetree.CacheTree;
import io.cachetree.event.CacheEvent;
import io.cachetree.examples.image.Shape;
import io.cachetree.examples.simulation.SimulationOptions;
import io.cachetree.intercept.guice.CacheTreeModule;
import io.cachetree.tree.CacheOptions;
import io.cachetree.tree.Durability;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
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
                .codec(new VolumeCodecs())
                .listener(events::add)
                .options(CacheOptions.of(Durability.PROCESS))
                .open(root)) {
            return Guice.createInjector(
                            CacheTreeModule.of(tree),
                            binder -> binder.bind(FaultPoint.class).toInstance(new FaultPoint(failAt)))
                    .getInstance(NucleiPipeline.class)
                    .report(sample, options, null);
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
        assertThat(computed()).hasSize(13);

        assertThat(run(SAMPLE, SegmentationOptions.STANDARD, Optional.empty())).isEqualTo(first);
        assertThat(computed()).isEmpty();
    }

    @Test
    void treeHoldsFilesThatOrdinaryToolsOpen() throws IOException {
        run(SAMPLE, SegmentationOptions.STANDARD, Optional.empty());

        assertThat(root.resolve("report/current/heatmap.png")).isNotEmptyFile();
        assertThat(root.resolve("report/current/nuclei.csv")).isNotEmptyFile();
        assertThat(root.resolve("report/heatmap/current/result.png")).isNotEmptyFile();
        assertThat(root.resolve("report/measure/current/nuclei.csv")).content().startsWith("label,z,y,x,voxels\n1,");
        assertThat(root.resolve("report/split/current/labels.tif")).isNotEmptyFile();
        assertThat(root.resolve("report/split/current/log.txt")).content().contains("nuclei in");
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
        assertThat(computed()).containsExactly("report/load", "report/smooth", "report/threshold", "report/label");

        run(SAMPLE, SegmentationOptions.STANDARD, Optional.empty());

        assertThat(computed()).doesNotContain("report/load", "report/label").contains("report/split", "report");
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
