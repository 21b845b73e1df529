package io.cachetree.zarr.tiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import ij.ImagePlus;
import ij.ImageStack;
import ij.io.FileSaver;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import io.cachetree.zarr.codec.DamagedDataException;
import io.cachetree.zarr.codec.UnsupportedFormatException;
import io.cachetree.zarr.image.Images;
import io.cachetree.zarr.image.NdArray;
import io.cachetree.zarr.metadata.ElementType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import net.imglib2.img.Img;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TiffStackTest {

    @TempDir
    private Path directory;

    @Test
    void readsStacksThatImageJWrote() throws IOException {
        assertThat(NdArray.of(Images.openTiff(saved(z -> new ByteProcessor(3, 2, bytes(z))))))
                .isEqualTo(NdArray.of(
                        new byte[] {
                            0, 1, 2, 3, 4, 5, 10, 11, 12, 13, 14, 15, 20, 21, 22, 23, 24, 25, 30, 31, 32, 33, 34, 35
                        },
                        ElementType.UINT8,
                        4,
                        2,
                        3));
        assertThat(NdArray.of(Images.openTiff(saved(z -> new ShortProcessor(2, 1, new short[] {(short) z, -1}, null)))))
                .isEqualTo(NdArray.of(new short[] {0, -1, 1, -1, 2, -1, 3, -1}, ElementType.UINT16, 4, 1, 2));
        assertThat(NdArray.of(Images.openTiff(saved(z -> new FloatProcessor(1, 2, new float[] {z / 2f, -z})))))
                .isEqualTo(NdArray.of(new float[] {0, 0, .5f, -1, 1, -2, 1.5f, -3}, ElementType.FLOAT32, 4, 2, 1));
    }

    @Test
    void readsOnePlaneAsTwoDimensions() throws IOException {
        Path file = directory.resolve("plane.tif");
        new FileSaver(new ImagePlus("plane", new ByteProcessor(3, 2, bytes(0)))).saveAsTiff(file.toString());

        assertThat(Images.openTiff(file).dimensionsAsLongArray()).containsExactly(3, 2);
    }

    @Test
    void refusesAFileThatEndsTooEarly() throws IOException {
        Path file = saved(z -> new ByteProcessor(300, 200));
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 4 * 300 * 200 - 1));

        assertThatThrownBy(() -> Images.openTiff(file))
                .isInstanceOf(DamagedDataException.class)
                .hasMessageMatching("Cannot read the TIFF file \"" + Pattern.quote(file.toString())
                        + "\": expected at least 240\\d\\d\\d bytes, found 239999\\. Bring the file back\\.");
    }

    @Test
    void refusesWhatIsNoTiffOrNotSupported() throws IOException {
        Path text = Files.writeString(directory.resolve("text.tif"), "no image");
        Path colours = saved(z -> new ColorProcessor(2, 2));
        Path absent = directory.resolve("absent.tif");

        assertThatThrownBy(() -> Images.openTiff(text))
                .isInstanceOf(DamagedDataException.class)
                .hasMessageContaining("Cannot read the TIFF file \"" + text + "\": it is no TIFF file");
        assertThatThrownBy(() -> Images.openTiff(colours))
                .isInstanceOf(UnsupportedFormatException.class)
                .hasMessage(
                        "Cannot read the TIFF file \"" + colours + "\": its pixels are of kind 6 of ImageJ's FileInfo. "
                                + "Convert it to 8 or 16 bits without sign, or to 32 bits floating point.");
        assertThatThrownBy(() -> Images.openTiff(absent))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage(absent + ": Cannot open an image here: there is nothing. Give a file of TIFF.");
    }

    /** "NEUBIAS/EMBL CBA training resources", doi 10.5281/zenodo.14264508, CC BY 4.0; no part of the project. */
    @Test
    void readsTheRealScan() throws IOException {
        String folder = System.getProperty("cachetree.data", System.getenv().getOrDefault("CACHETREE_DATA", ""));
        Path file = Path.of(folder, "nuclei-3d.tif");
        assumeThat(Files.isRegularFile(file))
                .as("the scan nuclei-3d.tif is not here; name its folder by -Dcachetree.data or CACHETREE_DATA")
                .isTrue();
        Img<?> image = Images.openTiff(file);
        ImagePlus opened = new ij.io.Opener().openTiff(folder, "nuclei-3d.tif");

        NdArray array = NdArray.of(image);
        assertThat(array).hasToString("uint8[37 x 118 x 132]");
        for (int z = 0; z < 37; z++) {
            byte[] elements = (byte[]) array.elements();
            assertThat(Arrays.copyOfRange(elements, z * 118 * 132, (z + 1) * 118 * 132))
                    .isEqualTo(opened.getStack().getPixels(z + 1));
        }
    }

    private static byte[] bytes(int z) {
        byte[] bytes = new byte[6];
        for (int i = 0; i < 6; i++) {
            bytes[i] = (byte) (10 * z + i);
        }
        return bytes;
    }

    private Path saved(IntFunction<ImageProcessor> plane) throws IOException {
        ImageProcessor first = plane.apply(0);
        ImageStack stack = new ImageStack(first.getWidth(), first.getHeight());
        for (int z = 0; z < 4; z++) {
            stack.addSlice(plane.apply(z));
        }
        Path file = Files.createTempFile(directory, "stack", ".tif");
        new FileSaver(new ImagePlus("stack", stack)).saveAsTiffStack(file.toString());
        return file;
    }
}
