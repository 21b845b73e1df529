package io.cachetree.cli.difference;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * An image or array that was read into memory: PNG and npy.
 *
 * @param shape the length of each dimension
 * @param type what its numbers are
 * @param values all of them, in C order
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares such arrays as records.
record ReadPixels(List<Long> shape, String type, double[] values) implements Pixels {

    private static final int NPY_PREFIX = 10;
    private static final Pattern NPY = Pattern.compile(
            "\\{'descr': '[<>|=]?([a-z][0-9])', 'fortran_order': False, 'shape': \\(([0-9, ]*)\\), \\}\\s*");

    static ReadPixels png(InputStream in) throws IOException {
        BufferedImage image = ImageIO.read(in);
        if (image == null) {
            throw new IOException("it is no image");
        }
        Raster raster = image.getData();
        int bands = raster.getNumBands();
        double[] values = raster.getPixels(0, 0, raster.getWidth(), raster.getHeight(), (double[]) null);
        List<Long> shape = List.of((long) raster.getHeight(), (long) raster.getWidth(), (long) bands);
        return new ReadPixels(shape, raster.getSampleModel().getSampleSize(0) + " bit", values);
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
        int count = (int) shape.stream().mapToLong(Long::longValue).reduce(1, Math::multiplyExact);
        return new ReadPixels(shape, parts.group(1), values(elements, parts.group(1), count));
    }

    private static double[] values(ByteBuffer bytes, String type, int count) throws IOException {
        IntToDoubleFunction element = switch (type) {
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
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = element.applyAsDouble(i);
        }
        return values;
    }

    @Override
    public Meaning meaning() {
        return Meaning.VALUES;
    }

    @Override
    public List<Integer> block() {
        return shape.stream().map(Long::intValue).toList();
    }

    /** Its one block is all of it. */
    @Override
    public Elements read(long[] min, int[] size) {
        return Elements.of(values);
    }
}
