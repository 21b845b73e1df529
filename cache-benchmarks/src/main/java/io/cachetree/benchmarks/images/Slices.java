package io.cachetree.benchmarks.images;

import io.cachetree.CacheTree;
import io.cachetree.benchmarks.InTurns;
import io.cachetree.benchmarks.Row;
import io.cachetree.benchmarks.Workbench;
import io.cachetree.zarr.array.ArrayFiles;
import io.cachetree.zarr.array.StoredArray;
import io.cachetree.zarr.codec.BloscCodec;
import io.cachetree.zarr.codec.Workspace;
import io.cachetree.zarr.image.Images;
import io.cachetree.zarr.image.NdArray;
import io.cachetree.zarr.image.StoredImage;
import io.cachetree.zarr.metadata.ElementType;
import io.cachetree.zarr.ome.NewImage;
import io.cachetree.zarr.ome.OmeImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.util.Cast;
import net.imglib2.view.Views;

/** One plane of an image with flat chunks, beside reading and decoding the file of its chunk, which is all of it. */
public final class Slices {

    private static final double LIMIT = 1.5;

    private final Volume volume;
    private final short[] plane;

    private Slices(Volume volume) {
        this.volume = volume;
        this.plane = new short[volume.plane()];
    }

    /** Measures planes of 512 x 512. */
    public static List<Row> rows(Workbench workbench, int rounds) throws Exception {
        return rows(workbench, new Volume(64, 512, 512), rounds);
    }

    static List<Row> rows(Workbench workbench, Volume volume, int rounds) throws Exception {
        Path stored = workbench.directory("slices");
        Path tree = workbench.directory("slices-tree");
        OmeImage.write(
                ArrayFiles.local(stored), NewImage.of(ElementType.UINT16, volume, volume.shape()), Runnable::run);
        Slices slices = new Slices(volume);
        return List.of(slices.ofArray(stored, rounds), slices.ofHit(tree, rounds));
    }

    private Row ofArray(Path directory, int rounds) throws Exception {
        StoredArray array = OmeImage.open(ArrayFiles.local(directory)).level(0);
        try (Workspace workspace = new Workspace()) {
            return InTurns.of(
                            rounds,
                            rounds,
                            number -> array.read(min(number), new int[] {1, volume.height(), volume.width()}, plane),
                            number -> bare(directory.resolve("0/%d/0/0".formatted(z(number))), workspace))
                    .row("plane of an image, beside reading and decoding its file", LIMIT);
        }
    }

    private Row ofHit(Path directory, int rounds) throws Exception {
        try (CacheTree tree = CacheTree.open(directory.toString());
                Workspace workspace = new Workspace()) {
            Img<UnsignedShortType> image = Cast.unchecked(volume.inMemory().toImg());
            RandomAccessibleInterval<UnsignedShortType> result =
                    ImageSteps.in(tree).image(0, () -> image);
            Path chunks = chunks(directory);
            return InTurns.of(
                            rounds,
                            rounds,
                            number -> slice(result, z(number)),
                            number -> bare(chunks.resolve("%d/0/0".formatted(z(number))), workspace))
                    .row("plane of what a step returned, beside reading and decoding its file");
        }
    }

    /** A handle keeps planes that were read, so each call has one of its own. */
    private NdArray slice(RandomAccessibleInterval<UnsignedShortType> result, int z) throws IOException {
        StoredArray array = ((StoredImage<?>) result).array();
        long[] from = {0, 0, z};
        return NdArray.of(Views.interval(
                Images.lazy(array, "result"), from, new long[] {volume.width() - 1L, volume.height() - 1L, z}));
    }

    private static Path chunks(Path directory) throws IOException {
        try (Stream<Path> walk = Files.walk(directory)) {
            return walk.filter(path -> path.toString().endsWith(".ome.zarr"))
                    .findAny()
                    .orElseThrow()
                    .resolve("0");
        }
    }

    private int z(int number) {
        return Math.floorMod(number, volume.depth());
    }

    private long[] min(int number) {
        return new long[] {z(number), 0, 0};
    }

    private void bare(Path file, Workspace workspace) throws IOException {
        ByteBuffer stored = ByteBuffer.wrap(Files.readAllBytes(file));
        ByteBuffer raw = BloscCodec.zstd().decode(stored, plane.length * Short.BYTES, workspace);
        if (raw.remaining() != plane.length * Short.BYTES) {
            throw new IllegalStateException("The chunk is not one plane.");
        }
        workspace.give(raw);
    }
}
