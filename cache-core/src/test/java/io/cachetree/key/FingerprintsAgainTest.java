package io.cachetree.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is fingerprinted once more after a step, and what is not looked at. */
class FingerprintsAgainTest {

    record Options(
            double threshold,
            String name,
            StandardOpenOption mode,
            @Nullable Options inner) {}

    record Cells(List<Integer> ids) {}

    private final Fingerprints fingerprints = Fingerprints.of(List.of());

    static List<Object> immutables() {
        return List.of(
                1,
                'a',
                "text",
                0.5f,
                true,
                StandardOpenOption.READ,
                Instant.EPOCH,
                new Options(1, "a", StandardOpenOption.READ, null),
                int.class);
    }

    @ParameterizedTest
    @MethodSource("immutables")
    void whatCannotChangeIsNotLookedAt(Object value) {
        assertThat(fingerprints.again(value)).isEmpty();
    }

    @Test
    void nullIsNotLookedAt() {
        assertThat(fingerprints.again(null)).isEmpty();
    }

    static List<Object> mutables() {
        return List.of(
                new double[] {1, 2},
                new int[][] {{1}, {2}},
                List.of(1, 2),
                Map.of("a", 1),
                Optional.of(new int[1]),
                new Cells(new ArrayList<>(List.of(1))),
                new byte[Fingerprints.LARGEST_AGAIN - 100]);
    }

    @ParameterizedTest
    @MethodSource("mutables")
    void whatCanChangeHasTheFingerprintThatItHad(Object value) {
        assertThat(fingerprints.again(value)).contains(fingerprints.of(value));
    }

    static List<Object> large() {
        return List.of(
                new byte[Fingerprints.LARGEST_AGAIN + 1],
                new double[Fingerprints.LARGEST_AGAIN / 8 + 1],
                List.of("x".repeat(Fingerprints.LARGEST_AGAIN)),
                Collections.nCopies(Fingerprints.LARGEST_AGAIN, 1),
                new float[2][Fingerprints.LARGEST_AGAIN / 8 + 1],
                Collections.nCopies(20_000, Map.of("some key", "and some value of it")));
    }

    @ParameterizedTest
    @MethodSource("large")
    void whatIsLargeIsNotHashedTwice(Object value) {
        assertThat(fingerprints.again(value)).isEmpty();
    }

    @Test
    void whatIsLargeIsNotReadTwiceForADigestOfIt() {
        List<Integer> read = new ArrayList<>();
        Fingerprints digesting = Fingerprints.of(List.of(new Fingerprinter<Cells>() {
            @Override
            public Class<Cells> type() {
                return Cells.class;
            }

            @Override
            public void fingerprint(Cells cells, FingerprintSink sink) {
                sink.reads(Fingerprints.LARGEST_AGAIN);
                read.add(1);
                sink.put(1L);
            }
        }));
        Cells cells = new Cells(new ArrayList<>());

        digesting.of(cells);
        assertThat(digesting.again(cells)).isEmpty();
        assertThat(read).hasSize(1);
    }
}
