package io.cachetree.viewer.browser;

import com.google.inject.Guice;
import io.cachetree.CacheTree;
import io.cachetree.annotation.CacheUrl;
import io.cachetree.annotation.Cached;
import io.cachetree.annotation.Unkeyed;
import io.cachetree.intercept.guice.CacheTreeModule;
import io.cachetree.table.Table;
import io.cachetree.zarr.OmeZarr;
import io.cachetree.zarr.ome.OmeVersion;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.imglib2.Cursor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.IntType;
import net.imglib2.type.numeric.integer.LongType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import org.jspecify.annotations.Nullable;

/** A pipeline that finds 16 spheres in a volume of 40 x 160 x 160 voxels; sphere n is n times as bright as the first. */
class Spheres {

    static final int DEPTH = 40;
    static final int WIDTH = 160;
    private static final int APART = 40;
    private static final int MIDDLE = 18;

    record Sphere(int label, double x, double y, int voxels, String size) {}

    record Found(int spheres, double threshold, List<Integer> labels) {}

    /** What a step waits for. */
    interface Wait {
        void run() throws InterruptedException;
    }

    static Spheres steps() {
        return Guice.createInjector(new CacheTreeModule()).getInstance(Spheres.class);
    }

    static void run(Path tree, double threshold) {
        Spheres steps = steps();
        try (CacheTree opened = CacheTree.open(tree)) {
            opened.call(() -> steps.measure(7, threshold));
        }
    }

    @Cached
    Found measure(int seed, double threshold) {
        RandomAccessibleInterval<UnsignedShortType> scan = scan(seed);
        segment(scan, threshold);
        Table table = table(threshold);
        plot(threshold);
        profile(threshold);
        notes(threshold, "<img src=x onerror=window.broken=1>", null);
        return new Found(table.rowCount(), threshold, List.of(1, 2, 3));
    }

    @Cached
    @OmeZarr(
            unit = "micrometer",
            voxel = {2, 0.5, 0.5},
            chunkSize = {8, 64, 64},
            levels = 2)
    RandomAccessibleInterval<UnsignedShortType> scan(int seed) {
        Img<UnsignedShortType> image = ArrayImgs.unsignedShorts(WIDTH, WIDTH, DEPTH);
        Cursor<UnsignedShortType> cursor = image.localizingCursor();
        while (cursor.hasNext()) {
            cursor.fwd();
            cursor.get().set(100 + 100 * sphere(cursor));
        }
        return image;
    }

    @Cached
    @OmeZarr(
            labels = true,
            unit = "micrometer",
            voxel = {2, 0.5, 0.5},
            name = "spheres")
    RandomAccessibleInterval<LongType> segment(RandomAccessibleInterval<UnsignedShortType> scan, double threshold) {
        Img<LongType> labels = ArrayImgs.longs(WIDTH, WIDTH, DEPTH);
        Cursor<LongType> cursor = labels.localizingCursor();
        while (cursor.hasNext()) {
            cursor.fwd();
            int number = sphere(cursor);
            cursor.get().set(number > threshold * 16 ? (1L << 60) + number : 0);
        }
        return labels;
    }

    @Cached
    Table table(double threshold) {
        List<Sphere> rows = new ArrayList<>();
        for (int label = 16; label > threshold * 16; label--) {
            rows.add(new Sphere(
                    label,
                    label % 4 * 20 + 10.5,
                    label / 4 * 20 + 10,
                    100 * label,
                    label > 8 ? "large, \"bright\"" : "small"));
        }
        return Table.of(rows);
    }

    @Cached
    BufferedImage plot(double threshold) {
        BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
        image.createGraphics().fillRect(8, 8, (int) (40 * threshold), 30);
        return image;
    }

    @Cached
    double[] profile(double threshold) {
        double[] values = new double[200];
        for (int at = 0; at < values.length; at++) {
            values[at] = Math.sin(at / 15.0) * threshold;
        }
        return values;
    }

    /** What a person or a program of bad will might have written. */
    @Cached
    void notes(double threshold, String hostile, @CacheUrl @Nullable Path directory) {
        if (directory == null) {
            return;
        }
        try {
            Files.writeString(
                    directory.resolve("log.txt"),
                    "INFO started\nWARN \u001b[31mred\u001b[2K <b>bold</b>\nERROR </script><script>window.broken=1</script>\n\u202Elive\n");
            Files.writeString(
                    directory.resolve("page.html"),
                    "<html><script>window.broken=1</script><img src=x onerror=window.broken=1>");
            Files.writeString(
                    directory.resolve("drawing.svg"),
                    "<svg xmlns='http://www.w3.org/2000/svg' onload='window.broken=1'><script>window.broken=1</script></svg>");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Cached
    int plus(int number) {
        return number + 1;
    }

    @Cached
    int slow(int number, @Unkeyed Wait wait, @CacheUrl @Nullable Path directory)
            throws IOException, InterruptedException {
        if (directory != null) {
            Files.writeString(directory.resolve("log.txt"), "INFO half of it is done\n");
        }
        wait.run();
        return number;
    }

    @Cached
    int twoSteps(@Unkeyed Wait wait) throws IOException, InterruptedException {
        return plus(7) + slow(7, wait, null);
    }

    @Cached
    @OmeZarr(
            chunkSize = {8, 64, 64},
            shards = {16, 128, 128},
            codec = "zstd:3")
    RandomAccessibleInterval<UnsignedByteType> sharded() {
        return ramp();
    }

    @Cached
    @OmeZarr(codec = "blosc-lz4")
    RandomAccessibleInterval<UnsignedByteType> lz4() {
        return ramp();
    }

    @Cached
    @OmeZarr(codec = "blosc-zstd", version = OmeVersion.V0_5)
    RandomAccessibleInterval<UnsignedByteType> zstdInBlosc() {
        return ramp();
    }

    @Cached
    @OmeZarr(codec = "zstd")
    RandomAccessibleInterval<UnsignedByteType> zstd() {
        return ramp();
    }

    @Cached
    @OmeZarr(codec = "gzip", version = OmeVersion.V0_5)
    RandomAccessibleInterval<UnsignedByteType> gzip() {
        return ramp();
    }

    @Cached
    @OmeZarr(
            codec = "none",
            chunkSize = {1, 160, 160})
    RandomAccessibleInterval<UnsignedByteType> none() {
        return ramp();
    }

    /** The first channel is 10 in each voxel, the second 20. */
    @Cached
    @OmeZarr(
            axes = "czyx",
            channels = {"dna", "actin"},
            colormap = {"0000ff", "00ff00"})
    RandomAccessibleInterval<UnsignedByteType> coloured() {
        byte[] values = new byte[16 * 16 * 4 * 2];
        for (int at = 0; at < values.length; at++) {
            values[at] = (byte) (at < values.length / 2 ? 10 : 20);
        }
        return ArrayImgs.unsignedBytes(values, 16, 16, 4, 2);
    }

    /** Three points in time, of which each is 10 brighter than the one before. */
    @Cached
    @OmeZarr(axes = "tyx")
    RandomAccessibleInterval<UnsignedByteType> frames() {
        byte[] values = new byte[16 * 16 * 3];
        for (int at = 0; at < values.length; at++) {
            values[at] = (byte) (10 + 10 * (at / (16 * 16)));
        }
        return ArrayImgs.unsignedBytes(values, 16, 16, 3);
    }

    @Cached
    @OmeZarr(labels = true)
    RandomAccessibleInterval<IntType> small() {
        return ArrayImgs.ints(new int[] {0, 1, 2, 3, 4, 5}, 3, 2);
    }

    /** Each voxel has its column. */
    private static Img<UnsignedByteType> ramp() {
        Img<UnsignedByteType> image = ArrayImgs.unsignedBytes(WIDTH, WIDTH, DEPTH);
        Cursor<UnsignedByteType> cursor = image.localizingCursor();
        while (cursor.hasNext()) {
            cursor.fwd();
            cursor.get().set(cursor.getIntPosition(0));
        }
        return image;
    }

    /** The number of the sphere that a voxel is in; 0 between them. */
    private static int sphere(Cursor<?> at) {
        int x = at.getIntPosition(0) % APART - APART / 2;
        int y = at.getIntPosition(1) % APART - APART / 2;
        int z = (at.getIntPosition(2) - MIDDLE) * 2;
        int number = 1 + at.getIntPosition(0) / APART + 4 * (at.getIntPosition(1) / APART);
        return x * x + y * y + z * z < 15 * 15 ? number : 0;
    }
}
