package io.cachetree.codec;

import io.cachetree.codec.internal.Tolerance;
import io.cachetree.tree.InvalidStepException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Array;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Arrays of a primitive type, with one or two dimensions, as NumPy's {@code .npy}: little endian, in C order.
 *
 * <ul>
 *   <li>{@code numpy.load} opens the file. {@code char} is unsigned 16 bit there.
 *   <li>All bits survive, also those of a NaN.
 *   <li>The rows of a two-dimensional array have one length, else the array is refused.
 * </ul>
 *
 * <p>Thread safety: may be used by many threads at the same time.
 */
final class NpyFormat implements FileCodec.Format<Object> {

    private static final int BUFFER_SIZE = 64 * 1024;

    /** Rows without elements cost memory that no byte of the file vouches for. */
    private static final int MAX_EMPTY_ROWS = 1 << 16;

    private final NpyElement element;
    private final int dimensions;
    private final Tolerance tolerance;

    /** Creates the format for arrays with one or two dimensions. */
    NpyFormat(NpyElement element, int dimensions, Tolerance tolerance) {
        this.element = element;
        this.dimensions = dimensions;
        this.tolerance = tolerance;
    }

    @Override
    public void write(Object array, OutputStream out) throws IOException {
        List<Integer> shape = dimensions == 1 ? List.of(Array.getLength(array)) : shapeOf((@Nullable Object[]) array);
        out.write(new NpyHeader(element.dtype(), shape).toBytes());
        byte[] buffer = new byte[BUFFER_SIZE];
        for (Object row : rowsOf(array)) {
            element.write(row, buffer, out);
        }
    }

    @Override
    public Object read(InputStream in, long size) throws IOException {
        NpyHeader header = NpyHeader.read(in);
        requireFit(header, size);
        Object array = Array.newInstance(
                element.type(),
                header.shape().stream().mapToInt(Integer::intValue).toArray());
        byte[] buffer = new byte[BUFFER_SIZE];
        for (Object row : rowsOf(array)) {
            element.read(in, buffer, row);
        }
        return array;
    }

    @Override
    public Optional<String> firstDifference(FileCodec.Opened before, FileCodec.Opened now) throws IOException {
        NpyHeader first = NpyHeader.read(before.in());
        NpyHeader second = NpyHeader.read(now.in());
        requireFit(first, before.size());
        requireFit(second, now.size());
        return first.equals(second)
                ? new NpyDifference(element, tolerance, first.shape()).between(before.in(), now.in())
                : Optional.of(": shape %s -> %s".formatted(first.shape(), second.shape()));
    }

    private Object[] rowsOf(Object array) {
        return dimensions == 1 ? new Object[] {array} : (Object[]) array;
    }

    private static List<Integer> shapeOf(@Nullable Object[] rows) {
        int columns = rows.length == 0 ? 0 : lengthOf(rows, 0);
        for (int row = 1; row < rows.length; row++) {
            requireLength(columns, lengthOf(rows, row), row);
        }
        requireFewEmptyRows(rows.length, columns);
        return List.of(rows.length, columns);
    }

    private static int lengthOf(@Nullable Object[] rows, int index) {
        Object row = rows[index];
        if (row == null) {
            throw refused("row %d is null".formatted(index), "Return an array without null.");
        }
        return Array.getLength(row);
    }

    private static void requireLength(int expected, int actual, int row) {
        if (actual != expected) {
            throw refused(
                    "row %d has %d elements, row 0 has %d".formatted(row, actual, expected),
                    "Give all rows the same length, or return a List of arrays.");
        }
    }

    private static void requireFewEmptyRows(int rows, int columns) {
        if (columns == 0 && rows > MAX_EMPTY_ROWS) {
            throw refused("it has %d rows without elements".formatted(rows), "Return fewer rows.");
        }
    }

    private static InvalidStepException refused(String why, String whatToDo) {
        return new InvalidStepException("Cannot write the result as a NumPy array: %s. %s".formatted(why, whatToDo));
    }

    /** Makes sure that the file has the bytes that its header promises, before anything is allocated for them. */
    private void requireFit(NpyHeader header, long size) throws IOException {
        long length = element.size();
        for (int dimension : header.shape()) {
            length = Math.multiplyExact(length, dimension);
        }
        boolean fits = header.dtype().equals(element.dtype())
                && header.shape().size() == dimensions
                && header.toBytes().length + length == size
                && (length > 0 || header.shape().get(0) <= MAX_EMPTY_ROWS);
        if (!fits) {
            throw new IOException("Cannot read the NumPy array: %s does not fit %d dimensions of %s in %d bytes."
                    .formatted(header, dimensions, element.dtype(), size));
        }
    }
}
