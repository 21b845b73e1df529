package io.cachetree.benchmarks.images;

import io.cachetree.CacheTree;
import io.cachetree.benchmarks.Figure;
import io.cachetree.benchmarks.InTurns;
import io.cachetree.benchmarks.Row;
import io.cachetree.benchmarks.Workbench;
import io.cachetree.tree.CacheOptions;
import io.cachetree.tree.Durability;
import io.cachetree.zarr.image.NdArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.util.Cast;

/**
 * Hits of steps that return an image, beside a hit that returns a number: what they take, and how many chunks they read.
 *
 * <p>The chunks are all deleted before the hits are counted, so that whoever wanted one would fail.
 */
public final class ImageHits {

    private static final double LIMIT = 1000;
    private static final int CHAIN = 10;
    private static final String CHUNK = ".*[.]ome[.]zarr/[0-9]+(/[0-9]+)+";

    private final ImageSteps steps;
    private final Path directory;

    private ImageHits(ImageSteps steps, Path directory) {
        this.steps = steps;
        this.directory = directory;
    }

    /** Measures hits of an image of 128 MiB. */
    public static List<Row> rows(Workbench workbench, int rounds) throws Exception {
        return rows(workbench, Volume.STANDARD, rounds);
    }

    static List<Row> rows(Workbench workbench, Volume volume, int rounds) throws Exception {
        Path directory = workbench.directory("image-hits");
        try (CacheTree tree = tree(directory)) {
            Img<UnsignedShortType> image = Cast.unchecked(volume.inMemory().toImg());
            new ImageHits(ImageSteps.in(tree), directory).chain(() -> image);
        }
        int chunks = deleteChunks(directory);
        try (CacheTree tree = tree(directory)) {
            ImageHits hits = new ImageHits(ImageSteps.in(tree), directory);
            List<Row> rows = new ArrayList<>(hits.counted(chunks));
            rows.add(hits.timed(rounds));
            return rows;
        }
    }

    /** Returns how many chunks are read by a hit all of whose pixels are asked for: what is counted can be seen. */
    static long chunksReadWithPixels(Workbench workbench, Volume volume) throws Exception {
        Path directory = workbench.directory("image-pixels");
        try (CacheTree tree = tree(directory)) {
            Img<UnsignedShortType> image = Cast.unchecked(volume.inMemory().toImg());
            ImageSteps steps = ImageSteps.in(tree);
            steps.image(0, () -> image);
            return chunks(FileReads.during(() -> NdArray.of(steps.image(0, ImageHits::notComputed)), directory));
        }
    }

    private static RandomAccessibleInterval<UnsignedShortType> notComputed() {
        throw new IllegalStateException("It was to be a hit.");
    }

    private static CacheTree tree(Path directory) {
        return CacheTree.builder().options(CacheOptions.of(Durability.PROCESS)).open(directory.toString());
    }

    /** Calls steps of which each takes the image of the one before. */
    private void chain(Supplier<RandomAccessibleInterval<UnsignedShortType>> computed) {
        steps.next(1);
        RandomAccessibleInterval<UnsignedShortType> image = steps.image(0, computed);
        for (int i = 1; i < CHAIN; i++) {
            image = steps.next(i, image);
        }
    }

    private static int deleteChunks(Path directory) throws IOException {
        try (Stream<Path> walk = Files.walk(directory)) {
            List<Path> chunks =
                    walk.filter(Files::isRegularFile).filter(ImageHits::isChunk).toList();
            for (Path chunk : chunks) {
                Files.delete(chunk);
            }
            return chunks.size();
        }
    }

    private static boolean isChunk(Path file) {
        return file.toString().replace('\\', '/').matches(CHUNK);
    }

    private List<Row> counted(int chunks) throws Exception {
        steps.next(1);
        List<String> number = FileReads.during(() -> steps.next(1), directory);
        List<String> one = FileReads.during(() -> steps.image(0, ImageHits::notComputed), directory);
        List<String> all = FileReads.during(() -> chain(ImageHits::notComputed), directory);
        if (number.isEmpty() || chunks == 0) {
            throw new IllegalStateException("Nothing was counted: " + number + ", chunks " + chunks);
        }
        return List.of(
                row("hit of an image: files read, beside those of a number", count(one), count(number)),
                none("hit of an image: chunks read, of those there were", one, chunks / CHAIN),
                none("chain of %d hits of images: chunks read, of those there were".formatted(CHAIN), all, chunks),
                row(
                        "chain of %d hits of images: files read, beside those of a number".formatted(CHAIN),
                        count(all),
                        count(number)));
    }

    private static Figure count(List<String> reads) {
        return new Figure(reads.stream().distinct().count(), "files");
    }

    private static Row row(String what, Figure ours, Figure baseline) {
        return Row.ratio(what, ours, baseline);
    }

    private static Row none(String what, List<String> reads, int chunks) {
        return Row.atMost(what, new Figure(chunks(reads), "chunks"), new Figure(chunks, "chunks"), 0);
    }

    private static long chunks(List<String> reads) {
        return reads.stream().distinct().filter(path -> isChunk(Path.of(path))).count();
    }

    private Row timed(int rounds) throws Exception {
        return InTurns.of(rounds, rounds, number -> steps.image(0, ImageHits::notComputed), number -> steps.next(1))
                .rowOfAtMostMore("hit of an image of 128 MiB beside one of a number", LIMIT);
    }
}
