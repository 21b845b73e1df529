package io.cachetree.key.code.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SealTest {

    private static final byte[] INDEX = {1, 2, 3, 4, 5};
    private static final Seal SEAL = seal(INDEX, "lab/Otsu", 400, 1_000_000_007);

    @Test
    void theTimeThatHoldsASealIsOfTheSameSecond() {
        FileTime time = FileTime.from(Instant.parse("2026-03-01T12:00:00.5Z"));

        assertThat(SEAL.on(time).to(TimeUnit.SECONDS)).isEqualTo(time.to(TimeUnit.SECONDS));
        assertThat(SEAL.isOn(SEAL.on(time))).isTrue();
        assertThat(SEAL.isOn(time)).isFalse();
    }

    @Test
    void timesThatNtfsRoundsHoldTheSeal() {
        assertThat(SEAL.isOn(rounded(100))).isTrue();
    }

    @Test
    void coarserTimesDoNotHoldTheSeal() {
        assertThat(SEAL.isOn(rounded(1_000))).isFalse();
        assertThat(SEAL.isOn(rounded(1_000_000))).isFalse();
        assertThat(SEAL.isOn(rounded(1_000_000_000))).isFalse();
    }

    @Test
    void everyPartCounts() {
        assertThat(seal(INDEX, "lab/Otsu", 400, 1_000_000_007)).isEqualTo(SEAL);
        assertThat(seal(INDEX, "lab/Otso", 400, 1_000_000_007)).isNotEqualTo(SEAL);
        assertThat(seal(INDEX, "lab/Otsu", 401, 1_000_000_007)).isNotEqualTo(SEAL);
        assertThat(seal(INDEX, "lab/Otsu", 400, 1_000_000_008)).isNotEqualTo(SEAL);
        assertThat(seal(new byte[] {1, 2, 3, 5, 5}, "lab/Otsu", 400, 1_000_000_007))
                .isNotEqualTo(SEAL);
    }

    private static FileTime rounded(int nanoseconds) {
        return FileTime.from(Instant.ofEpochSecond(7, SEAL.fraction() - SEAL.fraction() % nanoseconds));
    }

    private static Seal seal(byte[] index, String className, long size, long nanoseconds) {
        FileTime modified = FileTime.from(nanoseconds, TimeUnit.NANOSECONDS);
        return Seal.of(index, List.of(new Seal.Stamp(className, size, modified)));
    }
}
