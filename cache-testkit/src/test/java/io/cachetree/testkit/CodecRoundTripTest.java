package io.cachetree.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.codec.Codec;
import io.cachetree.codec.Codecs;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;

/** The codecs that come with CacheTree, each under the contract. */
class CodecRoundTripTest {

    private static final Codecs CODECS = Codecs.of(List.of());

    /** A contract for the codec of the test's own type argument. */
    abstract static class BuiltIn<T> extends CodecContract<T> {

        @Override
        @SuppressWarnings("unchecked") // found by that very type
        protected Codec<T> codec() {
            return (Codec<T>) CODECS.codecFor(type());
        }

        private Type type() {
            return ((ParameterizedType) getClass().getGenericSuperclass()).getActualTypeArguments()[0];
        }
    }

    record Cell(int id, @Nullable String label, double area) {}

    record Report(String name, List<Cell> cells, Map<String, Optional<Double>> densities) {}

    @Nested
    class Records extends BuiltIn<Report> {

        @Override
        protected List<Report> values(Path directory) {
            List<Cell> many = Stream.iterate(0, i -> i + 1)
                    .limit(1000)
                    .map(i -> new Cell(i, null, i / 3.0))
                    .toList();
            return List.of(
                    new Report("", List.of(), Map.of()),
                    new Report("\uD800", List.of(new Cell(1, null, Double.NaN)), Map.of("a", Optional.of(-0.0))),
                    new Report("many", many, Map.of("none", Optional.empty())));
        }
    }

    @Nested
    class Numbers extends BuiltIn<Long> {

        @Override
        protected List<Long> values(Path directory) {
            return List.of(0L, Long.MIN_VALUE, (1L << 53) + 1);
        }
    }

    @Nested
    class Optionals extends BuiltIn<Optional<Cell>> {

        @Override
        protected List<Optional<Cell>> values(Path directory) {
            return List.of(Optional.empty(), Optional.of(new Cell(1, "a", 2)));
        }
    }

    @Nested
    class Text extends BuiltIn<String> {

        @Override
        protected List<String> values(Path directory) {
            return List.of(
                    "",
                    "null",
                    "{}",
                    "line\r\nline\n\uFEFF\0",
                    "half \uD800",
                    "\u00e4\uD83D\uDE00".repeat(40_000),
                    "\0".repeat(60_000),
                    "x".repeat(70_000) + "\uDC00");
        }
    }

    @Nested
    class Bytes extends BuiltIn<byte[]> {

        @Override
        protected List<byte[]> values(Path directory) {
            return List.of(new byte[0], new byte[] {-1, 0, 1}, new byte[100_000]);
        }
    }

    @Nested
    class Doubles extends BuiltIn<double[]> {

        @Override
        protected List<double[]> values(Path directory) {
            return List.of(
                    new double[0],
                    new double[] {Double.NaN, -0.0, Double.MIN_VALUE},
                    new Random(1).doubles(20_000).toArray());
        }
    }

    @Nested
    class Images extends BuiltIn<BufferedImage> {

        @Override
        protected List<BufferedImage> values(Path directory) {
            return List.of(noise(BufferedImage.TYPE_INT_ARGB), noise(BufferedImage.TYPE_BYTE_BINARY));
        }

        private static BufferedImage noise(int type) {
            BufferedImage image = new BufferedImage(17, 5, type);
            Random random = new Random(1);
            for (int i = 0; i < 17 * 5; i++) {
                image.setRGB(i % 17, i / 17, random.nextInt());
            }
            return image;
        }

        @Override
        protected void assertSame(BufferedImage decoded, BufferedImage original) {
            assertThat(colorsOf(decoded)).isEqualTo(colorsOf(original));
        }

        private static int[] colorsOf(BufferedImage image) {
            return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // compared part by part
    record Field(double[] @Nullable [] cells, @Nullable String note, double threshold) {}

    record Segmented(Field field, int count, List<String> tags) {}

    @Nested
    class RecordsInParts extends BuiltIn<Segmented> {

        @Override
        protected List<Segmented> values(Path directory) {
            return List.of(
                    new Segmented(new Field(null, null, Double.NaN), 0, List.of()),
                    new Segmented(new Field(new double[0][0], "", -0.0), 1, List.of("a\n", "{}")),
                    new Segmented(new Field(new double[][] {{1, 2}, {3, 4}}, "x".repeat(70_000), 1e300), 2, List.of()));
        }

        @Override
        protected void assertSame(Segmented decoded, Segmented original) {
            assertThat(decoded)
                    .usingRecursiveComparison()
                    .withComparatorForType(Double::compare, Double.class)
                    .isEqualTo(original);
        }
    }

    @Nested
    class MapsInParts extends BuiltIn<Map<String, Field>> {

        @Override
        protected List<Map<String, Field>> values(Path directory) {
            Map<String, Field> two = new LinkedHashMap<>();
            two.put("z.1", new Field(new double[][] {{1}}, null, 1));
            two.put("a", null);
            return List.of(Map.of(), two, Map.of("a", new Field(new double[][] {{2}}, null, 1)));
        }

        @Override
        protected void assertSame(Map<String, Field> decoded, Map<String, Field> original) {
            assertThat(decoded)
                    .usingRecursiveComparison()
                    .withComparatorForType(Double::compare, Double.class)
                    .isEqualTo(original);
            assertThat(List.copyOf(decoded.keySet())).isEqualTo(List.copyOf(original.keySet()));
        }
    }

    @Nested
    class Tables extends BuiltIn<int[][]> {

        @Override
        protected List<int[][]> values(Path directory) {
            return List.of(new int[0][], new int[3][0], new int[][] {{1, 2, 3}, {4, 5, Integer.MIN_VALUE}});
        }
    }

    @Nested
    class Flags extends BuiltIn<boolean[]> {

        @Override
        protected List<boolean[]> values(Path directory) {
            return List.of(new boolean[] {true, false, true});
        }
    }

    @Nested
    class Paths extends BuiltIn<Path> {

        @Override
        protected List<Path> values(Path directory) throws IOException {
            Path file = Files.writeString(directory.resolve("a.txt"), "a");
            Path deep = Files.createDirectories(directory.resolve("labels.zarr/\u00e4"));
            return List.of(file, deep, directory);
        }

        @Override
        protected void assertSame(Path decoded, Path original) {
            assertThat(decoded).isEqualTo(original);
        }
    }

    @Nested
    class PathLists extends BuiltIn<List<Path>> {

        @Override
        protected List<List<Path>> values(Path directory) throws IOException {
            Path a = Files.writeString(directory.resolve("a.txt"), "a");
            Path b = Files.writeString(directory.resolve("b.txt"), "b");
            return List.of(List.of(), List.of(b, a, b));
        }
    }

    @Nested
    class Nothing extends BuiltIn<Void> {

        @Override
        protected List<Void> values(Path directory) {
            return new ArrayList<>(Arrays.asList((Void) null));
        }
    }
}
