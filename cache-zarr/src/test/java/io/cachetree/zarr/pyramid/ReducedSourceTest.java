package io.cachetree.zarr.pyramid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cachetree.zarr.array.ArrayFiles;
import io.cachetree.zarr.array.ArrayStore;
import io.cachetree.zarr.array.StoredArray;
import io.cachetree.zarr.metadata.ArraySpec;
import io.cachetree.zarr.metadata.ElementType;
import java.io.IOException;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Blocks that are made smaller, compared with what is computed an element at a time. */
class ReducedSourceTest {

    private static final List<List<Integer>> FACTORS =
            List.of(List.of(1, 2, 2), List.of(2, 2, 2), List.of(2, 1, 2), List.of(1, 2, 1), List.of(1, 1, 1));

    @TempDir
    private Path directory;

    private int arrays;

    @Test
    void eachTypeAndReductionIsAsComputedNaively() throws IOException {
        long seed = new Random().nextLong();
        System.out.println("ReducedSourceTest: seed " + seed);
        Random random = new Random(seed);
        for (ElementType type : ElementType.values()) {
            if (type != ElementType.FLOAT16) {
                StoredArray array = write(type, random, 5, 7, 9);
                for (Reduction reduction : Reduction.values()) {
                    for (List<Integer> factors : FACTORS) {
                        assertThat(reduce(array, factors, reduction))
                                .as("seed %d: %s of %s by %s", seed, reduction, type, factors)
                                .isEqualTo(naively(array, factors, reduction));
                    }
                }
            }
        }
    }

    @Test
    void blockIsTheSamePartOfTheWhole() throws IOException {
        StoredArray array = write(ElementType.UINT16, new Random(1), 5, 7, 9);
        ReducedSource source = ReducedSource.of(array, List.of(2, 2, 2), Reduction.MEAN);
        short[] whole = (short[]) reduce(array, List.of(2, 2, 2), Reduction.MEAN);
        short[] block = new short[2 * 2 * 3];
        source.copy(new long[] {1, 2, 2}, new int[] {2, 2, 3}, block);
        for (int i = 0; i < block.length; i++) {
            int z = 1 + i / 6;
            int y = 2 + i / 3 % 2;
            int x = 2 + i % 3;
            assertThat(block[i]).isEqualTo(whole[(z * 4 + y) * 5 + x]);
        }
    }

    @Test
    void meanOfIntegersRoundsHalvesUpwards() throws IOException {
        assertThat(reduceRow(ElementType.INT16, new short[] {2, 3, -2, -3, 7, 7, 9}, Reduction.MEAN))
                .isEqualTo(new short[] {3, -2, 7, 9});
        assertThat(reduceRow(ElementType.UINT8, new byte[] {(byte) 255, (byte) 254, 0, 1}, Reduction.MEAN))
                .isEqualTo(new byte[] {(byte) 255, 1});
    }

    @Test
    void meanOfTheGreatestIntegersDoesNotOverflow() throws IOException {
        long max = Long.MAX_VALUE;
        long min = Long.MIN_VALUE;
        assertThat(reduceRow(
                        ElementType.INT64, new long[] {max, max, min, min, max, min, max, max - 1}, Reduction.MEAN))
                .isEqualTo(new long[] {max, min, 0, max});
        assertThat(reduceRow(ElementType.UINT64, new long[] {-1, -1, 0, -1}, Reduction.MEAN))
                .isEqualTo(new long[] {-1, min});
        assertThat(reduceRow(ElementType.UINT64, new long[] {-1, 5}, Reduction.MAX))
                .isEqualTo(new long[] {-1});
    }

    @Test
    void nanIsLeftOutUnlessThereIsNothingElse() throws IOException {
        float nan = Float.NaN;
        float[] row = {1, nan, nan, nan, nan, 5, 2, 4};
        assertThat(reduceRow(ElementType.FLOAT32, row, Reduction.MEAN)).isEqualTo(new float[] {1, nan, 5, 3});
        assertThat(reduceRow(ElementType.FLOAT32, row, Reduction.MAX)).isEqualTo(new float[] {1, nan, 5, 4});
        assertThat(reduceRow(ElementType.FLOAT32, row, Reduction.MODE)).isEqualTo(new float[] {1, nan, nan, 2});
    }

    @Test
    void modeIsTheMostFrequentAndTheFirstOfSeveral() throws IOException {
        assertThat(reduceSquare(7, 3, 3, 7)).as("a tie").isEqualTo(7);
        assertThat(reduceSquare(0, 9, 9, 0)).as("a tie with the background").isEqualTo(0);
        assertThat(reduceSquare(9, 0, 0, 9)).as("a tie with the background").isEqualTo(9);
        assertThat(reduceSquare(1, 2, 3, 4)).as("all differ").isEqualTo(1);
        assertThat(reduceSquare(1, 2, 3, 2)).as("two are the same").isEqualTo(2);
        assertThat(reduceSquare(1, 5, 5, 5)).as("three are the same").isEqualTo(5);
    }

    @Test
    void factorsOtherThanOneAndTwoAreRefused() throws IOException {
        StoredArray array = write(ElementType.UINT8, new Random(1), 4, 4, 4);
        assertThatThrownBy(() -> ReducedSource.of(array, List.of(1, 3, 2), Reduction.MEAN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Cannot reduce an array of shape [4, 4, 4] by [1, 3, 2]: it is 1 or 2 in each dimension. Give such factors.");
    }

    private int reduceSquare(int... square) throws IOException {
        StoredArray array = write(ArraySpec.of(ElementType.INT32, 2, 2), square);
        return ((int[]) reduce(array, List.of(2, 2), Reduction.MODE))[0];
    }

    private Object reduceRow(ElementType type, Object row, Reduction reduction) throws IOException {
        return reduce(write(ArraySpec.of(type, Array.getLength(row)), row), List.of(2), reduction);
    }

    private static Object reduce(StoredArray array, List<Integer> factors, Reduction reduction) throws IOException {
        int[] size = ReducedSource.shape(array.spec().shape(), factors).stream()
                .mapToInt(Long::intValue)
                .toArray();
        Object into = array.spec().type().newArray(Arrays.stream(size).reduce(1, (a, b) -> a * b));
        ReducedSource.of(array, factors, reduction).copy(new long[size.length], size, into);
        return into;
    }

    private StoredArray write(ElementType type, Random random, int z, int y, int x) throws IOException {
        Object elements = type.newArray(z * y * x);
        for (int i = 0; i < z * y * x; i++) {
            boolean isFew = random.nextBoolean();
            set(type, elements, i, isFew ? random.nextInt(3) : random.nextLong(), random);
        }
        return write(ArraySpec.of(type, z, y, x).withChunks(2, 3, 4), elements);
    }

    private static void set(ElementType type, Object into, int at, long value, Random random) {
        switch (type) {
            case BOOL -> Array.setBoolean(into, at, (value & 1) != 0);
            case INT8, UINT8 -> Array.setByte(into, at, (byte) value);
            case INT16, UINT16 -> Array.setShort(into, at, (short) value);
            case INT32, UINT32 -> Array.setInt(into, at, (int) value);
            case INT64, UINT64 -> Array.setLong(into, at, value);
            case FLOAT16, FLOAT32 -> Array.setFloat(into, at, random.nextInt(5) == 0 ? Float.NaN : value % 1000);
            case FLOAT64 -> Array.setDouble(into, at, random.nextInt(5) == 0 ? Double.NaN : value % 1000);
        }
    }

    private StoredArray write(ArraySpec spec, Object elements) throws IOException {
        ArrayFiles files = ArrayFiles.local(directory.resolve(Integer.toString(arrays++)));
        StoredArray array = ArrayStore.zarr().create(files, spec);
        int[] shape = spec.shape().stream().mapToInt(Long::intValue).toArray();
        array.write(
                (min, size, into) -> {
                    int count = Arrays.stream(size).reduce(1, (a, b) -> a * b);
                    for (int i = 0; i < count; i++) {
                        Array.set(into, i, Array.get(elements, number(min, size, i, shape)));
                    }
                },
                Runnable::run);
        return array;
    }

    private static int number(long[] min, int[] size, int i, int[] shape) {
        int number = 0;
        int stride = 1;
        int rest = i;
        for (int d = shape.length - 1; d >= 0; d--) {
            number += stride * (int) (min[d] + rest % size[d]);
            rest /= size[d];
            stride *= shape[d];
        }
        return number;
    }

    private static Object naively(StoredArray array, List<Integer> factors, Reduction reduction) throws IOException {
        List<Long> shape = array.spec().shape();
        List<Long> small = ReducedSource.shape(shape, factors);
        Object all = array.read(new long[3], new int[] {5, 7, 9});
        Object into = array.spec().type().newArray((int) (small.get(0) * small.get(1) * small.get(2)));
        int at = 0;
        for (int z = 0; z < small.get(0); z++) {
            for (int y = 0; y < small.get(1); y++) {
                for (int x = 0; x < small.get(2); x++) {
                    List<Object> window = new ArrayList<>();
                    for (int i = z * factors.get(0); i < Math.min((z + 1) * factors.get(0), 5); i++) {
                        for (int j = y * factors.get(1); j < Math.min((y + 1) * factors.get(1), 7); j++) {
                            for (int k = x * factors.get(2); k < Math.min((x + 1) * factors.get(2), 9); k++) {
                                window.add(Array.get(all, (i * 7 + j) * 9 + k));
                            }
                        }
                    }
                    put(array.spec().type(), into, at++, naively(array.spec().type(), window, reduction));
                }
            }
        }
        return into;
    }

    private static void put(ElementType type, Object into, int at, Object value) {
        switch (type) {
            case FLOAT32 -> Array.setFloat(into, at, ((Number) value).floatValue());
            case FLOAT64 -> Array.setDouble(into, at, ((Number) value).doubleValue());
            case BOOL -> Array.setBoolean(into, at, value.equals(true) || value.equals(BigInteger.ONE));
            default -> {
                long bits = ((Number) value).longValue();
                set(type, into, at, bits, new Random());
            }
        }
    }

    private static Object naively(ElementType type, List<Object> window, Reduction reduction) {
        return switch (reduction) {
            case NEAREST -> window.get(0);
            case MODE -> {
                Object mode = window.get(0);
                for (Object each : window) {
                    mode = frequency(window, each) > frequency(window, mode) ? each : mode;
                }
                yield mode;
            }
            case MEAN -> type.isFloat() ? finite(window).average().orElse(Double.NaN) : mean(type, window);
            case MAX ->
                type.isFloat()
                        ? (Object) finite(window).max().orElse(Double.NaN)
                        : window.stream()
                                .map(each -> exact(type, each))
                                .max(BigInteger::compareTo)
                                .orElseThrow();
        };
    }

    private static int frequency(List<Object> window, Object value) {
        return Collections.frequency(window, value);
    }

    private static DoubleStream finite(List<Object> window) {
        return window.stream()
                .mapToDouble(each -> ((Number) each).doubleValue())
                .filter(each -> !Double.isNaN(each));
    }

    private static BigInteger mean(ElementType type, List<Object> window) {
        BigDecimal sum =
                window.stream().map(each -> new BigDecimal(exact(type, each))).reduce(BigDecimal.ZERO, BigDecimal::add);
        return sum.divide(BigDecimal.valueOf(window.size()))
                .add(new BigDecimal("0.5"))
                .setScale(0, RoundingMode.FLOOR)
                .toBigInteger();
    }

    private static BigInteger exact(ElementType type, Object value) {
        if (value instanceof Boolean isSet) {
            return isSet ? BigInteger.ONE : BigInteger.ZERO;
        }
        BigInteger signed = BigInteger.valueOf(((Number) value).longValue());
        return type.isUnsigned() ? signed.mod(BigInteger.ONE.shiftLeft(8 * type.size())) : signed;
    }
}
