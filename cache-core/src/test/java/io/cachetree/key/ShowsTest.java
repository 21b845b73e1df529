package io.cachetree.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ShowsTest {

    private final Fingerprints fingerprints = Fingerprints.of(List.of());

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of(null, "null"),
                Arguments.of(0.4, "0.4"),
                Arguments.of(12L, "12"),
                Arguments.of(true, "true"),
                Arguments.of('a', "'a'"),
                Arguments.of("mouse-12", "\"mouse-12\""),
                Arguments.of(TimeUnit.DAYS, "DAYS"),
                Arguments.of(new float[128][1024], "float[128, 1024]"),
                Arguments.of(new int[][] {{1}, {1, 2}}, "int[2, ?]"),
                Arguments.of(new int[2][][], "int[2, ?, ?]"),
                Arguments.of(new String[3], "String[3]"),
                Arguments.of(List.of(1, "a", List.of()), "[1, \"a\", []]"),
                Arguments.of(new ArrayDeque<>(List.of(1)), "[1]"),
                Arguments.of(Set.of(1, 2), "Set of 2"),
                Arguments.of(Map.of("a", 1), "Map of 1"),
                Arguments.of(Optional.of("a"), "\"a\""),
                Arguments.of(Optional.empty(), "none"),
                Arguments.of(OptionalInt.of(1), "OptionalInt[1]"),
                Arguments.of(new BigDecimal("1.50"), "1.50"),
                Arguments.of(LocalDate.of(2026, 11, 22), "2026-11-22"),
                Arguments.of(Map.Entry.class, "java.util.Map$Entry"),
                Arguments.of(List.of(Optional.empty(), Optional.of(1)), "[none, 1]"),
                Arguments.of(new Options(0.4, TimeUnit.DAYS), "Options[threshold=0.4, unit=DAYS]"),
                Arguments.of(URI.create("s3://me:secret@host/a?sig=x"), "s3://host/a?…"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void showsValuesShortly(@Nullable Object value, String expected) {
        assertThat(fingerprints.shows(value)).isEqualTo(expected);
    }

    @Test
    void showsTheNameOfAFileAndWhatItIs(@TempDir Path directory) throws IOException {
        Path scan = Files.writeString(directory.resolve("scan.tif"), "pixels");

        assertThat(fingerprints.shows(scan)).isEqualTo("scan.tif (6 bytes)");
        assertThat(fingerprints.shows(directory)).isEqualTo(directory.getFileName() + " (directory)");
        assertThat(fingerprints.shows(directory.resolve("none"))).isEqualTo("none (missing)");
    }

    @Test
    void neverAsksAnUnknownTypeForItsText() {
        assertThat(fingerprints.shows(new Talkative())).isEqualTo("Talkative[..]");
        assertThat(fingerprints.shows(new Loud("1"))).isEqualTo("Loud[..]");
        assertThat(fingerprints.shows(new AtomicReference<>(new Talkative()))).isEqualTo("AtomicReference[..]");
        assertThat(fingerprints.shows(List.of(new Talkative()))).isEqualTo("[Talkative[..]]");
    }

    @Test
    void cutsWhatDoesNotFit() {
        assertThat(fingerprints.shows("x".repeat(198))).hasSize(200).endsWith("x\"");
        assertThat(fingerprints.shows("x".repeat(199))).hasSize(200).endsWith("x…");
        assertThat(fingerprints.shows(new ArrayList<>(java.util.Collections.nCopies(1_000_000, 12))))
                .hasSizeLessThanOrEqualTo(200)
                .endsWith("…");
    }

    @Test
    void doesNotCutACharacterInTwo() {
        String shown = fingerprints.shows("\ud83d\udc2d".repeat(150));

        assertThat(shown.length()).isLessThanOrEqualTo(200);
        assertThat(shown).endsWith("\udc2d…");
    }

    @Test
    void endsForValuesThatContainThemselves() {
        List<Object> cyclic = new ArrayList<>();
        cyclic.add(cyclic);

        assertThat(fingerprints.shows(cyclic)).startsWith("[[[").hasSize(200);
        assertThat(fingerprints.shows(new HashMap<>(Map.of(1, cyclic)))).isEqualTo("Map of 1");
    }

    @Test
    void escapesWhatATerminalWouldActOn() {
        assertThat(fingerprints.shows("a\nb\u001b[2K\u202e\u2028\ud800"))
                .isEqualTo("\"a\\nb\\u{1b}[2K\\u{202e}\\u{2028}\\u{d800}\"");
    }

    @Test
    void aPartOfAKeyShowsOneShortLineWhateverItIsGiven() {
        KeyPart part = new KeyPart(KeyPart.Kind.FIELD, "note", new Fingerprint(1, 2), "a\n" + "x".repeat(300));

        assertThat(part.shows()).hasSize(200).startsWith("a\\nx").endsWith("…");
        assertThat(new KeyPart(part.kind(), part.name(), part.fingerprint(), part.shows()))
                .isEqualTo(part);
    }

    @Test
    void showsTheTypeOfWhatCannotBeRead() {
        assertThat(fingerprints.shows(Arrays.asList(1, new Broken(1)))).isEqualTo("[1, Broken[..]]");
    }

    private record Options(double threshold, TimeUnit unit) {}

    record Broken(int level) {
        @Override
        public int level() {
            throw new IllegalStateException("no level");
        }
    }

    private static final class Talkative {
        @Override
        public String toString() {
            throw new AssertionError("asked");
        }
    }

    private static final class Loud extends BigDecimal {
        private static final long serialVersionUID = 1L;

        Loud(String value) {
            super(value);
        }

        @Override
        public String toString() {
            throw new AssertionError("asked");
        }
    }
}
