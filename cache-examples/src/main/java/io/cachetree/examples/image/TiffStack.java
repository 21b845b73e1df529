package io.cachetree.examples.image;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serial;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.IIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.plugins.tiff.BaselineTIFFTagSet;
import javax.imageio.plugins.tiff.TIFFDirectory;
import javax.imageio.plugins.tiff.TIFFField;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Reads and writes a TIFF file whose pages are the planes of a volume, as ImageJ and microscopes write it.
 *
 * <ul>
 *   <li>Pages are 8- or 16-bit grey values or 32-bit floating point, of one size, in either byte order, compressed or
 *       not: what the JDK's own TIFF plugin reads.
 *   <li>Grey values are taken as they are, unscaled.
 *   <li>Several channels or time points are refused, because their pages would pass for planes; so are files that
 *       ImageJ wrote with a single page entry for all planes, as it does beyond 4 GB.
 * </ul>
 */
public final class TiffStack {

    private static final Pattern IMAGEJ_COUNT = Pattern.compile("^(images|channels|frames)=(\\d+)$", Pattern.MULTILINE);

    private TiffStack() {}

    /**
     * Reads the file.
     *
     * @return the volume; its planes are the pages in the order of the file
     * @throws UncheckedIOException if the file is missing, cannot be read, or is no such stack; its message says what
     *     to do
     */
    public static Volume read(Path file) {
        try (InputStream bytes = Files.newInputStream(file);
                ImageInputStream input = new MemoryCacheImageInputStream(bytes)) {
            return read(input);
        } catch (NoSuchFileException e) {
            throw failure(file, "the file does not exist. Check the path.", e);
        } catch (NotAStackException e) {
            throw failure(file, e.why, e);
        } catch (IOException | RuntimeException e) { // the plugin meets damaged files with either
            throw failure(file, e + ". Check that the file is whole, and that you may read it.", e);
        }
    }

    /**
     * Writes a volume as pages of uncompressed 32-bit floating point, which {@link #read} reads back the same.
     *
     * @throws IOException if it cannot be written
     */
    public static void write(Volume volume, OutputStream out) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
        try (ImageOutputStream output = new MemoryCacheImageOutputStream(out)) {
            writer.setOutput(output);
            writer.prepareWriteSequence(null);
            for (int z = 0; z < volume.depth(); z++) {
                writer.writeToSequence(new IIOImage(FloatPlane.of(volume, z), null, null), null);
            }
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
    }

    private static Volume read(ImageInputStream input) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("tiff").next();
        try {
            requireTiff(reader, input);
            reader.setInput(input);
            int pages = reader.getNumImages(true);
            requireImageJPlanes(reader, pages);
            return stack(planes(reader, pages));
        } finally {
            reader.dispose();
        }
    }

    private static void requireTiff(ImageReader reader, ImageInputStream input) throws IOException {
        if (input.read() < 0) {
            throw new NotAStackException("it is empty. Save the stack anew.");
        }
        input.seek(0);
        if (!reader.getOriginatingProvider().canDecodeInput(input)) {
            throw new NotAStackException("it is no TIFF file. Save the stack as TIFF.");
        }
    }

    private static List<Raster> planes(ImageReader reader, int pages) throws IOException {
        List<Raster> planes = new ArrayList<>();
        for (int page = 0; page < pages; page++) {
            planes.add(plane(page, reader.read(page)));
        }
        requireOneSize(planes);
        return planes;
    }

    private static Raster plane(int page, BufferedImage image) throws NotAStackException {
        if (image.getRaster().getNumBands() != 1 || image.getColorModel() instanceof IndexColorModel) {
            throw new NotAStackException(
                    "page %d is in colour. Save it as grey values, in ImageJ by Image > Type.".formatted(page + 1));
        }
        return image.getRaster();
    }

    private static void requireOneSize(List<Raster> planes) throws NotAStackException {
        Raster first = planes.get(0);
        for (int i = 1; i < planes.size(); i++) {
            Raster plane = planes.get(i);
            if (plane.getWidth() != first.getWidth() || plane.getHeight() != first.getHeight()) {
                throw new NotAStackException("page %d is %d x %d pixels, page 1 is %d x %d. Save pages of one size."
                        .formatted(i + 1, plane.getHeight(), plane.getWidth(), first.getHeight(), first.getWidth()));
            }
        }
    }

    private static Volume stack(List<Raster> planes) {
        Raster first = planes.get(0);
        Shape shape = new Shape(planes.size(), first.getHeight(), first.getWidth());
        float[] voxels = new float[shape.size()];
        float[] samples = new float[shape.height() * shape.width()];
        for (int z = 0; z < planes.size(); z++) {
            Raster plane = planes.get(z);
            plane.getSamples(0, 0, shape.width(), shape.height(), 0, samples);
            System.arraycopy(samples, 0, voxels, z * samples.length, samples.length);
        }
        return new Volume(shape, voxels);
    }

    private static void requireImageJPlanes(ImageReader reader, int pages) throws IOException {
        Matcher counts = IMAGEJ_COUNT.matcher(description(reader.getImageMetadata(0)));
        while (counts.find()) {
            int expected = counts.group(1).equals("images") ? pages : 1;
            if (Integer.parseInt(counts.group(2)) != expected) {
                throw new NotAStackException("""
                        ImageJ describes it by "%s", and it has %d pages. \
                        Save one channel and time point, below 4 GB.""".formatted(counts.group(), pages));
            }
        }
    }

    /** Returns what ImageJ wrote about the stack; the empty string if another program wrote it. */
    private static String description(IIOMetadata metadata) throws IIOException {
        TIFFField field =
                TIFFDirectory.createFromMetadata(metadata).getTIFFField(BaselineTIFFTagSet.TAG_IMAGE_DESCRIPTION);
        String text = field == null ? "" : field.getAsString(0);
        return text.startsWith("ImageJ=") ? text : "";
    }

    private static UncheckedIOException failure(Path file, String why, Exception cause) {
        IOException io = cause instanceof IOException already ? already : new IOException(cause);
        return new UncheckedIOException("Cannot read TIFF stack \"%s\": %s".formatted(file, why), io);
    }

    /** The file can be read, but not as planes of one volume. */
    private static final class NotAStackException extends IOException {

        @Serial
        private static final long serialVersionUID = 1L;

        private final String why;

        NotAStackException(String why) {
            super(why);
            this.why = why;
        }
    }
}
