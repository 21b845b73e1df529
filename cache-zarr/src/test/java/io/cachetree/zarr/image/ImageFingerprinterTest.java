package io.cachetree.zarr.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cachetree.key.Fingerprints;
import io.cachetree.zarr.metadata.ArraySpec;
import io.cachetree.zarr.metadata.ElementType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.util.Cast;
import net.imglib2.util.Intervals;
import net.imglib2.view.Views;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFingerprinterTest {

    private final Fingerprints fingerprints = Fingerprints.of(List.of());
    private final NdArray array = new RandomArrays(new Random(1)).array(ElementType.UINT8, 4, 5, 6);

    @TempDir
    private Path directory;

    @Test
    void anImageIsTheSameInputInMemoryAndStored() throws IOException {
        StoredImage<?> image = stored();

        assertThat(fingerprints.of(image))
                .isEqualTo(fingerprints.of(array.toImg()))
                .isEqualTo(fingerprints.of(image.copy()));
        assertThat(fingerprints.of(array)).isEqualTo(fingerprints.of(NdArray.of(image)));
    }

    @Test
    void aChangedPixelIsNoticedInAnImageInMemory() {
        ArrayImg<UnsignedByteType, ?> image = Cast.unchecked(array.toImg());
        var before = fingerprints.of(image);

        assertThat(fingerprints.again(image)).contains(before);
        image.getAt(1, 1, 1).inc();
        assertThat(fingerprints.again(image)).isPresent().get().isNotEqualTo(before);
        assertThat(fingerprints.of(array)).isNotEqualTo(before);
    }

    @Test
    void whereAViewBeginsCountsAsAStepSeesIt() {
        Img<UnsignedByteType> dark = ArrayImgs.unsignedBytes(20, 20);
        RandomAccessibleInterval<UnsignedByteType> first = Views.interval(dark, Intervals.createMinSize(0, 0, 5, 5));
        RandomAccessibleInterval<UnsignedByteType> other = Views.interval(dark, Intervals.createMinSize(5, 0, 5, 5));

        assertThat(fingerprints.of(first))
                .isNotEqualTo(fingerprints.of(other))
                .isEqualTo(fingerprints.of(Views.zeroMin(other)))
                .isEqualTo(fingerprints.of(ArrayImgs.unsignedBytes(5, 5)));
    }

    @Test
    void aLargeImageIsNotReadTwice() {
        long tooMany = Fingerprints.LARGEST_AGAIN + 1;

        assertThat(fingerprints.again(ArrayImgs.unsignedBytes(tooMany))).isEmpty();
        assertThat(fingerprints.again(NdArray.of(new byte[(int) tooMany], ElementType.UINT8, tooMany)))
                .isEmpty();
        assertThat(fingerprints.again(ArrayImgs.unsignedBytes(tooMany / 2))).isPresent();
    }

    @Test
    void aStoredImageIsReadAtMostOnce() throws IOException {
        StoredImage<?> image = stored();
        var before = fingerprints.of(image);
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }

        assertThat(fingerprints.of(image)).isEqualTo(before);
        assertThat(fingerprints.again(image)).contains(before);
    }

    @Test
    void anImageIsShownByItsNameTypeAndSize() throws IOException {
        StoredImage<?> image = stored();

        assertThat(fingerprints.shows(image)).isEqualTo("image \"image\", uint8 [6, 5, 4]");
        assertThat(shownAs(image, "/home/ann/tree/scan.ome.zarr")).isEqualTo("scan.ome.zarr");
        assertThat(shownAs(image, "C:\\lab\\scan.zarr")).isEqualTo("scan.zarr");
        assertThat(shownAs(image, "https://lab.org/scans/7.zarr/?token=secret/1"))
                .isEqualTo("7.zarr");
        assertThat(shownAs(image, "/")).isEqualTo("/");
        assertThat(fingerprints.shows(array)).isEqualTo("array uint8 [4, 5, 6]");
    }

    private String shownAs(StoredImage<?> image, String name) {
        return fingerprints.shows(Images.lazy(image.array(), name)).replaceAll("image \"(.*)\", uint8 .*", "$1");
    }

    @Test
    void anImageInMemoryIsShownByTypeSizeAndWhereItBegins() {
        Img<UnsignedByteType> image = ArrayImgs.unsignedBytes(20, 20);

        assertThat(fingerprints.shows(image)).isEqualTo("image uint8 [20, 20]");
        assertThat(fingerprints.shows(Views.interval(image, Intervals.createMinSize(5, 0, 5, 5))))
                .isEqualTo("image uint8 [5, 5] from [5, 0]");
        assertThat(fingerprints.shows(ArrayImgs.argbs(2, 2))).isEqualTo("ArrayImg[..]");
    }

    @Test
    void pixelsThatCannotBeStoredAreNoInput() {
        assertThatThrownBy(() -> fingerprints.of(ArrayImgs.argbs(2, 2)))
                .hasMessageContaining("ArrayImg")
                .rootCause()
                .hasMessage(
                        "Cannot store an image of \"ARGBType\": no element type has its values. Convert it to one of "
                                + "BitType, NativeBoolType, ByteType, ShortType, IntType, LongType, UnsignedByteType, "
                                + "UnsignedShortType, UnsignedIntType, UnsignedLongType, FloatType, DoubleType.");
    }

    private StoredImage<?> stored() throws IOException {
        ArraySpec spec = ArraySpec.of(ElementType.UINT8, 4, 5, 6).withChunks(3, 3, 3);
        return Images.lazy(RandomArrays.stored(array, spec, directory.resolve("a"), Runnable::run), "image");
    }
}
