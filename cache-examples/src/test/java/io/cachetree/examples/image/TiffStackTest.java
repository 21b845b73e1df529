package io.cachetree.examples.image;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cachetree.examples.RealScan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TiffStackTest {

    @TempDir
    private Path directory;

    @Test
    void pagesAreThePlanes() throws IOException {
        Path file = write(new TiffBytes(BIG_ENDIAN).grey8(1, 2, 1, 2).grey8(1, 2, 3, 255));

        assertThat(TiffStack.read(file)).isEqualTo(new Volume(2, 1, 2, new float[] {1, 2, 3, 255}));
    }

    @Test
    void greyValuesOfSixteenBitsAreUnsigned() throws IOException {
        Volume expected = new Volume(1, 2, 2, new float[] {0, 1, 256, 65535});

        assertThat(TiffStack.read(write(new TiffBytes(BIG_ENDIAN).grey16(2, 2, 0, 1, 256, 65535))))
                .isEqualTo(expected);
        assertThat(TiffStack.read(write(new TiffBytes(LITTLE_ENDIAN).grey16(2, 2, 0, 1, 256, 65535))))
                .isEqualTo(expected);
    }

    @Test
    void floatingPointIsTakenAsItIs() throws IOException {
        Path file = write(new TiffBytes(BIG_ENDIAN).floating(1, 3, -1.5f, 0, 1e6f));

        assertThat(TiffStack.read(file)).isEqualTo(new Volume(1, 1, 3, new float[] {-1.5f, 0, 1e6f}));
    }

    @Test
    void readsTheRealScan() {
        Volume scan = TiffStack.read(RealScan.file());

        assertThat(scan.shape()).isEqualTo(new Shape(37, 118, 132));
        long sum = 0;
        for (float voxel : scan.voxels()) {
            sum += (long) voxel;
        }
        assertThat(sum).isEqualTo(6_618_862);
    }

    @Test
    void aMissingFileIsNamed() {
        Path file = directory.resolve("missing.tif");

        assertThatThrownBy(() -> TiffStack.read(file))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("Cannot read TIFF stack \"" + file + "\": the file does not exist. Check the path.");
    }

    @Test
    void textIsNoTiff() throws IOException {
        Path file = Files.writeString(directory.resolve("stack.tif"), "these are no pixels");

        assertRefused(file, "it is no TIFF file. Save the stack as TIFF.");
    }

    @Test
    void anEmptyFileIsRefused() throws IOException {
        Path file = Files.createFile(directory.resolve("stack.tif"));

        assertRefused(file, "it is empty. Save the stack anew.");
    }

    @Test
    void aTiffWithoutPagesIsRefused() throws IOException {
        assertDamaged(new TiffBytes(BIG_ENDIAN).toBytes());
    }

    @Test
    void aCutFileIsRefused() throws IOException {
        byte[] whole = new TiffBytes(BIG_ENDIAN).grey8(2, 2, 1, 2, 3, 4).toBytes();

        assertDamaged(Arrays.copyOf(whole, whole.length - 40));
    }

    @Test
    void colourIsRefused() throws IOException {
        Path file = write(new TiffBytes(BIG_ENDIAN).grey8(1, 2, 1, 2).rgb(1, 2));

        assertRefused(file, "page 2 is in colour. Save it as grey values, in ImageJ by Image > Type.");
    }

    @Test
    void pagesOfTwoSizesAreRefused() throws IOException {
        Path file = write(new TiffBytes(BIG_ENDIAN).grey8(1, 2, 1, 2).grey8(2, 1, 1, 2));

        assertRefused(file, "page 2 is 2 x 1 pixels, page 1 is 1 x 2. Save pages of one size.");
    }

    @Test
    void channelsAreNotTakenForPlanes() throws IOException {
        Path file = write(new TiffBytes(BIG_ENDIAN)
                .described("ImageJ=1.53t\nimages=2\nchannels=2\n")
                .grey8(1, 1, 1)
                .grey8(1, 1, 2));

        assertRefused(file, """
                ImageJ describes it by "channels=2", and it has 2 pages. \
                Save one channel and time point, below 4 GB.""");
    }

    @Test
    void planesWithoutPagesAreNotLost() throws IOException {
        Path file = write(new TiffBytes(BIG_ENDIAN)
                .described("ImageJ=1.53t\nimages=3\nslices=3\n")
                .grey8(1, 1, 1));

        assertRefused(file, """
                ImageJ describes it by "images=3", and it has 1 pages. \
                Save one channel and time point, below 4 GB.""");
    }

    private void assertRefused(Path file, String why) {
        assertThatThrownBy(() -> TiffStack.read(file))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("Cannot read TIFF stack \"" + file + "\": " + why);
    }

    /** What the plugin says in between depends on the JDK. */
    private void assertDamaged(byte[] bytes) throws IOException {
        Path file = Files.write(directory.resolve("stack.tif"), bytes);

        assertThatThrownBy(() -> TiffStack.read(file))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("Cannot read TIFF stack \"" + file + "\": ")
                .hasMessageEndingWith(". Check that the file is whole, and that you may read it.");
    }

    private Path write(TiffBytes bytes) throws IOException {
        return Files.write(directory.resolve("stack.tif"), bytes.toBytes());
    }
}
