package io.cachetree.cli;

import com.google.inject.Guice;
import io.cachetree.CacheTree;
import io.cachetree.annotation.CacheUrl;
import io.cachetree.annotation.Cached;
import io.cachetree.annotation.Unkeyed;
import io.cachetree.intercept.guice.CacheTreeModule;
import io.cachetree.table.Table;
import io.cachetree.zarr.OmeZarr;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.IntType;
import org.jspecify.annotations.Nullable;

/** A small pipeline, whose tree the tests look at. */
public class CellDensity {

    record Cell(int label, double area) {}

    public record Density(double perSquare, int cells, List<Double> areas) {}

    /** What happens within {@link #risky}. */
    public interface Risk {
        void run() throws IOException;
    }

    public static CellDensity steps() {
        return Guice.createInjector(new CacheTreeModule()).getInstance(CellDensity.class);
    }

    /** Runs the whole pipeline on a tree. */
    public static void run(Path tree, double threshold) {
        CellDensity steps = steps();
        try (CacheTree opened = CacheTree.open(tree)) {
            opened.call(() -> steps.measure(7, threshold));
        }
    }

    /** Runs a step that does what it is told. */
    public static void risk(Path tree, Risk risk) throws IOException {
        CellDensity steps = steps();
        try (CacheTree opened = CacheTree.open(tree)) {
            opened.call(() -> steps.risky(1, risk, null));
        }
    }

    @Cached
    public Density measure(int seed, double threshold) {
        double[][] field = field(seed);
        RandomAccessibleInterval<IntType> labels = segment(field, threshold);
        Table cells = table(threshold);
        plot(threshold);
        notes(threshold, null);
        return new Density(threshold * 10, cells.rowCount(), List.of(threshold, labels.max(0) + 1.0));
    }

    @Cached
    double[][] field(int seed) {
        return new double[][] {{seed, 1.5}, {2, 3}};
    }

    @Cached
    @OmeZarr(labels = true, name = "cells")
    RandomAccessibleInterval<IntType> segment(double[][] field, double threshold) {
        Img<IntType> labels = ArrayImgs.ints(10, 10);
        int number = 0;
        for (IntType pixel : labels) {
            number++;
            pixel.set(number > 100 * threshold ? 0 : 1 + number / 25);
        }
        return labels;
    }

    @Cached
    Table table(double threshold) {
        return threshold < 0.5
                ? Table.of(List.of(new Cell(1, 4.5), new Cell(2, 7), new Cell(3, 2)))
                : Table.of(List.of(new Cell(1, 4.5), new Cell(2, 8)));
    }

    @Cached
    BufferedImage plot(double threshold) {
        BufferedImage image = new BufferedImage(10, 10, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setSample(3, 4, 0, (int) (100 * threshold));
        return image;
    }

    @Cached
    void notes(double threshold, @CacheUrl @Nullable Path directory) {
        try {
            if (directory != null) {
                Files.writeString(directory.resolve("log.txt"), "started\nthreshold %s\ndone\n".formatted(threshold));
                Files.writeString(directory.resolve("blob.bin"), "x".repeat((int) (10 * threshold)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Cached
    public int risky(int number, @Unkeyed Risk risk, @CacheUrl @Nullable Path directory) throws IOException {
        if (directory != null) {
            Files.writeString(directory.resolve("partial.txt"), "half a result");
        }
        risk.run();
        return number;
    }
}
