package io.cachetree.zarr.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.zarr.array.ArrayFiles;
import io.cachetree.zarr.array.ArrayStore;
import io.cachetree.zarr.metadata.ArraySpec;
import io.cachetree.zarr.metadata.ElementType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.imglib2.RandomAccess;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.util.Cast;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An image of four times the heap is written, digested and read lazily by a process of its own. */
class BoundedImageTest {

    private static final int HEAP_MEGABYTES = 64;
    private static final List<Long> SHAPE = List.of(4L * HEAP_MEGABYTES, 1024L, 512L);

    @TempDir
    private Path directory;

    @Test
    void imagesLargerThanTheHeapAreReadHoweverManyAreHeld() throws Exception {
        assertThat(said("one after the other")).contains("read");
    }

    /** On JDK 17, zstd keeps the garbage collector waiting; a heap full of what may be dropped was an error then. */
    @Test
    void manyThreadsReadWhatIsLargerThanTheHeap() throws Exception {
        assertThat(said("at once")).contains("read");
    }

    private String said(String how) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + HEAP_MEGABYTES + "m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BoundedImageTest.class.getName(),
                        directory.toString(),
                        how)
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    /** Each element is the number of its plane. */
    public static void main(String[] arguments) throws Exception {
        Path path = Path.of(arguments[0], "volume");
        ArraySpec spec =
                ArraySpec.of(ElementType.UINT16, 4L * HEAP_MEGABYTES, 1024, 512).withChunks(64, 64, 64);
        DigestingSource source = new DigestingSource(BoundedImageTest::planes, spec.type(), SHAPE);
        ArrayStore.zarr().create(ArrayFiles.local(path), spec).write(source, Runnable::run);
        if (arguments[1].equals("at once")) {
            readAtOnce(Images.open(path).as(new UnsignedShortType()));
            return;
        }
        StoredImage<?> image = Images.open(path);
        require(image.digest().equals(source.digest(image.array())), "digest");
        RandomAccess<UnsignedShortType> at = Cast.unchecked(image.randomAccess());
        for (int y = 0; y < 1024; y += 64) {
            for (int z = 0; z < SHAPE.get(0); z++) {
                require(at.setPositionAndGet(y / 2, y, z).get() == z, "plane " + z);
            }
        }
        holdMany(path);
        System.out.println("read");
    }

    private static void readAtOnce(StoredImage<UnsignedShortType> image) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(12);
        List<Future<?>> readers = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            Random random = new Random(i);
            readers.add(threads.submit(() -> readAnywhere(image, random)));
        }
        try {
            for (Future<?> reader : readers) {
                reader.get();
            }
        } finally {
            threads.shutdownNow();
        }
        System.out.println("read");
    }

    private static void readAnywhere(StoredImage<UnsignedShortType> image, Random random) {
        RandomAccess<UnsignedShortType> at = image.randomAccess();
        for (int i = 0; i < 300; i++) {
            int z = random.nextInt(4 * HEAP_MEGABYTES);
            int found = at.setPositionAndGet(random.nextInt(512), random.nextInt(1024), z)
                    .get();
            require(found == z, "plane " + z);
        }
    }

    private static void holdMany(Path path) throws IOException {
        List<StoredImage<?>> held = new ArrayList<>();
        for (int i = 0; i < HEAP_MEGABYTES; i++) {
            StoredImage<UnsignedShortType> image = Images.open(path).as(new UnsignedShortType());
            held.add(image);
            for (int z = 0; z < SHAPE.get(0); z += 64) {
                require(image.getAt(0, 0, z).get() == z, "plane " + z + " of image " + held.size());
            }
        }
    }

    private static void planes(long[] min, int[] size, Object into) {
        for (int z = 0; z < size[0]; z++) {
            int plane = size[1] * size[2];
            Arrays.fill((short[]) into, z * plane, (z + 1) * plane, (short) (min[0] + z));
        }
    }

    private static void require(boolean isRight, String what) {
        if (!isRight) {
            throw new AssertionError(what);
        }
    }
}
