package io.cachetree.zarr.image;

import io.cachetree.tree.Digest;
import io.cachetree.zarr.array.ArrayFiles;
import io.cachetree.zarr.array.ArrayStore;
import io.cachetree.zarr.array.BlockSource;
import io.cachetree.zarr.array.StoredArray;
import io.cachetree.zarr.codec.UnsupportedFormatException;
import io.cachetree.zarr.metadata.ArraySpec;
import io.cachetree.zarr.metadata.ElementType;
import io.cachetree.zarr.metadata.ZarrFormat;
import io.cachetree.zarr.ome.OmeImage;
import io.cachetree.zarr.tiff.TiffStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.type.NativeType;

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

    private static final String GIVE = "Give the directory of an image.";
    private static final String URL = "[a-zA-Z][a-zA-Z0-9+.-]+:/.*";
    private static final int SHOWN = 10;

    private Images() {}

    /**
     * Opens an image of OME-Zarr 0.4 or 0.5, in full resolution, or an array of Zarr 2 or 3, as a lazy image. Its files must not change while it is used.
     *
     * @param identity by what it is known as an input of steps
     * @throws java.nio.file.NoSuchFileException if there is none; the message names those in the folders below
     * @throws io.cachetree.zarr.codec.DamagedDataException if its metadata is damaged
     * @throws io.cachetree.zarr.codec.UnsupportedFormatException if it has what is not supported, or is a file
     * @throws IllegalArgumentException if it has no dimensions
     */
    public static StoredImage<?> open(Path directory, Identity identity) throws IOException {
        requireDirectory(directory);
        StoredArray array = array(directory, ArrayFiles.local(directory));
        Optional<Digest> files =
                identity == Identity.FILES ? Optional.of(Identity.ofFiles(directory)) : Optional.empty();
        return lazy(
                array, directory.toString(), PixelType.of(array.spec().type()).newPixel(), files);
    }

    private static StoredArray array(Path directory, ArrayFiles files) throws IOException {
        if (OmeImage.isAt(files)) {
            return OmeImage.open(files).level(0);
        }
        if (OmeImage.isGroupAt(files)) {
            throw noImageIn(directory, "it is a group of Zarr, and no image");
        }
        try {
            return ArrayStore.zarr().open(files);
        } catch (NoSuchFileException e) {
            throw noImageIn(directory, "there is neither an image of OME-Zarr nor an array of Zarr");
        }
    }

    /**
     * Checks that there is a directory.
     *
     * @throws NoSuchFileException if there is nothing
     * @throws UnsupportedFormatException if there is a file
     */
    private static void requireDirectory(Path place) throws IOException {
        if (!attributes(place).isDirectory()) {
            throw new UnsupportedFormatException(
                    "Cannot open the image \"%s\": it is a file, and an image of Zarr is a directory. %s"
                            .formatted(place, otherWay(place.toString().toLowerCase(Locale.ROOT))));
        }
    }

    private static BasicFileAttributes attributes(Path place) throws IOException {
        try {
            return Files.readAttributes(place, BasicFileAttributes.class);
        } catch (NoSuchFileException e) {
            throw place.toString().matches(URL)
                    ? absent(place, "it is a URL, and no directory", "Copy the image to a disk, and open that.")
                    : absent(place, "there is nothing", GIVE);
        }
    }

    /** Returns an exception that names the images in the folders of a directory. */
    private static NoSuchFileException noImageIn(Path directory, String why) throws IOException {
        List<String> images = images(directory);
        return absent(directory, why, images.isEmpty() ? GIVE : "Give one of the folders in it: %s.".formatted(images));
    }

    private static NoSuchFileException absent(Path place, String why, String whatToDo) {
        return new NoSuchFileException(
                place.toString(), null, "Cannot open an image here: %s. %s".formatted(why, whatToDo));
    }

    private static String otherWay(String name) {
        if (name.endsWith(".zip")) {
            return "Unpack it, or give \"FileSystems.newFileSystem(file).getPath(\"/\")\".";
        }
        return name.matches(".*[.]tiff?") ? "Open it by \"Images.openTiff\"." : GIVE;
    }

    private static List<String> images(Path directory) throws IOException {
        try (Stream<Path> folders = Files.list(directory)) {
            return folders.filter(Files::isDirectory)
                    .filter(folder -> isImage(ArrayFiles.local(folder)))
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .limit(SHOWN)
                    .toList();
        }
    }

    /** What cannot be read is not proposed. */
    private static boolean isImage(ArrayFiles files) {
        try {
            return OmeImage.isAt(files)
                    || files.size(ZarrFormat.V2.file()).isPresent()
                    || (files.size(ZarrFormat.V3.file()).isPresent() && !OmeImage.isGroupAt(files));
        } catch (IOException e) {
            return false;
        }
    }

    /** Opens an image or an array, known by {@link Identity#FILES}. */
    public static StoredImage<?> open(Path directory) throws IOException {
        return open(directory, Identity.FILES);
    }

    /**
     * Returns an array as a lazy image, known by its values.
     *
     * @param name what it is called in messages
     * @throws IllegalArgumentException if it has no dimensions
     */
    public static StoredImage<?> lazy(StoredArray array, String name) {
        return lazy(array, name, PixelType.of(array.spec().type()).newPixel(), Optional.empty());
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // the variable is of some NativeType of itself
    private static StoredImage<?> lazy(StoredArray array, String name, NativeType pixel, Optional<Digest> files) {
        return LazyImage.of(array, name, pixel, files);
    }

    /**
     * Reads a TIFF file into memory: pixels of 8 or 16 bits without sign, or of 32 bits floating point; a stack has a third
     * dimension, whose order is that of the planes in the file. As an input of steps it is known by its values.
     *
     * @throws java.nio.file.NoSuchFileException if there is no file
     * @throws io.cachetree.zarr.codec.DamagedDataException if the file is no TIFF, or ends too early
     * @throws io.cachetree.zarr.codec.UnsupportedFormatException if its pixels are of another kind, or its planes differ
     */
    public static Img<?> openTiff(Path file) throws IOException {
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
