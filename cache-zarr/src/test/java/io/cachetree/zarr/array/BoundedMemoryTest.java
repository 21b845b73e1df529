package io.cachetree.zarr.array;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.testkit.Peer;
import io.cachetree.zarr.metadata.ArraySpec;
import io.cachetree.zarr.metadata.ElementType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A volume of eight times the heap is written and read by a process of its own. */
class BoundedMemoryTest {

    private static final int HEAP_MEGABYTES = 48;
    private static final long[] SHAPE = {8 * HEAP_MEGABYTES, 1024, 512};

    @TempDir
    private Path directory;

    @Test
    void volumeLargerThanTheHeapIsWrittenAndRead() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        assertThat(Peer.run(
                        java,
                        "-Xmx" + HEAP_MEGABYTES + "m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BoundedMemoryTest.class.getName(),
                        directory.toString()))
                .contains("written and read");
    }

    /** Writes planes of 1 MiB in which each element is the number of its plane, and reads some of them. */
    public static void main(String[] arguments) throws Exception {
        ArrayFiles files = ArrayFiles.local(Path.of(arguments[0], "volume"));
        write(files);
        for (int plane = 0; plane < SHAPE[0]; plane += 10) {
            short[] found =
                    (short[]) ArrayStore.zarr().open(files).read(new long[] {plane, 5, 9}, new int[] {1, 900, 400});
            for (short each : found) {
                if (each != plane) {
                    throw new AssertionError("Plane %d has an element %d.".formatted(plane, each));
                }
            }
        }
        System.out.println("written and read");
    }

    private static void write(ArrayFiles files) throws IOException {
        ArraySpec spec = ArraySpec.of(ElementType.UINT16, SHAPE).withFill(7);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            ArrayStore.zarr()
                    .create(files, spec)
                    .write((min, size, into) -> Arrays.fill((short[]) into, (short) min[0]), threads);
        } finally {
            threads.shutdown(); // its threads would keep a process that failed
        }
    }
}
