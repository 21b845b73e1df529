package io.cachetree.viewer.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.viewer.data.CriticalPath.Call;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CriticalPathTest {

    private static List<Integer> path(double end, Call... calls) {
        return CriticalPath.of(List.of(calls), end).stream().boxed().toList();
    }

    @Test
    void callsOneAfterAnotherAreAllWaitedFor() {
        assertThat(path(3, new Call(0, 1, -1), new Call(1, 2, -1), new Call(2, 3, -1)))
                .containsExactly(0, 1, 2);
    }

    @Test
    void ofCallsSideBySideOnlyTheLastToEndIsWaitedFor() {
        assertThat(path(5, new Call(0, 2, -1), new Call(0, 5, -1), new Call(1, 4, -1)))
                .containsExactly(1);
    }

    @Test
    void whatEndedBeforeTheLastOneBeganWasWaitedForToo() {
        assertThat(path(9, new Call(0, 3, -1), new Call(0, 4, -1), new Call(4.5, 9, -1)))
                .containsExactly(1, 2);
    }

    @Test
    void itGoesOnWithinTheCallsThatAreWaitedFor() {
        Call outer = new Call(0, 6, -1);
        Call within = new Call(1, 3, 0);
        Call besideIt = new Call(1, 2, 0);
        Call last = new Call(3, 6, 0);
        Call other = new Call(0, 5, -1);
        Call withinOther = new Call(0, 5, 4);

        assertThat(path(6, outer, within, besideIt, last, other, withinOther)).containsExactly(0, 1, 3);
    }

    @Test
    void timeWithoutACallIsTheCallersOwn() {
        assertThat(path(10, new Call(2, 3, -1), new Call(7, 8, -1))).containsExactly(0, 1);
        assertThat(path(10)).isEmpty();
    }

    @Test
    void aCallThatOutlivesItsCallerIsNotWaitedFor() {
        assertThat(path(4, new Call(0, 4, -1), new Call(1, 7, 0), new Call(0, 1, 0)))
                .containsExactly(0, 2);
    }

    @Test
    void aVeryDeepNestingIsNoTrouble() {
        Call[] calls =
                IntStream.range(0, 100_000).mapToObj(i -> new Call(0, 1, i - 1)).toArray(Call[]::new);

        assertThat(path(1, calls)).hasSize(calls.length);
    }
}
