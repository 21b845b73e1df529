package io.cachetree.examples;

import com.google.inject.Guice;
import io.cachetree.CacheTree;
import io.cachetree.event.CacheEvent;
import io.cachetree.event.CacheListener;
import io.cachetree.examples.image.VoxelSize;
import io.cachetree.examples.simulation.SimulatedNuclei;
import io.cachetree.examples.simulation.SimulationOptions;
import io.cachetree.intercept.guice.CacheTreeModule;
import io.cachetree.tree.CacheTreeException;
import io.cachetree.tree.NodePath;
import java.io.IOException;
import java.io.Serial;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The example's command line. Run it twice: the second run reads everything and computes nothing. */
@Command(
        name = "nuclei-density",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Counts fluorescent nuclei in a 3-D scan and keeps every intermediate result in a cache tree.")
public final class NucleiDensity implements Callable<Integer> {

    @Option(names = "--input", paramLabel = "FILE", description = "A TIFF stack; without it, a scan is simulated.")
    private @Nullable Path input;

    @Option(names = "--tree", paramLabel = "URL", description = "Where the cache tree is (default: ${DEFAULT-VALUE}).")
    private String tree = "runs/nuclei";

    @Option(names = "--seed", description = "Another seed, another simulated scan (default: ${DEFAULT-VALUE}).")
    private long seed = 42;

    @Option(names = "--no-smoothing", description = "Leaves the noise in.")
    private boolean unsmoothed;

    @Option(
            names = "--waist",
            paramLabel = "UM",
            description = "How much thinner the waist of two nuclei must be to part them, in micrometres"
                    + " (default: ${DEFAULT-VALUE}).")
    private double waist = SegmentationOptions.STANDARD.waist();

    @Option(names = "--plan", description = "Says what would be read and what computed, and computes nothing.")
    private boolean planOnly;

    @Option(
            names = "--fail-at",
            paramLabel = "STEP",
            description = "Breaks a step on purpose: load, smooth, threshold, mask, label, distances, split, measure,"
                    + " densities, density, heatmap or report.")
    private @Nullable String failAt;

    @Option(
            names = "--voxel-size",
            paramLabel = "UM",
            arity = "3",
            description = "The size of a voxel along z, y and x in micrometres (default: 1.0 0.5 0.5).")
    private double[] voxelSize = {1.0, 0.5, 0.5};

    @Spec
    private @Nullable CommandSpec spec;

    private @Nullable NodePath failedNode;

    /** What {@code --fail-at} takes. */
    static final class Steps extends ArrayList<String> {
        @Serial
        private static final long serialVersionUID = 1L;

        Steps() {
            super(FaultPoint.STEPS);
        }
    }

    /** Runs the example, and ends the JVM with 0 if it succeeded, 1 if a step failed, 2 if the command is wrong. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new NucleiDensity()).execute(arguments));
    }

    @Override
    public Integer call() {
        requireKnownStep();
        CacheTree.Builder builder = CacheTree.builder()
                .options(NucleiPipeline.written(options().voxelSize()))
                .listener(CacheListener.console())
                .listener(this::noteFailure);
        try (CacheTree opened = builder.open(tree)) {
            NucleiPipeline pipeline = pipeline(opened);
            if (planOnly) {
                opened.plan(() -> pipeline.report(sample(), options())).lines().forEach(System.out::println);
                return 0;
            }
            NucleiReport report = pipeline.report(sample(), options());
            System.out.print(new ReportText(report, truth()).withPlaces(opened));
            return 0;
        } catch (CacheTreeException e) {
            System.err.println(e.getMessage());
            return 1;
        } catch (IllegalStateException | IllegalArgumentException | UncheckedIOException | IOException e) {
            System.err.printf("The step at %s/%s failed: %s%n", tree, failedNode, e.getMessage());
            System.err.println("Its directory keeps error.txt and log.txt. Run again: what is committed is read.");
            return 1;
        }
    }

    private void requireKnownStep() {
        if (failAt != null && !FaultPoint.STEPS.contains(failAt)) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(),
                    "Invalid value for option '--fail-at': '%s' is no step; the steps are %s"
                            .formatted(failAt, String.join(", ", FaultPoint.STEPS)));
        }
    }

    /** The first step to fail is the innermost one; those around it fail because of it. */
    private void noteFailure(CacheEvent event) {
        if (event instanceof CacheEvent.StepFailed failed && failedNode == null) {
            failedNode = failed.call().node();
        }
    }

    private NucleiPipeline pipeline(CacheTree opened) {
        FaultPoint fault = new FaultPoint(Optional.ofNullable(failAt));
        return Guice.createInjector(
                        CacheTreeModule.of(opened),
                        binder -> binder.bind(FaultPoint.class).toInstance(fault))
                .getInstance(NucleiPipeline.class);
    }

    private Sample sample() {
        return input == null ? Sample.simulated(SimulationOptions.seeded(seed)) : Sample.of(input);
    }

    private SegmentationOptions options() {
        SegmentationOptions standard = SegmentationOptions.STANDARD;
        VoxelSize size = new VoxelSize(voxelSize[0], voxelSize[1], voxelSize[2]);
        SegmentationOptions options = new SegmentationOptions(
                standard.sigmaZ(), standard.sigmaY(), standard.sigmaX(), standard.smallest(), waist, size);
        return unsmoothed ? options.unsmoothed() : options;
    }

    /** Only of a simulated scan is it known what is in it. */
    private Optional<SimulatedNuclei> truth() {
        return input == null ? Optional.of(SimulatedNuclei.of(SimulationOptions.seeded(seed))) : Optional.empty();
    }
}
