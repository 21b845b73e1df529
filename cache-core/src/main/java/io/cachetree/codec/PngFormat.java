package io.cachetree.codec;

import io.cachetree.tree.InvalidStepException;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Images as PNG.
 *
 * <ul>
 *   <li>The samples of these images survive exactly: gray of 8 or 16 bits; RGB of 8 or 16 bits a channel; either with
 *       alpha that is not premultiplied; palettes of up to 256 colours, transparent ones as well. Colours are sRGB.
 *   <li>{@link BufferedImage#getRGB} gives the same for every pixel. The layout in memory is that of the PNG reader:
 *       {@code TYPE_INT_ARGB} comes back as {@code TYPE_4BYTE_ABGR}, {@code TYPE_INT_RGB} as {@code TYPE_3BYTE_BGR}.
 *   <li>Other images are refused: premultiplied alpha, float or 32-bit samples, CMYK, 555 and 565.
 *   <li>The image's properties are not kept.
 * </ul>
 *
 * <p>Thread safety: may be used by many threads at the same time.
 */
final class PngFormat implements FileCodec.Format<BufferedImage> {

    private static final Set<Integer> EXACT_PACKED =
            Set.of(BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_INT_BGR, BufferedImage.TYPE_INT_ARGB);

    /** A bit of a pixel takes at least an eighth of what deflate can pack into a byte: 1032 bytes. */
    private static final long MAX_PIXELS_PER_BYTE = 8 * 1032;

    @Override
    public void write(BufferedImage image, OutputStream out) throws IOException {
        requireExact(image);
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        // ImageIO.write would take its cache setting from static state, and may use a temporary file.
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.write(image);
        } finally {
            writer.dispose();
        }
    }

    private static void requireExact(BufferedImage image) {
        if (!isExact(image)) {
            throw new InvalidStepException("""
                    Cannot write the result as PNG: it has no exact form for %s. \
                    Draw it into a BufferedImage of TYPE_INT_ARGB or TYPE_USHORT_GRAY, or return arrays.""".formatted(image));
        }
    }

    private static boolean isExact(BufferedImage image) {
        ColorModel colors = image.getColorModel();
        if (colors instanceof IndexColorModel) {
            return colors.getTransferType() == DataBuffer.TYPE_BYTE;
        }
        return EXACT_PACKED.contains(image.getType()) || (colors instanceof ComponentColorModel && isExact(colors));
    }

    private static boolean isExact(ColorModel colors) {
        return hasExactSamples(colors) && hasExactSpace(colors) && !colors.isAlphaPremultiplied();
    }

    private static boolean hasExactSamples(ColorModel colors) {
        int bits = colors.getComponentSize(0);
        return switch (colors.getTransferType()) {
            case DataBuffer.TYPE_BYTE -> bits == 8;
            case DataBuffer.TYPE_USHORT -> bits == 16;
            default -> false;
        };
    }

    private static boolean hasExactSpace(ColorModel colors) {
        ColorSpace space = colors.getColorSpace();
        return space.isCS_sRGB() || space.getType() == ColorSpace.TYPE_GRAY;
    }

    @Override
    public BufferedImage read(InputStream in, long size) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
        try (MemoryCacheImageInputStream stream = new MemoryCacheImageInputStream(in)) {
            reader.setInput(stream, true, true);
            requireFit(reader, size);
            return reader.read(0);
        } finally {
            reader.dispose();
        }
    }

    /** The same pixels can be packed in many ways, so the files may differ. */
    @Override
    public Optional<String> firstDifference(FileCodec.Opened before, FileCodec.Opened now) throws IOException {
        return difference(read(before.in(), before.size()), read(now.in(), now.size()));
    }

    private static Optional<String> difference(BufferedImage before, BufferedImage now) {
        if (!layout(before).equals(layout(now))) {
            return Optional.of(": %s -> %s".formatted(layout(before), layout(now)));
        }
        for (int y = 0; y < before.getHeight(); y++) {
            for (int x = 0; x < before.getWidth(); x++) {
                int[] first = before.getRaster().getPixel(x, y, (int[]) null);
                int[] second = now.getRaster().getPixel(x, y, (int[]) null);
                if (!Arrays.equals(first, second)) {
                    return Optional.of(", pixel (%d, %d): %s -> %s"
                            .formatted(x, y, Arrays.toString(first), Arrays.toString(second)));
                }
            }
        }
        return paletteDifference(before.getColorModel(), now.getColorModel());
    }

    private static String layout(BufferedImage image) {
        return "%d x %d pixels of %d samples"
                .formatted(
                        image.getWidth(), image.getHeight(), image.getRaster().getNumBands());
    }

    private static Optional<String> paletteDifference(ColorModel before, ColorModel now) {
        return before.equals(now) ? Optional.empty() : Optional.of(": another colour model");
    }

    /** Makes sure that so many pixels can be in the file, before anything is allocated for them. */
    private static void requireFit(ImageReader reader, long size) throws IOException {
        long pixels = Math.multiplyFull(reader.getWidth(0), reader.getHeight(0));
        if (pixels > size * MAX_PIXELS_PER_BYTE) {
            throw new IOException("Cannot read the image: %d pixels do not fit in %d bytes.".formatted(pixels, size));
        }
    }
}
