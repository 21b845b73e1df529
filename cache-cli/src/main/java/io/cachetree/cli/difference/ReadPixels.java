package io.cachetree.cli.difference;

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
 * @param source gives the elements
 */
record ReadPixels(List<Long> shape, String type, Source source) implements Pixels {

    private static final int BLOCK = 1 << 20;
    private static final int MOST_BYTES_OF_A_PIXEL = 8;
    private static final int NPY_PREFIX = 10;
    private static final Pattern NPY = Pattern.compile(
            "\\{'descr': '[<>|=]?([a-z][0-9])', 'fortran_order': False, 'shape': \\(([0-9, ]*)\\), \\}\\s*");

    /** Gives elements of some rows, which are what the first dimension counts, in C order. */
    @FunctionalInterface
    interface Source {
        double[] read(int firstRow, int rows);
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
        Raster raster = reader.read(0).getData();
        int width = raster.getWidth();
        List<Long> shape = List.of((long) raster.getHeight(), (long) width, (long) raster.getNumBands());
        return new ReadPixels(
                shape,
                raster.getSampleModel().getSampleSize(0) + " bit",
                (first, rows) -> raster.getPixels(0, first, width, rows, (double[]) null));
    }

    static ReadPixels npy(InputStream in) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
        int length = Short.toUnsignedInt(bytes.getShort(NPY_PREFIX - Short.BYTES));
        String header = new String(bytes.array(), NPY_PREFIX, length, StandardCharsets.ISO_8859_1);
        Matcher parts = NPY.matcher(header);
        if (!parts.matches()) {
            throw new IOException("its header is not one of CacheTree's");
        }
        List<Long> shape = Stream.of(parts.group(2).split(", ?"))
                .filter(text -> !text.isBlank())
                .map(Long::valueOf)
                .toList();
        ByteBuffer elements = bytes.slice(NPY_PREFIX + length, bytes.capacity() - NPY_PREFIX - length)
                .order(ByteOrder.LITTLE_ENDIAN);
        IntToDoubleFunction element = element(elements, parts.group(1));
        int row = Math.toIntExact(elementsOfARow(shape));
        return new ReadPixels(
                shape,
                parts.group(1),
                (first, rows) -> IntStream.range(first * row, (first + rows) * row)
                        .mapToDouble(element)
                        .toArray());
    }

    private static long elementsOfARow(List<Long> shape) {
        return shape.stream().skip(1).mapToLong(Long::longValue).reduce(1, Math::multiplyExact);
    }

    private static IntToDoubleFunction element(ByteBuffer bytes, String type) throws IOException {
        return switch (type) {
            case "b1", "u1" -> i -> bytes.get(i) & 0xff;
            case "i1" -> bytes::get;
            case "u2" -> i -> bytes.getShort(i * Short.BYTES) & 0xffff;
            case "i2" -> i -> bytes.getShort(i * Short.BYTES);
            case "i4" -> i -> bytes.getInt(i * Integer.BYTES);
            case "i8" -> i -> bytes.getLong(i * Long.BYTES);
            case "f4" -> i -> bytes.getFloat(i * Float.BYTES);
            case "f8" -> i -> bytes.getDouble(i * Double.BYTES);
            default -> throw new IOException("its elements are of an unknown type");
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
        return Elements.of(shape.isEmpty() ? source.read(0, 1) : source.read(Math.toIntExact(min[0]), size[0]));
    }
}
