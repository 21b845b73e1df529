package io.cachetree.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cachetree.tree.InvalidStepException;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PngFormatTest {

    private static final int WIDTH = 19;
    private static final int HEIGHT = 7;

    private final PngFormat format = new PngFormat();

    @ParameterizedTest
    @ValueSource(
            ints = {
                BufferedImage.TYPE_INT_RGB,
                BufferedImage.TYPE_INT_BGR,
                BufferedImage.TYPE_INT_ARGB,
                BufferedImage.TYPE_3BYTE_BGR,
                BufferedImage.TYPE_4BYTE_ABGR,
                BufferedImage.TYPE_BYTE_GRAY,
                BufferedImage.TYPE_USHORT_GRAY,
                BufferedImage.TYPE_BYTE_BINARY,
                BufferedImage.TYPE_BYTE_INDEXED
            })
    void colorsOfAllExactTypesComeBack(int type) throws IOException {
        BufferedImage image = withNoise(new BufferedImage(WIDTH, HEIGHT, type));

        assertSameSamples(comesBack(image), image);
    }

    @ParameterizedTest
    @ValueSource(ints = {DataBuffer.TYPE_BYTE, DataBuffer.TYPE_USHORT})
    void samplesOfGrayAndColorComeBackWithAndWithoutAlpha(int transferType) throws IOException {
        for (int space : new int[] {ColorSpace.CS_sRGB, ColorSpace.CS_GRAY}) {
            assertSamplesComeBack(components(space, transferType, Transparency.OPAQUE));
            assertSamplesComeBack(components(space, transferType, Transparency.TRANSLUCENT));
        }
    }

    @Test
    void transparentPaletteComesBack() throws IOException {
        byte[] level = {0, 100, (byte) 200, (byte) 255};
        IndexColorModel palette = new IndexColorModel(2, 4, level, level, level, new byte[] {0, 1, (byte) 128, -1});
        BufferedImage image = withNoise(new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_BINARY, palette));

        assertSameSamples(comesBack(image), image);
    }

    @Test
    void partOfAnImageComesBack() throws IOException {
        BufferedImage image = withNoise(new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_ARGB))
                .getSubimage(3, 2, 5, 4);

        assertSameSamples(comesBack(image), image);
    }

    @Test
    void whatCameBackComesBackAgain() throws IOException {
        BufferedImage once = comesBack(withNoise(new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_ARGB)));

        assertThat(write(once)).isEqualTo(write(comesBack(once)));
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                BufferedImage.TYPE_INT_ARGB_PRE,
                BufferedImage.TYPE_4BYTE_ABGR_PRE,
                BufferedImage.TYPE_USHORT_565_RGB,
                BufferedImage.TYPE_USHORT_555_RGB
            })
    void typesWithoutAnExactFormAreRefused(int type) {
        assertRefused(new BufferedImage(WIDTH, HEIGHT, type));
    }

    @Test
    void floatingPointSamplesAreRefused() {
        assertRefused(components(ColorSpace.CS_GRAY, DataBuffer.TYPE_FLOAT, Transparency.OPAQUE));
        assertRefused(components(ColorSpace.CS_LINEAR_RGB, DataBuffer.TYPE_BYTE, Transparency.OPAQUE));
    }

    @Test
    void sizeThatCannotBeInTheFileIsRefused() throws IOException {
        byte[] file = write(new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY));
        ByteBuffer.wrap(file).putInt(16, 1 << 30).putInt(20, 1 << 30);

        assertThatThrownBy(() -> read(file))
                .isInstanceOf(IOException.class)
                .hasMessage("Cannot read the image: 1152921504606846976 pixels do not fit in %d bytes.", file.length);
    }

    private void assertRefused(BufferedImage image) {
        assertThatThrownBy(() -> write(image))
                .isInstanceOf(InvalidStepException.class)
                .hasMessageStartingWith("Cannot write the result as PNG: it has no exact form for BufferedImage@")
                .hasMessageEndingWith(
                        "Draw it into a BufferedImage of TYPE_INT_ARGB or TYPE_USHORT_GRAY, or return arrays.");
    }

    private void assertSamplesComeBack(BufferedImage image) throws IOException {
        withNoise(image);
        BufferedImage back = comesBack(image);

        assertSameSamples(back, image);
        assertThat(samplesOf(back)).isEqualTo(samplesOf(image));
    }

    private static void assertSameSamples(BufferedImage back, BufferedImage image) {
        assertThat(back.getWidth()).isEqualTo(image.getWidth());
        assertThat(back.getHeight()).isEqualTo(image.getHeight());
        assertThat(colorsOf(back)).isEqualTo(colorsOf(image));
    }

    private static BufferedImage components(int space, int transferType, int transparency) {
        ColorModel colors = new ComponentColorModel(
                ColorSpace.getInstance(space), transparency != Transparency.OPAQUE, false, transparency, transferType);
        WritableRaster raster = colors.createCompatibleWritableRaster(WIDTH, HEIGHT);
        return new BufferedImage(colors, raster, false, null);
    }

    private static BufferedImage withNoise(BufferedImage image) {
        Random random = new Random(7);
        WritableRaster raster = image.getRaster();
        int bands = raster.getNumBands();
        for (int i = 0; i < image.getWidth() * image.getHeight() * bands; i++) {
            int bits = raster.getSampleModel().getSampleSize(i % bands);
            int bound = image.getColorModel() instanceof IndexColorModel palette ? palette.getMapSize() : 1 << bits;
            raster.setSample(
                    i / bands % image.getWidth(), i / bands / image.getWidth(), i % bands, random.nextInt(bound));
        }
        return image;
    }

    private static int[] colorsOf(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    private static int[] samplesOf(BufferedImage image) {
        WritableRaster raster = image.getRaster();
        int[] samples = new int[image.getWidth() * image.getHeight() * raster.getNumBands()];
        return raster.getPixels(0, 0, image.getWidth(), image.getHeight(), samples);
    }

    private BufferedImage comesBack(BufferedImage image) throws IOException {
        return read(write(image));
    }

    private byte[] write(BufferedImage image) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        format.write(image, out);
        return out.toByteArray();
    }

    private BufferedImage read(byte[] file) throws IOException {
        return format.read(new ByteArrayInputStream(file), file.length);
    }
}
