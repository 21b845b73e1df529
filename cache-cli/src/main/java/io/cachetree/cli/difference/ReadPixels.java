package io.cachetree.cli.difference;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * An image or array that was read into memory as its file has it: PNG and npy. Its elements become numbers block by block, which take up to
 * eight times as much.
 *
 * @param shape the length of each dimension
 * @param type what its numbers are
 * @param samples how many of them make a pixel
 * @param source gives the elements
 */
record ReadPixels(List<Long> shape, String type, int samples, Source source) implements Pixels {

    private static final int BLOCK = 1 << 20;
    private static final int MOST_BYTES_OF_A_PIXEL = 8;
    private static final int NPY_PREFIX = 10;
    private static final Pattern NPY = Pattern.compile(
            "\\{'descr': '([<>|=]?)([a-z][0-9])', 'fortran_order': False, 'shape': \\(([0-9, ]*)\\), \\}\\s*");

    /** Gives the elements of some rows, which are what the first dimension counts, in C order. */
    @FunctionalInterface
    interface Source {
        Elements read(int firstRow, int rows);
    }

    static ReadPixels png(InputStream in, Effort effort) throws IOException {
        try (ImageInputStream stream = ImageIO.createImageInputStream(in)) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
            if (!readers.hasNext()) {
                throw new IOException("it is no image");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(stream);
                return png(reader, effort);
            } finally {
                reader.dispose();
            }
        }
    }

    private static ReadPixels png(ImageReader reader, Effort effort) throws IOException {
        effort.requireMemory((long) MOST_BYTES_OF_A_PIXEL * reader.getWidth(0) * reader.getHeight(0));
        Raster raster = inItsColours(reader.read(0)).getData();
        int width = raster.getWidth();
        int bands = raster.getNumBands();
        return new ReadPixels(
                List.of((long) raster.getHeight(), (long) width, (long) bands),
                raster.getSampleModel().getSampleSize(0) + " bit",
                bands,
                (first, rows) -> Elements.of(raster.getPixels(0, first, width, rows, (double[]) null)));
    }

    /** Numbers of a palette mean nothing without it. */
    private static BufferedImage inItsColours(BufferedImage image) {
        if (!(image.getColorModel() instanceof IndexColorModel)) {
            return image;
        }
        BufferedImage colours = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = colours.createGraphics();
        graphics.drawImage(image, 0, 0, null);
        graphics.dispose();
        return colours;
    }

    static ReadPixels npy(InputStream in) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
        int length = Short.toUnsignedInt(bytes.getShort(NPY_PREFIX - Short.BYTES));
        String header = new String(bytes.array(), NPY_PREFIX, length, StandardCharsets.ISO_8859_1);
        Matcher parts = NPY.matcher(header);
        if (!parts.matches()) {
            throw new IOException("only arrays of numbers in C order are compared");
        }
        List<Long> shape = Stream.of(parts.group(3).split(", ?"))
                .filter(text -> !text.isBlank())
                .map(Long::valueOf)
                .toList();
        ByteBuffer elements = bytes.slice(NPY_PREFIX + length, bytes.capacity() - NPY_PREFIX - length)
                .order(parts.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        String type = parts.group(2);
        int row = Math.toIntExact(elementsOfARow(shape));
        return new ReadPixels(
                shape,
                type,
                1,
                (first, rows) -> elements(elements, type, IntStream.range(first * row, (first + rows) * row)));
    }

    private static Elements elements(ByteBuffer bytes, String type, IntStream places) {
        if (type.equals("i8") || type.equals("u8")) {
            long[] exact = places.mapToLong(i -> bytes.getLong(i * Long.BYTES)).toArray();
            return Elements.of(exact, exact.length, type.equals("u8"));
        }
        return Elements.of(places.mapToDouble(element(bytes, type)).toArray());
    }

    private static long elementsOfARow(List<Long> shape) {
        return shape.stream().skip(1).mapToLong(Long::longValue).reduce(1, Math::multiplyExact);
    }

    private static IntToDoubleFunction element(ByteBuffer bytes, String type) {
        return switch (type) {
            case "b1", "u1" -> i -> bytes.get(i) & 0xff;
            case "i1" -> bytes::get;
            case "u2" -> i -> bytes.getShort(i * Short.BYTES) & 0xffff;
            case "i2" -> i -> bytes.getShort(i * Short.BYTES);
            case "i4" -> i -> bytes.getInt(i * Integer.BYTES);
            case "u4" -> i -> Integer.toUnsignedLong(bytes.getInt(i * Integer.BYTES));
            case "f4" -> i -> bytes.getFloat(i * Float.BYTES);
            case "f8" -> i -> bytes.getDouble(i * Double.BYTES);
            default -> throw new IllegalArgumentException("an array of " + type);
        };
    }

    @Override
    public Meaning meaning() {
        return Meaning.VALUES;
    }

    /** Whole rows, as many as make a block. */
    @Override
    public List<Integer> block() {
        long rows = Math.max(1, BLOCK / Math.max(1, elementsOfARow(shape)));
        return LongStream.concat(LongStream.of(rows), shape.stream().skip(1).mapToLong(Long::longValue))
                .limit(shape.size())
                .mapToObj(Math::toIntExact)
                .toList();
    }

    @Override
    public Elements read(long[] min, int[] size) {
        return shape.isEmpty() ? source.read(0, 1) : source.read(Math.toIntExact(min[0]), size[0]);
    }
}
