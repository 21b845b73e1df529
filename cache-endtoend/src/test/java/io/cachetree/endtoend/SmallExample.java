package io.cachetree.endtoend;

import com.google.inject.Guice;
import io.cachetree.CacheTree;
import io.cachetree.event.CacheListener;
import io.cachetree.examples.FaultPoint;
import io.cachetree.examples.NucleiPipeline;
import io.cachetree.examples.NucleiReport;
import io.cachetree.examples.Sample;
import io.cachetree.examples.SegmentationOptions;
import io.cachetree.examples.image.Shape;
import io.cachetree.examples.simulation.SimulationOptions;
import io.cachetree.intercept.guice.CacheTreeModule;
import io.cachetree.tree.Durability;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The example on a scan that is quickly computed. */
final class SmallExample {

    static final Shape SHAPE = new Shape(24, 96, 96);
    static final Sample SAMPLE =
            Sample.simulated(SimulationOptions.seeded(7).withShape(SHAPE).withNuclei(16, 4));

    private SmallExample() {}

    /** Returns options that part only nuclei whose waist is thinner than with the {@linkplain SegmentationOptions#STANDARD standard}. */
    static SegmentationOptions thinWaists() {
        SegmentationOptions standard = SegmentationOptions.STANDARD;
        return new SegmentationOptions(
                standard.sigmaZ(), standard.sigmaY(), standard.sigmaX(), standard.smallest(), 2, standard.voxelSize());
    }

    static NucleiReport run(Path tree, SegmentationOptions options) throws IOException {
        return run(tree, options, Optional.empty(), event -> {});
    }

    static NucleiReport run(Path tree, SegmentationOptions options, Optional<String> failAt, CacheListener listener)
            throws IOException {
        try (CacheTree opened = CacheTree.builder()
                .listener(listener)
                .options(NucleiPipeline.written(options.voxelSize()).with(Durability.PROCESS))
                .open(tree)) {
            return Guice.createInjector(
                            CacheTreeModule.of(opened),
                            binder -> binder.bind(FaultPoint.class).toInstance(new FaultPoint(failAt)))
                    .getInstance(NucleiPipeline.class)
                    .report(SAMPLE, options);
        }
    }
}
