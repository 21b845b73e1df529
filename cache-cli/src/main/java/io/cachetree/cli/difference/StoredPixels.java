package io.cachetree.cli.difference;

import io.cachetree.zarr.array.ArrayFiles;
import io.cachetree.zarr.array.BlockSource;
import io.cachetree.zarr.image.Images;
import io.cachetree.zarr.metadata.ArraySpec;
import io.cachetree.zarr.ome.OmeImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import net.imglib2.RandomAccessibleInterval;

/**
 * An image of Zarr or TIFF.
 *
 * @param spec what its elements are, and how many
 * @param source its elements
 * @param meaning what they mean
 */
record StoredPixels(ArraySpec spec, BlockSource source, Meaning meaning) implements Pixels {

    static StoredPixels zarr(Path directory) throws IOException {
        ArrayFiles files = ArrayFiles.local(directory);
        boolean isLabels =
                OmeImage.isAt(files) && OmeImage.open(files).metadata().isLabels();
        return of(Images.open(directory), isLabels ? Meaning.LABELS : Meaning.VALUES);
    }

    /** A TIFF file does not say that it holds labels, but perhaps its name does. */
    static StoredPixels tiff(Path file) throws IOException {
        boolean isNamedSo =
                file.getFileName().toString().toLowerCase(Locale.ROOT).contains("label");
        return of(Images.openTiff(file), isNamedSo ? Meaning.LABELS : Meaning.VALUES);
    }

    private static StoredPixels of(RandomAccessibleInterval<?> image, Meaning meaning) {
        return new StoredPixels(Images.spec(image), Images.blocks(image), meaning);
    }

    @Override
    public List<Long> shape() {
        return spec.shape();
    }

    @Override
    public String type() {
        return spec.type().label();
    }

    @Override
    public List<Integer> block() {
        return spec.chunks();
    }

    @Override
    public Elements read(long[] min, int[] size) throws IOException {
        int length = IntStream.of(size).reduce(1, Math::multiplyExact);
        Object into = spec.type().newArray(length);
        source.copy(min, size, into);
        return Elements.of(into, length, spec.type().isUnsigned());
    }
}
