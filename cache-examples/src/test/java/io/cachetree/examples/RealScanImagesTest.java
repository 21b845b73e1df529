package io.cachetree.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Guice;
import io.cachetree.CacheTree;
import io.cachetree.examples.image.Voxels;
import io.cachetree.intercept.guice.CacheTreeModule;
import io.cachetree.testkit.Peer;
import io.cachetree.tree.Durability;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.IntType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** zarr-python reads the images of a real scan from the tree; skipped where {@code python3} has no zarr of version 2. */
class RealScanImagesTest {

    private static final SegmentationOptions STANDARD = SegmentationOptions.STANDARD;

    @TempDir
    private Path temp;

    private final NucleiPipeline outsideOfTrees = new NucleiPipeline(new FaultPoint(Optional.empty()));

    @Test
    void pythonReadsTheLabelsVoxelForVoxelAndFindsTheSameComponents() throws Exception {
        Sample sample = Sample.of(RealScan.file());
        Peer.require(
                "python3 with zarr 2 (apt-get install python3-zarr)",
                Peer.python(),
                "-c",
                "import zarr; assert zarr.__version__ < '3'");
        run(sample);
        writeOurs(sample);

        String printed = Peer.run(
                Peer.python(),
                Peer.script("labels.py"),
                temp.resolve("tree/report").toString(),
                temp.toString(),
                "91");

        assertThat(printed).contains("79 components\n").containsPattern("79 components by scipy|without scipy");
    }

    /** Runs first with smoothing, which leaves the smoothed scan, and then without, which leaves the rest as current. */
    private void run(Sample sample) throws IOException {
        try (CacheTree tree = CacheTree.builder()
                .options(NucleiPipeline.written(STANDARD.voxelSize()).with(Durability.PROCESS))
                .open(temp.resolve("tree").toString())) {
            NucleiPipeline steps = Guice.createInjector(
                            CacheTreeModule.of(tree),
                            binder -> binder.bind(FaultPoint.class).toInstance(new FaultPoint(Optional.empty())))
                    .getInstance(NucleiPipeline.class);
            steps.report(sample, STANDARD);
            assertThat(steps.report(sample, STANDARD.unsmoothed()).threshold()).isEqualTo(91);
        }
    }

    private void writeOurs(Sample sample) throws IOException {
        Img<? extends RealType<?>> scan = outsideOfTrees.load(sample);
        Img<IntType> components =
                outsideOfTrees.label(outsideOfTrees.mask(scan, 91)).components();
        write(components, "components");
        write(
                outsideOfTrees
                        .split(components, STANDARD.smallest(), STANDARD.waist(), STANDARD.voxelSize())
                        .nuclei(),
                "nuclei");
    }

    private void write(Img<IntType> labels, String name) throws IOException {
        int[] voxels = Voxels.labels(labels);
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * voxels.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(voxels);
        Files.write(temp.resolve(name), bytes.array());
    }
}
