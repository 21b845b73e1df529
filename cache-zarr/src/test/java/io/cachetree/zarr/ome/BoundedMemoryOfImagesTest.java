package io.cachetree.zarr.ome;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.testkit.Peer;
import io.cachetree.zarr.array.ArrayFiles;
import io.cachetree.zarr.metadata.ElementType;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An image of six times the heap, and its levels, are written by a process of its own. */
class BoundedMemoryOfImagesTest {

    private static final int HEAP_MEGABYTES = 40;
    private static final long[] SHAPE = {6 * HEAP_MEGABYTES, 1024, 512};

    @TempDir
    private Path directory;

    @Test
    void imageLargerThanTheHeapIsWrittenWithItsLevels() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        assertThat(Peer.run(
                        java,
                        "-Xmx" + HEAP_MEGABYTES + "m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BoundedMemoryOfImagesTest.class.getName(),
                        directory.resolve("image").toString()))
                .contains("written and read");
    }

    /** Writes planes in which each element is the number of its plane, and reads some of the smallest level. */
    public static void main(String[] arguments) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        OmeImage image = OmeImage.write(
                ArrayFiles.local(Path.of(arguments[0])),
                NewImage.of(ElementType.UINT16, (min, size, into) -> Arrays.fill((short[]) into, (short) min[0]), SHAPE)
                        .with(OmeZarrOptions.unset().withLevels(3)),
                threads);
        threads.shutdown();
        for (int plane = 0; plane < SHAPE[0]; plane += 10) {
            short[] found = (short[]) image.level(2).read(new long[] {plane, 0, 0}, new int[] {1, 256, 128});
            for (short each : found) {
                if (each != plane) {
                    throw new AssertionError("Plane %d has an element %d.".formatted(plane, each));
                }
            }
        }
        System.out.println("written and read");
    }
}
