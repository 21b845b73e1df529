package io.cachetree.zarr.image;

import io.cachetree.zarr.array.BlockSource;
import io.cachetree.zarr.array.StoredArray;
import io.cachetree.zarr.metadata.ArraySpec;
import io.cachetree.zarr.metadata.ElementType;
import io.cachetree.zarr.place.ImagePlace;
import io.cachetree.zarr.tiff.TiffStack;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.type.NativeType;
import net.imglib2.type.numeric.RealType;

/**
 * Opens images, and turns those of ImgLib2 into what is stored.
 *
 * <pre>{@code
 * Img<UnsignedShortType> scan = Images.open(Path.of("scan.zarr"), Identity.FILES).as(new UnsignedShortType());
 *
 * ArraySpec spec = Images.spec(image).withFormat(ZarrFormat.V3);
 * ArrayStore.zarr().create(files, spec).write(Images.blocks(image), executor);
 * }</pre>
 *
 * <p>Thread safety: may be used by many threads at the same time.
 */
public final class Images {

    private Images() {}

    /**
     * Opens an image of OME-Zarr 0.4 or 0.5, in full resolution, or an array of Zarr 2 or 3, as a lazy image. Its files must
     * not change while it is used.
     *
     * @param identity by what it is known as an input of steps
     * @throws java.nio.file.NoSuchFileException if there is none; the message names those in the folders below
     * @throws io.cachetree.zarr.codec.DamagedDataException if its metadata is damaged
     * @throws io.cachetree.zarr.codec.UnsupportedFormatException if it has what is not supported, or is a file
     * @throws IllegalArgumentException if it has no dimensions
     */
    public static StoredImage<?> open(Path directory, Identity identity) throws IOException {
        return open(ImagePlace.of(directory), identity);
    }

    /** Opens an image or an array, known by {@link Identity#FILES}. */
    public static StoredImage<?> open(Path directory) throws IOException {
        return open(directory, Identity.FILES);
    }

    /**
     * Opens an image or an array at a URL, see {@link #open(Path, Identity)}. From a web server, the chunks are fetched when
     * their pixels are first asked for; for {@link Identity#FILES} it is asked for size and version of each.
     *
     * @param url with the scheme {@code http}, {@code https} or {@code file}
     * @throws IllegalArgumentException if it is of another scheme
     */
    public static StoredImage<?> open(URI url, Identity identity) throws IOException {
        return open(ImagePlace.of(url), identity);
    }

    /** Opens an image or an array at a URL, known by {@link Identity#FILES}. */
    public static StoredImage<?> open(URI url) throws IOException {
        return open(url, Identity.FILES);
    }

    private static StoredImage<?> open(ImagePlace place, Identity identity) throws IOException {
        return lazy(place.open(), place.name(), identity);
    }

    /**
     * Returns an array as a lazy image, known by its values.
     *
     * @param name what it is called in messages
     * @throws IllegalArgumentException if it has no dimensions
     */
    public static StoredImage<?> lazy(StoredArray array, String name) {
        return lazy(array, name, Identity.VALUES);
    }

    private static StoredImage<?> lazy(StoredArray array, String name, Identity identity) {
        return lazy(array, name, PixelType.of(array.spec().type()).newPixel(), identity);
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // the variable is of some NativeType of itself
    private static StoredImage<?> lazy(StoredArray array, String name, NativeType pixel, Identity identity) {
        return LazyImage.of(array, name, pixel, identity);
    }

    /**
     * Reads a TIFF file into memory: pixels of 8 or 16 bits without sign, or of 32 bits floating point; a stack has a third
     * dimension, whose order is that of the planes in the file. As an input of steps it is known by its values.
     *
     * @throws java.nio.file.NoSuchFileException if there is no file
     * @throws io.cachetree.zarr.codec.DamagedDataException if the file is no TIFF, or ends too early
     * @throws io.cachetree.zarr.codec.UnsupportedFormatException if its pixels are of another kind, or its planes differ
     */
    public static Img<? extends RealType<?>> openTiff(Path file) throws IOException {
        return TiffStack.open(file).read();
    }

    /**
     * Returns the element type that pixels are stored as.
     *
     * @param pixel a variable of their type
     * @throws IllegalArgumentException if there is none; the message names those that there are
     */
    public static ElementType elementType(Object pixel) {
        return PixelType.of(pixel).element();
    }

    /**
     * Returns the pixels of any image as a source of blocks, in C order; those that begin elsewhere are moved to zero.
     *
     * @throws IllegalArgumentException if the pixels are of an unsupported type
     */
    public static BlockSource blocks(RandomAccessibleInterval<?> image) {
        return new ImageBlocks(image);
    }

    /**
     * Returns what an array of the type and shape of an image is, with the usual chunks.
     *
     * @throws IllegalArgumentException if the pixels are of an unsupported type
     */
    public static ArraySpec spec(RandomAccessibleInterval<?> image) {
        return ArraySpec.of(
                PixelType.of(image.getType()).element(),
                AxisOrder.shape(image).stream().mapToLong(Long::longValue).toArray());
    }
}
