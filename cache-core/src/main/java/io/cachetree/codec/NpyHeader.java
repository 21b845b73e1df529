package io.cachetree.codec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The header of a {@code .npy} file, format version 1.0, for an array in C order.
 *
 * <p>It is written byte by byte as {@code numpy.save} does it, and read in that form only. Source:
 * <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">numpy.lib.format</a>.
 *
 * @param dtype NumPy's name of the element type, such as {@code <f8}
 * @param shape the length of each dimension, the slowest first
 */
record NpyHeader(String dtype, List<Integer> shape) {

    private static final byte[] MAGIC = "\u0093NUMPY\u0001\u0000".getBytes(ISO_8859_1);
    private static final int PREFIX = MAGIC.length + Short.BYTES;
    private static final int ALIGNMENT = 64;
    /** NumPy leaves room for the first dimension to grow to that many digits. */
    private static final int GROWTH_DIGITS = 21;

    private static final Pattern TEXT = Pattern.compile(
            "\\{'descr': '([<>|=a-z0-9]{1,8})', 'fortran_order': False, 'shape': \\(([0-9, ]*)\\), \\} *\n");

    NpyHeader {
        shape = List.copyOf(shape);
    }

    /** Returns the file up to the first element. */
    byte[] toBytes() {
        String text = padded("{'descr': '%s', 'fortran_order': False, 'shape': %s, }".formatted(dtype, tuple()));
        return ByteBuffer.allocate(PREFIX + text.length())
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MAGIC)
                .putShort((short) text.length())
                .put(text.getBytes(ISO_8859_1))
                .array();
    }

    private String padded(String text) {
        int growth = GROWTH_DIGITS - shape.get(0).toString().length();
        int length = PREFIX + text.length() + growth + 1;
        return text + " ".repeat(growth + ALIGNMENT - length % ALIGNMENT) + "\n";
    }

    private String tuple() {
        return shape.size() == 1
                ? "(%d,)".formatted(shape.get(0))
                : shape.stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")"));
    }

    /** Reads a file up to the first element. */
    static NpyHeader read(InputStream in) throws IOException {
        ByteBuffer prefix = ByteBuffer.allocate(PREFIX).order(ByteOrder.LITTLE_ENDIAN);
        readFully(in, prefix.array(), PREFIX);
        if (!prefix.slice(0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC))) {
            throw new IOException("Cannot read the NumPy array: it does not start like a .npy file of version 1.0.");
        }
        byte[] text = new byte[Short.toUnsignedInt(prefix.getShort(MAGIC.length))];
        readFully(in, text, text.length);
        return parse(new String(text, ISO_8859_1));
    }

    private static NpyHeader parse(String text) throws IOException {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IOException("Cannot read the NumPy array: its header \"%s\" is not one of CacheTree's."
                    .formatted(text.strip()));
        }
        return new NpyHeader(matcher.group(1), parseShape(matcher.group(2)));
    }

    private static List<Integer> parseShape(String shape) throws IOException {
        try {
            return Stream.of(shape.split(", ?")).map(Integer::valueOf).toList();
        } catch (NumberFormatException e) {
            throw new IOException("Cannot read the NumPy array: its shape is (%s).".formatted(shape), e);
        }
    }

    static void readFully(InputStream in, byte[] bytes, int length) throws IOException {
        if (in.readNBytes(bytes, 0, length) < length) {
            throw new EOFException("Cannot read the NumPy array: the file is too short.");
        }
    }
}
