package io.cachetree.remote.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How often, and for how long, a request is repeated. */
class RepetitionTest {

    private final ObjectException unreachable = new ObjectException(Failure.UNREACHABLE, "refused");

    /** A request of 8 s in which a moment comes after the other, the last one again and again. */
    private static Repetition at(double... seconds) {
        AtomicInteger next = new AtomicInteger();
        return new Repetition(Duration.ofSeconds(8), () ->
                (long) (1e9 * seconds[Math.min(next.getAndIncrement(), seconds.length - 1)]));
    }

    @Test
    void requestIsMadeAgainOnlyWithTimeForAPauseAndAnAnswer() {
        Repetition early = at(0, 5.8);
        early.pauseAfter(unreachable);
        assertThat(early.left()).isEqualTo(Duration.ofMillis(2_200));

        assertThatThrownBy(() -> at(0, 6.1).pauseAfter(unreachable)).isSameAs(unreachable);
    }

    @Test
    void requestIsNotMadeAgainWhenThePauseTookLongerThanItShould() {
        at(0, 1, 6.9).pauseAfter(unreachable);

        assertThatThrownBy(() -> at(0, 1, 7.1).pauseAfter(unreachable)).isSameAs(unreachable);
    }

    @Test
    void requestIsMadeSixTimesAtMost() {
        Repetition repetition = new Repetition(Duration.ofMinutes(1));
        for (int i = 0; i < 5; i++) {
            repetition.pauseAfter(unreachable);
        }

        assertThatThrownBy(() -> repetition.pauseAfter(unreachable)).isSameAs(unreachable);
    }

    @Test
    void whatDoesNotPassIsNotRepeated() {
        ObjectException forbidden = new ObjectException(Failure.FORBIDDEN, "AccessDenied");

        assertThatThrownBy(() -> new Repetition(Duration.ofMinutes(1)).pauseAfter(forbidden))
                .isSameAs(forbidden);
    }
}
