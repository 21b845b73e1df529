package io.cachetree.zarr.tiff;

import ij.io.FileInfo;
import ij.io.ImageReader;
import ij.io.RandomAccessStream;
import ij.io.TiffDecoder;
import io.cachetree.zarr.codec.DamagedDataException;
import io.cachetree.zarr.codec.UnsupportedFormatException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.imglib2.img.Img;
import net.imglib2.img.basictypeaccess.array.ArrayDataAccess;
import net.imglib2.img.basictypeaccess.array.ByteArray;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.img.basictypeaccess.array.ShortArray;
import net.imglib2.img.planar.PlanarImg;
import net.imglib2.type.NativeType;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.type.numeric.real.FloatType;
import org.jspecify.annotations.Nullable;

/**
 * The planes of a TIFF file, in the order of the file; those of ImageJ with one directory for all of them, too.
 *
 * <p>ImageJ's reader makes zeros of what is missing at the end of a file, and believes that the strips of a plane follow each
 * other; so both are checked before.
 *
 * <p>Thread safety: for one thread.
 */
public final class TiffStack {

    private final Path file;
    private final FileInfo[] directories;
    private final long size;

    private TiffStack(Path file, FileInfo[] directories, long size) {
        this.file = file;
        this.directories = directories;
        this.size = size;
    }

    /**
     * Opens a file.
     *
     * @throws NoSuchFileException if there is none
     * @throws DamagedDataException if it is no TIFF
     */
    public static TiffStack open(Path file) throws IOException {
        long size = size(file);
        return new TiffStack(file, directories(file), size);
    }

    private static long size(Path file) throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            throw new NoSuchFileException(
                    file.toString(), null, "Cannot open an image here: there is nothing. Give a file of TIFF.");
        }
    }

    private static FileInfo[] directories(Path file) throws IOException {
        FileInfo[] found;
        try {
            found = new TiffDecoder("", file.toString()).getTiffInfo();
        } catch (IOException | RuntimeException e) {
            throw damaged(file, "it is no TIFF file that ImageJ can read (%s)".formatted(e), e);
        }
        if (found == null) {
            throw damaged(file, "it is no TIFF file", null);
        }
        return found;
    }

    /**
     * Reads all planes: pixels of 8 or 16 bits without sign, or of 32 bits floating point, in two dimensions or in three.
     *
     * @throws DamagedDataException if the file ends too early
     * @throws UnsupportedFormatException if its pixels are of another kind, or its planes differ
     */
    public Img<? extends RealType<?>> read() throws IOException {
        requireSupported();
        List<Object> planes = new ArrayList<>();
        try (RandomAccessFile open = new RandomAccessFile(file.toString(), "r");
                RandomAccessStream in = new RandomAccessStream(open)) {
            for (FileInfo directory : directories) {
                readPlanes(directory, in, planes);
            }
        }
        return image(planes);
    }

    private void requireSupported() throws IOException {
        FileInfo first = directories[0];
        for (FileInfo each : directories) {
            if (each.width != first.width || each.height != first.height || each.fileType != first.fileType) {
                throw unsupported("its planes differ in size or kind of pixels", "Write them to files of their own.");
            }
            requireComplete(each);
        }
        pixel();
    }

    private NativeType<?> pixel() throws IOException {
        return switch (directories[0].fileType) {
            case FileInfo.GRAY8, FileInfo.COLOR8 -> new UnsignedByteType();
            case FileInfo.GRAY16_UNSIGNED -> new UnsignedShortType();
            case FileInfo.GRAY32_FLOAT -> new FloatType();
            default ->
                throw unsupported(
                        "its pixels are of kind %d of ImageJ's FileInfo".formatted(directories[0].fileType),
                        "Convert it to 8 or 16 bits without sign, or to 32 bits floating point.");
        };
    }

    private void requireComplete(FileInfo plane) throws IOException {
        boolean isPlain = plane.compression <= FileInfo.COMPRESSION_NONE;
        if (isPlain && areApart(plane)) {
            throw unsupported("the strips of a plane do not follow each other", "Write it again with ImageJ.");
        }
        long end = isPlain ? plane.getOffset() + planes(plane) * (bytes(plane) + plane.getGap()) - plane.getGap() : 0;
        int strips = plane.stripOffsets == null ? 0 : plane.stripOffsets.length;
        for (int i = 0; i < strips && !isPlain; i++) {
            end = Math.max(end, (plane.stripOffsets[i] & 0xffff_ffffL) + plane.stripLengths[i]);
        }
        if (end > size) {
            throw damaged(file, "expected at least %d bytes, found %d".formatted(end, size), null);
        }
    }

    private static boolean areApart(FileInfo plane) {
        int strips = plane.stripOffsets == null ? 0 : plane.stripOffsets.length;
        for (int i = 1; i < strips; i++) {
            if (plane.stripOffsets[i] != plane.stripOffsets[i - 1] + plane.stripLengths[i - 1]) {
                return true;
            }
        }
        return false;
    }

    private static long planes(FileInfo directory) {
        return Math.max(1, directory.nImages);
    }

    private static long bytes(FileInfo plane) {
        return (long) plane.width * plane.height * plane.getBytesPerPixel();
    }

    private void readPlanes(FileInfo directory, RandomAccessStream in, List<Object> planes) throws IOException {
        for (long i = 0; i < planes(directory); i++) {
            in.seek(directory.getOffset() + i * (bytes(directory) + directory.getGap()));
            Object pixels;
            try {
                pixels = new ImageReader(directory).readPixels(in, 0);
            } catch (RuntimeException e) {
                throw damaged(file, "plane %d cannot be read (%s)".formatted(planes.size(), e), e);
            }
            if (pixels == null) {
                throw damaged(file, "plane %d cannot be read".formatted(planes.size()), null);
            }
            planes.add(pixels);
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // the access is that of the pixel
    private Img<? extends RealType<?>> image(List<Object> planes) throws IOException {
        NativeType<?> pixel = pixel();
        FileInfo first = directories[0];
        long[] dimensions = planes.size() == 1
                ? new long[] {first.width, first.height}
                : new long[] {first.width, first.height, planes.size()};
        List<ArrayDataAccess<?>> slices = new ArrayList<>();
        planes.forEach(plane -> slices.add(access(plane)));
        PlanarImg image = new PlanarImg(slices, dimensions, pixel.getEntitiesPerPixel());
        image.setLinkedType(pixel.getNativeTypeFactory().createLinkedType(image));
        return image;
    }

    private static ArrayDataAccess<?> access(Object plane) {
        if (plane instanceof byte[] bytes) {
            return new ByteArray(bytes);
        }
        return plane instanceof short[] shorts ? new ShortArray(shorts) : new FloatArray((float[]) plane);
    }

    private UnsupportedFormatException unsupported(String why, String whatToDo) {
        return new UnsupportedFormatException(
                "Cannot read the TIFF file \"%s\": %s. %s".formatted(file, why, whatToDo));
    }

    private static DamagedDataException damaged(Path file, String why, @Nullable Throwable e) {
        String message = "Cannot read the TIFF file \"%s\": %s. Bring the file back.".formatted(file, why);
        return e == null ? new DamagedDataException(message) : new DamagedDataException(message, e);
    }
}
