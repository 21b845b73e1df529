package io.cachetree.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FingerprintsTest {

    private static final float OTHER_FLOAT_NAN = Float.intBitsToFloat(0xffc1_2345);
    private static final double OTHER_DOUBLE_NAN = Double.longBitsToDouble(0xfff8_0000_0000_0001L);

    private final Fingerprints fingerprints = Fingerprints.of(List.of());

    static Stream<List<?>> equalValues() {
        return Stream.of(
                List.of(new ArrayList<>(List.of("a", "b")), List.of("a", "b")),
                List.of(new CopyOnWriteArrayList<>(List.of(1, 2)), Arrays.asList(1, 2)),
                List.of(Collections.unmodifiableList(List.of(1)), Collections.singletonList(1)),
                List.of(new LinkedHashSet<>(List.of(1, 2, 3)), new TreeSet<>(Set.of(3, 2, 1))),
                List.of(Set.of("x", "y"), new HashSet<>(List.of("y", "x"))),
                List.of(new TreeMap<>(Map.of("a", 1, "b", 2)), inOrder("b", 2, "a", 1)),
                List.of(new HashMap<>(Map.of("a", List.of(1))), Map.of("a", List.of(1))),
                List.of(Map.entry("a", 1), new java.util.AbstractMap.SimpleEntry<>("a", 1)),
                List.of(Float.NaN, OTHER_FLOAT_NAN),
                List.of(Double.NaN, OTHER_DOUBLE_NAN),
                List.of(new float[] {1, Float.NaN}, new float[] {1, OTHER_FLOAT_NAN}),
                List.of(new double[] {1, Double.NaN}, new double[] {1, OTHER_DOUBLE_NAN}),
                List.of(new Options(0.4, Mode.OTSU, List.of("a")), new Options(0.4, Mode.OTSU, List.of("a"))),
                List.of(new int[][] {{1}, {2}}, new int[][] {{1}, {2}}),
                List.of(Optional.of(List.of()), Optional.of(new ArrayList<>())),
                List.of(new BigDecimal("1.50"), BigDecimal.valueOf(150, 2)));
    }

    @ParameterizedTest
    @MethodSource("equalValues")
    void equalValuesHaveEqualFingerprints(List<?> pair) {
        assertThat(fingerprints.of(pair.get(0))).isEqualTo(fingerprints.of(pair.get(1)));
    }

    @Test
    void differentValuesHaveDifferentFingerprints() {
        List<@Nullable Object> values = new ArrayList<>(distinctValues());

        assertThat(values.stream().map(fingerprints::of)).doesNotHaveDuplicates();
    }

    @Test
    void nothingIsToldApartByPlaceAlone() {
        List<@Nullable Object> values = distinctValues();

        assertThat(values.stream().map(Arrays::asList).map(fingerprints::of)).doesNotHaveDuplicates();
        assertThat(values.stream()
                        .map(FingerprintsTest::optional)
                        .map(fingerprints::of)
                        .distinct())
                .hasSize(values.size());
    }

    @Test
    void constantsWithABodyCountLikeOthers() {
        assertThat(fingerprints.of(Mode.MANUAL)).isEqualTo(fingerprints.of(Mode.valueOf("MANUAL")));
        assertThat(fingerprints.shows(Mode.MANUAL)).isEqualTo("MANUAL");
    }

    @Test
    void infinitiesAndSignedZerosStayApartFromNaNInArrays() {
        float infinite = Float.POSITIVE_INFINITY;

        assertThat(fingerprints.of(new float[] {infinite, Float.NaN}))
                .isNotEqualTo(fingerprints.of(new float[] {Float.NaN, Float.NaN}))
                .isNotEqualTo(fingerprints.of(new float[] {-infinite, Float.NaN}));
        assertThat(fingerprints.of(new double[] {0.0, Double.NaN}))
                .isNotEqualTo(fingerprints.of(new double[] {-0.0, Double.NaN}));
    }

    @Test
    void textsThatAreNotWellFormedStayApart() {
        assertThat(fingerprints.of("\ud800"))
                .isNotEqualTo(fingerprints.of("\ud801"))
                .isNotEqualTo(fingerprints.of("?"));
    }

    @Test
    void manyThreadsGetTheSameFingerprint() {
        Options options = new Options(0.4, Mode.OTSU, List.of("a", "b"));

        assertThat(Stream.generate(() -> options)
                        .parallel()
                        .limit(10_000)
                        .map(fingerprints::of)
                        .distinct())
                .hasSize(1);
    }

    @Test
    void hexIsReadBack() {
        Fingerprint fingerprint = fingerprints.of("mouse-12");

        assertThat(Fingerprint.parse(fingerprint.hex())).isEqualTo(fingerprint);
        assertThat(fingerprint).hasToString(fingerprint.hex());
    }

    private static List<@Nullable Object> distinctValues() {
        return Arrays.asList(
                null,
                "",
                "a",
                "ab",
                'a',
                true,
                false,
                (byte) 1,
                (short) 1,
                1,
                1L,
                1f,
                1.0,
                0.0,
                -0.0,
                0f,
                -0f,
                Double.NaN,
                Float.NaN,
                BigInteger.ONE,
                new BigDecimal("2.0"),
                new BigDecimal("2.00"),
                List.of(),
                Set.of(),
                Map.of(),
                new ArrayDeque<>(),
                Optional.empty(),
                OptionalInt.empty(),
                OptionalLong.empty(),
                Optional.of(1),
                OptionalInt.of(1),
                OptionalLong.of(1),
                List.of("a", "b"),
                List.of("ab"),
                List.of("b", "a"),
                Set.of("a", "b"),
                List.of(List.of(1), List.of(2)),
                List.of(List.of(1, 2)),
                List.of(List.of(), List.of(1, 2)),
                Map.of("a", "b"),
                Map.of("b", "a"),
                Map.entry("a", "b"),
                List.of(Map.entry("a", "b")),
                Set.of(Map.entry("a", "b")),
                new int[0],
                new long[0],
                new Object[0],
                new String[0],
                new int[0][],
                new int[1][0],
                new int[0][0][],
                new byte[] {1, 0},
                new short[] {1},
                new char[] {1},
                new boolean[] {true, false},
                new boolean[] {true},
                new int[] {1},
                new int[] {1, 0},
                new long[] {1},
                new float[] {1},
                new double[] {1},
                new Integer[] {1},
                new Object[] {1},
                new int[][] {{1}, {2}},
                new int[][] {{1, 2}},
                new float[] {0f},
                new float[] {-0f},
                Mode.OTSU,
                Mode.MANUAL,
                Other.OTSU,
                "OTSU",
                new Options(0.4, Mode.OTSU, List.of()),
                new Options(0.5, Mode.OTSU, List.of()),
                new SameShape(0.4, Mode.OTSU, List.of()),
                new Nothing(),
                Duration.ofSeconds(1),
                Instant.ofEpochSecond(1),
                LocalDate.EPOCH,
                LocalDate.EPOCH.atStartOfDay(),
                LocalDate.EPOCH.atStartOfDay(ZoneOffset.UTC),
                LocalDate.EPOCH.atStartOfDay(ZoneId.of("UTC")),
                ZoneOffset.UTC,
                ZoneId.of("UTC"),
                Locale.GERMAN,
                Locale.GERMANY,
                StandardCharsets.UTF_8,
                String.class,
                int.class,
                int[].class);
    }

    private static Object optional(@Nullable Object value) {
        return Optional.ofNullable(value);
    }

    private static Map<String, Integer> inOrder(String first, int one, String second, int two) {
        Map<String, Integer> map = new LinkedHashMap<>();
        map.put(first, one);
        map.put(second, two);
        return map;
    }

    private record Options(double threshold, Mode mode, List<String> channels) {}

    private record SameShape(double threshold, Mode mode, List<String> channels) {}

    private record Nothing() {}

    private enum Other {
        OTSU
    }

    private enum Mode {
        OTSU,
        MANUAL {
            @Override
            public String toString() {
                return "OTSU";
            }
        }
    }
}
