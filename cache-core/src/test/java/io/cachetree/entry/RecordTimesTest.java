package io.cachetree.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The times of a record are read as the JDK reads them. */
class RecordTimesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01T00:00:00Z",
                "2026-11-23T06:59:33Z",
                "2026-11-23T06:59:33.652Z",
                "2026-11-23T06:59:33.652749Z",
                "2026-11-23T06:59:33.652749987Z",
                "2026-11-23T06:59:33.000000001Z",
                "2026-11-23T06:59:33.5Z",
                "2024-02-29T23:59:59.999999999Z",
                "9999-12-31T00:00:00Z",
                "2026-11-23T06:59:33+01:00",
                "2026-11-23t06:59:33z",
                "2026-11-23T06:59:33.Z",
            })
    void anInstantIsThatOfTheJdk(String text) {
        assertThat(RecordTimes.instant(text)).isEqualTo(Instant.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PT0S",
                "PT7S",
                "PT59.999999999S",
                "PT0.008499714S",
                "PT0.5S",
                "PT-0.5S",
                "PT-3S",
                "PT100S",
                "PT1M2.25S",
                "PT26H3M",
                "P2DT3H",
                "pt1s",
                "PT1.S",
                "PT1.5M3S",
            })
    void aDurationIsThatOfTheJdk(String text) {
        Object expected;
        try {
            expected = Duration.parse(text);
        } catch (DateTimeException e) {
            assertThatThrownBy(() -> RecordTimes.duration(text)).isInstanceOf(DateTimeException.class);
            return;
        }
        assertThat(RecordTimes.duration(text)).isEqualTo(expected);
    }

    @Test
    void whatWasWrittenIsReadBack() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            Duration duration = Duration.ofNanos((long) Math.exp(random.nextDouble() * 36));
            Instant instant = Instant.EPOCH.plus(duration).plusSeconds(random.nextInt());
            assertThat(RecordTimes.duration(duration.toString()))
                    .as("seed %d", seed)
                    .isEqualTo(duration);
            if (!instant.isBefore(Instant.EPOCH)) {
                assertThat(RecordTimes.instant(instant.toString()))
                        .as("seed %d", seed)
                        .isEqualTo(instant);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Z",
                "2026-11-23",
                "2026-13-23T06:59:33Z",
                "2026-02-30T06:59:33Z",
                "2026-11-23T25:59:33Z",
                "2026-11-23T06:59:33",
                "2026-11-23T06:59:33,5Z",
                "2026-11-23T06:59:33.1234567890Z",
                "2026-11-23T06:59:3\u0663Z",
                "+026-11-23T06:59:33Z",
            })
    void whatIsNoInstantIsRefused(String text) {
        assertThatThrownBy(() -> RecordTimes.instant(text)).isInstanceOf(DateTimeException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "P", "PT", "PTS", "PT.S", "PT.5S", "PT+S", "PT1.1234567890S", "PT1", "S"})
    void whatIsNoDurationIsRefused(String text) {
        assertThatThrownBy(() -> RecordTimes.duration(text)).isInstanceOf(DateTimeException.class);
    }

    @Test
    void timesThatNobodyCanAddUpAreRefused() {
        assertThatThrownBy(() -> RecordTimes.instant("1969-12-31T23:59:59Z"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("\"1969-12-31T23:59:59Z\" is no time at which a step started");
        assertThatThrownBy(() -> RecordTimes.instant("+10000-01-01T00:00:00Z"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RecordTimes.duration("PT1000000H"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("\"PT1000000H\" is no time that a step takes");
    }
}
