package io.cachetree.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Guice;
import io.cachetree.CacheTree;
import io.cachetree.event.CacheEvent;
import io.cachetree.examples.FaultPoint;
import io.cachetree.examples.NucleiPipeline;
import io.cachetree.examples.NucleiReport;
import io.cachetree.examples.Sample;
import io.cachetree.examples.SegmentationOptions;
import io.cachetree.intercept.guice.CacheTreeModule;
import io.cachetree.testkit.ChildJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The example on each storage: the second run, in another process, computes nothing and is one request; after a kill, what is missing is
 * computed.
 */
@Tag("once")
class ExampleOnStorageTest {

    @TempDir
    private static Path temp;

    @ParameterizedTest
    @EnumSource
    void secondRunOnAnotherMachineComputesNothingAndIsOneRequest(Storage storage) throws Exception {
        Example example = new Example(temp);
        String tree = storage.url("example/" + UUID.randomUUID());

        String first = example.on(tree, storage.variables(), 1).runToTheEnd();
        assertThat(Example.ran(first)).as(first).hasSize(Example.STEPS);
        String second = example.on(tree, storage.variables(), 2).runToTheEnd();

        assertThat(Example.ran(second)).as(second).isEmpty();
        assertThat(second)
                .contains("1 step: 1 read, 0 computed")
                .containsPattern("storage: 1 request \\(1 read\\), [0-9.]+ kB in, 0 B out");
        assertThat(second).contains("mvn -q -Pcli -Dargs=\"view %s".formatted(tree.replaceAll("[?].*", "")));
        assertThat(Example.report(second)).isEqualTo(Example.report(first));
    }

    @ParameterizedTest
    @EnumSource
    void killedRunGoesOnWhereItWas(Storage storage) throws Exception {
        Example example = new Example(temp);
        String tree = storage.url("killed/" + UUID.randomUUID());
        ChildJvm program = example.on(tree, storage.variables(), 1);
        Process process = program.start();
        while (!program.printed().contains("report/measure runs: ")) {
            assertThat(process.isAlive()).as(program.printed()).isTrue();
            LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
        }
        process.destroyForcibly().waitFor();

        String resumed = example.on(tree, storage.variables(), 2).runToTheEnd();

        assertThat(Example.ran(resumed))
                .as(resumed)
                .contains("report", "report/heatmap")
                .doesNotContain("report/load", "report/smooth", "report/threshold", "report/mask", "report/label")
                .doesNotContain("report/split", "report/split/distances");
        assertThat(Example.report(resumed)).isEqualTo(undisturbed(example));
    }

    private static String undisturbed(Example example) throws InterruptedException {
        return Example.report(
                example.on(temp.resolve("undisturbed").toString(), Map.of(), 1).runToTheEnd());
    }

    @Test
    void secondRunInMemoryComputesNothing() throws IOException {
        List<CacheEvent> events = new ArrayList<>();
        SegmentationOptions options = SegmentationOptions.STANDARD;
        Sample sample = Sample.of(new Example(temp).scan());
        try (CacheTree tree = CacheTree.builder()
                .options(NucleiPipeline.written(options.voxelSize()))
                .listener(events::add)
                .open("memory:")) {
            NucleiPipeline pipeline = Guice.createInjector(
                            CacheTreeModule.of(tree),
                            binder -> binder.bind(FaultPoint.class).toInstance(new FaultPoint(Optional.empty())))
                    .getInstance(NucleiPipeline.class);
            NucleiReport first = pipeline.report(sample, options);
            assertThat(events)
                    .filteredOn(CacheEvent.StepCommitted.class::isInstance)
                    .hasSize(Example.STEPS);
            events.clear();

            assertThat(pipeline.report(sample, options)).isEqualTo(first);
            assertThat(events).singleElement().isInstanceOf(CacheEvent.StepHit.class);
        }
    }
}
