package io.cachetree.codec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.cachetree.codec.internal.Tolerance;
import io.cachetree.tree.InvalidStepException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpyFormatTest {

    static List<Object> arrays() {
        return List.of(
                new boolean[] {true, false},
                new byte[][] {{-1, 0}, {1, 127}},
                new char[] {'a', '\uFFFF'},
                new short[] {Short.MIN_VALUE, 5},
                new int[] {Integer.MIN_VALUE, 5},
                new long[] {Long.MIN_VALUE, (1L << 53) + 1},
                new float[] {Float.NaN, -0.0f, 0.1f},
                new double[] {Double.NaN, -0.0, 0.1},
                new double[0],
                new double[][] {{1, 2, 3}, {4, 5, 6}},
                new boolean[][] {{true}, {false}},
                new float[2][0],
                new long[100_000],
                new char[3][30_000]);
    }

    @ParameterizedTest
    @MethodSource("arrays")
    void arraysComeBack(Object array) throws IOException {
        assertThat(read(formatOf(array), write(array))).isEqualTo(array);
    }

    @Test
    void fileIsThatOfTheFormatsDefinition() throws IOException {
        String header = "{'descr': '<i2', 'fortran_order': False, 'shape': (2, 1), }";

        byte[] file = write(new short[][] {{1}, {-2}});

        assertThat(file).hasSize(128 + 4);
        assertThat(new String(file, 0, 10, ISO_8859_1)).isEqualTo("\u0093NUMPY\1\0v\0");
        assertThat(new String(file, 10, 118, ISO_8859_1)).startsWith(header).endsWith(" \n");
        assertThat(new String(file, 10, 118, ISO_8859_1).strip()).isEqualTo(header);
        assertThat(file).endsWith(1, 0, 0xFE, 0xFF);
    }

    @Test
    void bitsOfNotANumberSurvive() throws IOException {
        double payload = Double.longBitsToDouble(0x7ff8_0000_dead_beefL);

        double[] back = (double[]) read(formatOf(new double[0]), write(new double[] {payload}));

        assertThat(Double.doubleToRawLongBits(back[0])).isEqualTo(0x7ff8_0000_dead_beefL);
    }

    @Test
    void raggedRowsAreRefusedByTheirNumber() {
        assertThatThrownBy(() -> write(new int[][] {{1, 2}, {3, 4}, {5}}))
                .isInstanceOf(InvalidStepException.class)
                .hasMessage("Cannot write the result as a NumPy array: row 2 has 1 elements, row 0 has 2."
                        + " Give all rows the same length, or return a List of arrays.");
    }

    @Test
    void nullRowIsRefusedByItsNumber() {
        assertThatThrownBy(() -> write(new int @Nullable [][] {{1}, null}))
                .isInstanceOf(InvalidStepException.class)
                .hasMessage("Cannot write the result as a NumPy array: row 1 is null. Return an array without null.");
    }

    @Test
    void rowsThatNoByteVouchesForAreRefused() {
        assertThatThrownBy(() -> write(new int[100_000][0]))
                .isInstanceOf(InvalidStepException.class)
                .hasMessageContaining("it has 100000 rows without elements");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'descr': '<f8', 'fortran_order': False, 'shape': (1000000000000,), }",
                "{'descr': '<f8', 'fortran_order': False, 'shape': (2000000000,), }",
                "{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }",
                "{'descr': '<f8', 'fortran_order': False, 'shape': (-1,), }",
                "{'descr': '<f8', 'fortran_order': False, 'shape': (), }",
                "{'descr': '<f8', 'fortran_order': False, 'shape': (1, 1), }",
                "{'descr': '<f8', 'fortran_order': True, 'shape': (1,), }",
                "{'descr': '>f8', 'fortran_order': False, 'shape': (1,), }",
                "{'descr': '<i8', 'fortran_order': False, 'shape': (1,), }",
                "{'descr': '|O', 'fortran_order': False, 'shape': (1,), }",
                "__import__('os').system('true')"
            })
    void headersThatDoNotFitTheFileAreRefused(String header) throws IOException {
        byte[] file = write(new double[] {1});
        byte[] damaged = new String(file, ISO_8859_1).getBytes(ISO_8859_1);
        System.arraycopy(" ".repeat(117).getBytes(ISO_8859_1), 0, damaged, 10, 117);
        System.arraycopy(header.getBytes(ISO_8859_1), 0, damaged, 10, header.length());

        assertThatThrownBy(() -> read(formatOf(new double[0]), damaged))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("Cannot read the NumPy array: ");
    }

    @Test
    void numberThatIsNoBooleanIsRefused() throws IOException {
        byte[] file = write(new boolean[] {true});
        file[file.length - 1] = 2;

        assertThatThrownBy(() -> read(formatOf(new boolean[0]), file))
                .isInstanceOf(IOException.class)
                .hasMessage("Cannot read the NumPy array: 2 is no boolean.");
    }

    @Test
    void numpySavesTheSameBytes(@TempDir Path directory) throws Exception {
        for (int i = 0; i < arrays().size(); i++) {
            Files.write(directory.resolve(i + ".npy"), write(arrays().get(i)));
        }

        numpy("for f in glob.glob('*.npy'): numpy.save('numpy-' + f, numpy.load(f))", directory);

        for (int i = 0; i < arrays().size(); i++) {
            Path theirs = directory.resolve("numpy-" + i + ".npy");
            assertThat(theirs).hasSameBinaryContentAs(directory.resolve(i + ".npy"));
            assertThat(read(formatOf(arrays().get(i)), Files.readAllBytes(theirs)))
                    .isEqualTo(arrays().get(i));
        }
    }

    @Test
    void numpySeesTheValues(@TempDir Path directory) throws Exception {
        Files.write(directory.resolve("a.npy"), write(new double[][] {{1.5, -0.0}, {Double.NaN, 4}}));

        assertThat(numpy("print(numpy.load('a.npy').tolist())", directory)).isEqualTo("[[1.5, -0.0], [nan, 4.0]]");
    }

    /** Runs a line of Python in a directory and returns what it printed; without NumPy, the test is skipped. */
    private static String numpy(String code, Path directory) throws IOException {
        String printed = python("import glob, numpy\n" + code, directory);
        assumeFalse(printed.contains("ModuleNotFoundError") || printed.contains("Cannot run program"), printed);
        return printed;
    }

    private static String python(String code, Path directory) {
        try {
            Process process = new ProcessBuilder("python3", "-c", code)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .start();
            return new String(process.getInputStream().readAllBytes(), UTF_8).strip();
        } catch (IOException noPython) {
            return noPython.toString();
        }
    }

    private static NpyFormat formatOf(Object array) {
        Class<?> component = array.getClass().getComponentType();
        int dimensions = component.isArray() ? 2 : 1;
        Class<?> element = component.isArray() ? component.getComponentType() : component;
        return new NpyFormat(NpyElement.of(element).orElseThrow(), dimensions, Tolerance.NONE);
    }

    private static byte[] write(Object array) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        formatOf(array).write(array, out);
        return out.toByteArray();
    }

    private static Object read(NpyFormat format, byte[] file) throws IOException {
        return format.read(new ByteArrayInputStream(file), file.length);
    }
}
