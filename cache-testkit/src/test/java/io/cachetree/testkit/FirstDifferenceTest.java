package io.cachetree.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cachetree.codec.Codec;
import io.cachetree.codec.CodecProvider;
import io.cachetree.codec.Codecs;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the codecs name the first difference of two results. */
class FirstDifferenceTest {

    record Region(String name, double density, @Nullable String note) {}

    record Report(List<Region> regions, Map<String, Integer> counts, Set<String> tags) {}

    @TempDir
    private Path temp;

    private int entries;

    private Optional<String> difference(Type type, Object before, Object now) throws IOException {
        return difference(Codecs.of(List.of()).codecFor(type), before, now);
    }

    @SuppressWarnings("unchecked") // found by that very type
    private Optional<String> difference(Codec<?> codec, Object before, Object now) throws IOException {
        Codec<Object> known = (Codec<Object>) codec;
        return known.firstDifference(entry(known, before), entry(known, now));
    }

    private CodecEntry entry(Codec<Object> codec, Object value) throws IOException {
        CodecEntry entry = CodecEntry.in(temp.resolve("entry-" + entries++));
        codec.encode(value, entry);
        return entry;
    }

    /** Declares generic types. */
    interface Declared {
        Set<String> setOfStrings();

        List<String> listOfStrings();
    }

    private static Type returnTypeOf(String method) {
        return Stream.of(Declared.class.getDeclaredMethods())
                .filter(each -> each.getName().equals(method))
                .findFirst()
                .orElseThrow()
                .getGenericReturnType();
    }

    private static Report report(double density, @Nullable String note, String... tags) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (String tag : tags) {
            counts.put(tag, 1);
        }
        return new Report(List.of(new Region("a", 0.1, null), new Region("b", density, note)), counts, Set.of(tags));
    }

    @Test
    void numberInARecordIsNamedByItsPath() throws IOException {
        assertThat(difference(Report.class, report(0.41, null), report(0.42, null)))
                .contains("$.regions[1].density: 0.41 -> 0.42");
    }

    @Test
    void lastDigitOfANumberCounts() throws IOException {
        assertThat(difference(double.class, 0.1 + 0.2, 0.3)).contains("$: 0.30000000000000004 -> 0.3");
        assertThat(difference(double.class, 0.0, -0.0)).contains("$: 0.0 -> -0.0");
        assertThat(difference(double.class, Double.NaN, Double.NaN)).isEmpty();
    }

    @Test
    void textIsQuotedAndNullIsAWord() throws IOException {
        assertThat(difference(Report.class, report(1, null), report(1, "dim\n")))
                .contains("$.regions[1].note: null -> \"dim\\n\"");
    }

    @Test
    void numberOfElementsCounts() throws IOException {
        Type type = int[][][].class;
        assertThat(difference(type, new int[][][] {{{1, 2}}}, new int[][][] {{{1, 2, 3}}}))
                .contains("$[0][0]: 2 elements -> 3 elements");
    }

    @Test
    void orderOfMapsAndSetsDoesNotCount() throws IOException {
        assertThat(difference(Report.class, report(1, null, "x", "y", "z"), report(1, null, "z", "x", "y")))
                .isEmpty();
        Set<String> forward = new TreeSet<>(List.of("a", "b"));
        Set<String> backward = new LinkedHashSet<>(List.of("b", "a"));
        assertThat(difference(returnTypeOf("setOfStrings"), forward, backward)).isEmpty();
    }

    @Test
    void orderOfAListCounts() throws IOException {
        assertThat(difference(returnTypeOf("listOfStrings"), List.of("a", "b"), List.of("b", "a")))
                .contains("$[0]: \"a\" -> \"b\"");
    }

    @Test
    void entryOfAMapThatIsMissingIsNamed() throws IOException {
        assertThat(difference(Report.class, report(1, null, "x"), report(1, null, "y")))
                .contains("$.counts.x: 1 -> missing");
        assertThat(difference(Report.class, report(1, null), report(1, null, "left\nlobe")))
                .contains("$.counts[\"left\\nlobe\"]: missing -> 1");
    }

    @Test
    void elementOfAnArrayIsNamedByItsIndex() throws IOException {
        float[] before = new float[20_000];
        float[] now = before.clone();
        now[15_000] = 0.5f;
        now[16_000] = 0.5f;

        assertThat(difference(float[].class, before, now)).contains("result.npy[15000]: 0.0 -> 0.5");
        assertThat(difference(boolean[].class, new boolean[1], new boolean[] {true}))
                .contains("result.npy[0]: false -> true");
        assertThat(difference(long[][].class, new long[2][2], new long[][] {{0, 0}, {0, 7}}))
                .contains("result.npy[1, 1]: 0 -> 7");
    }

    @Test
    void shapeOfAnArrayIsNamed() throws IOException {
        assertThat(difference(int[][].class, new int[2][3], new int[3][2]))
                .contains("result.npy: shape [2, 3] -> [3, 2]");
    }

    @Test
    void pixelOfAnImageIsNamed() throws IOException {
        BufferedImage before = new BufferedImage(4, 3, BufferedImage.TYPE_BYTE_GRAY);
        BufferedImage now = new BufferedImage(4, 3, BufferedImage.TYPE_BYTE_GRAY);
        now.getRaster().setSample(2, 1, 0, 200);

        assertThat(difference(BufferedImage.class, before, now)).contains("result.png, pixel (2, 1): [0] -> [200]");
        assertThat(difference(BufferedImage.class, before, new BufferedImage(3, 3, BufferedImage.TYPE_BYTE_GRAY)))
                .contains("result.png: 4 x 3 pixels of 1 samples -> 3 x 3 pixels of 1 samples");
    }

    @Test
    void byteOfBytesIsNamed() throws IOException {
        assertThat(difference(byte[].class, new byte[] {1, 2}, new byte[] {1, 74}))
                .contains("result.bin, byte 1: 02 -> 4a");
        assertThat(difference(byte[].class, new byte[70_000], new byte[70_001]))
                .contains("result.bin, byte 70000: end -> 00");
    }

    @Test
    void toleranceIsForItsTypesOnly() throws IOException {
        Codecs codecs = Codecs.of(List.of(CodecProvider.tolerant(1e-6, double[].class, Report.class)));

        assertThat(difference(codecs.codecFor(double[].class), new double[] {1e9}, new double[] {1e9 + 1}))
                .isEmpty();
        assertThat(difference(codecs.codecFor(double[].class), new double[] {1e3}, new double[] {1e3 + 1}))
                .contains("result.npy[0]: 1000.0 -> 1001.0");
        assertThat(difference(codecs.codecFor(Report.class), report(1e9, null), report(1e9 + 1, null)))
                .isEmpty();
        assertThat(difference(codecs.codecFor(float[].class), new float[] {1}, new float[] {1 + 1e-7f}))
                .isPresent();
    }

    @Test
    void toleranceThatIsNoneIsRefused() {
        assertThatThrownBy(() -> CodecProvider.tolerant(-1, double.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cannot compare numbers with a relative tolerance of -1.0: it must be from 0 to below 1. "
                        + "Use 1e-9.");
    }

    /** A codec that says nothing about differences, and has no JSON. */
    private static final class Tables implements Codec<List<String>> {

        @Override
        public String id() {
            return "tables";
        }

        @Override
        public void encode(List<String> value, Target target) throws IOException {
            for (int i = 0; i < value.size(); i++) {
                Path file = target.directory().resolve("rows/" + i + ".csv");
                Files.createDirectories(target.directory().resolve("rows"));
                Files.writeString(file, value.get(i));
            }
        }

        @Override
        public List<String> decode(Source source) throws IOException {
            List<String> rows = new ArrayList<>();
            for (String name : new TreeSet<>(source.files())) {
                rows.add(Files.readString(source.directory().resolve(name)));
            }
            return rows;
        }
    }

    @Test
    void withoutAWordOfTheCodecFilesAreComparedByteByByte() throws IOException {
        assertThat(difference(new Tables(), List.of("a", "bc"), List.of("a", "bc")))
                .isEmpty();
        assertThat(difference(new Tables(), List.of("a", "bc"), List.of("a", "bd")))
                .contains("rows/1.csv, byte 1: 63 -> 64");
        assertThat(difference(new Tables(), List.of("a", "bc"), List.of("a")))
                .contains("rows/1.csv, it is missing now");
        assertThat(difference(new Tables(), List.of("a"), List.of("a", "bc")))
                .contains("rows/1.csv, it was not there before");
    }
}
