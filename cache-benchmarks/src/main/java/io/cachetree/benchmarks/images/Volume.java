package io.cachetree.benchmarks.images;

import io.cachetree.zarr.array.BlockSource;
import io.cachetree.zarr.image.NdArray;
import io.cachetree.zarr.metadata.ElementType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * What a light-sheet microscope would see: smooth blobs of 100 to 2,000 photons on a background of 100, with the noise of
 * counting them, in which the variance is the mean. Made anew for each plane, the same each time.
 *
 * <p>Thread safety: immutable.
 *
 * @param depth the number of planes
 * @param height of a plane
 * @param width of a plane
 */
record Volume(int depth, int height, int width) implements BlockSource {

    /** As large as promises are made for: 128 MiB. */
    static final Volume STANDARD = new Volume(256, 512, 512);

    private static final long SEED = 7;
    private static final int BACKGROUND = 100;
    private static final int ELEMENTS_PER_BLOB = 20_000;
    private static final double REACH = 3.5;

    /** A smooth blob. */
    private record Blob(double z, double y, double x, double sigma, double photons) {

        /** Returns how far the light falls off over a distance along one axis. */
        double at(double distance) {
            return Math.exp(-distance * distance / (2 * sigma * sigma));
        }
    }

    long[] shape() {
        return new long[] {depth, height, width};
    }

    int plane() {
        return height * width;
    }

    long bytes() {
        return (long) depth * plane() * Short.BYTES;
    }

    /** Returns the whole in memory. */
    NdArray inMemory() {
        short[] all = new short[depth * plane()];
        IntStream.range(0, depth).parallel().forEach(z -> plane(z, all, z * plane()));
        return NdArray.of(all, ElementType.UINT16, shape());
    }

    /** Copies whole planes. */
    @Override
    public void copy(long[] min, int[] size, Object into) {
        if (size[1] != height || size[2] != width) {
            throw new IllegalArgumentException("Cannot make part of a plane: " + Arrays.toString(size));
        }
        for (int z = 0; z < size[0]; z++) {
            plane((int) min[0] + z, (short[]) into, z * plane());
        }
    }

    /** Makes a plane. */
    void plane(int z, short[] into, int from) {
        float[] light = new float[plane()];
        Arrays.fill(light, BACKGROUND);
        int blobs = (int) (bytes() / Short.BYTES / ELEMENTS_PER_BLOB);
        for (int i = 0; i < blobs; i++) {
            add(blob(i), z, light);
        }
        SplittableRandom random = new SplittableRandom(SEED + 31L * z);
        for (int i = 0; i < light.length; i++) {
            double photons = light[i] + Math.sqrt(light[i]) * random.nextGaussian();
            into[from + i] = (short) Math.max(0, Math.min(0xFFFF, Math.round(photons)));
        }
    }

    private Blob blob(int number) {
        SplittableRandom random = new SplittableRandom(SEED * 1_000_003L + number);
        return new Blob(
                random.nextDouble() * depth,
                random.nextDouble() * height,
                random.nextDouble() * width,
                3 + 5 * random.nextDouble(),
                100 + 1900 * random.nextDouble());
    }

    private void add(Blob blob, int z, float[] light) {
        double reach = REACH * blob.sigma();
        if (Math.abs(z - blob.z()) > reach) {
            return;
        }
        double[] across = IntStream.range(0, width)
                .mapToDouble(x -> blob.at(x - blob.x()))
                .toArray();
        int last = (int) Math.min(height - 1.0, blob.y() + reach);
        for (int y = (int) Math.max(0, blob.y() - reach); y <= last; y++) {
            double row = blob.photons() * blob.at(z - blob.z()) * blob.at(y - blob.y());
            addRow(row, across, blob.x(), reach, light, y * width);
        }
    }

    private void addRow(double row, double[] across, double center, double reach, float[] light, int from) {
        int last = (int) Math.min(width - 1.0, center + reach);
        for (int x = (int) Math.max(0, center - reach); x <= last; x++) {
            light[from + x] += (float) (row * across[x]);
        }
    }

    /** Writes elements into a file, little-endian, one after the other. */
    static void writeRaw(short[] elements, Path file) throws IOException {
        ByteBuffer piece = ByteBuffer.allocateDirect(1 << 20).order(ByteOrder.LITTLE_ENDIAN);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int done = 0; done < elements.length; ) {
                int count = Math.min(elements.length - done, piece.capacity() / Short.BYTES);
                piece.asShortBuffer().put(elements, done, count);
                done += count;
                piece.clear().limit(count * Short.BYTES);
                while (piece.hasRemaining()) {
                    channel.write(piece);
                }
                piece.clear();
            }
        }
    }
}
