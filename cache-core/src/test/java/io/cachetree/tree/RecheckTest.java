package io.cachetree.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RecheckTest {

    private static final int KEYS = 100_000;

    /** Counts over keys that differ in few bits; nothing here is left to chance. */
    private static long taken(Recheck sample) {
        return LongStream.range(0, KEYS).filter(key -> sample.takes(0, key)).count();
    }

    @Test
    void takesTheShareOfTheKeysWhateverTheSeed() {
        for (long seed : new long[] {0, 1, -1, 482_913}) {
            assertThat(taken(new Recheck(0.02, seed))).isBetween(1_800L, 2_200L);
            assertThat(taken(new Recheck(0.5, seed))).isBetween(49_000L, 51_000L);
        }
    }

    @Test
    void takesAllOrNone() {
        assertThat(taken(new Recheck(1, 7))).isEqualTo(KEYS);
        assertThat(taken(Recheck.NONE)).isZero();
        assertThat(taken(new Recheck(0, 7))).isZero();
    }

    @Test
    void takesWhatASmallerShareOfTheSameSeedTakes() {
        Recheck some = new Recheck(0.1, 3);
        Recheck more = new Recheck(0.2, 3);

        assertThat(LongStream.range(0, KEYS).filter(key -> some.takes(key, 0))).allMatch(key -> more.takes(key, 0));
    }

    @Test
    void bothHalvesOfTheKeyCount() {
        Recheck half = new Recheck(0.5, 3);

        assertThat(LongStream.range(0, 100).filter(high -> half.takes(high, 5)).count())
                .isBetween(30L, 70L);
    }
}
