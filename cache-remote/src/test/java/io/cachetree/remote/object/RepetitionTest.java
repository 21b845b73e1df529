package io.cachetree.remote.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** How often, and for how long, a request is repeated. */
class RepetitionTest {

    private final ObjectException unreachable = new ObjectException(Failure.UNREACHABLE, "refused");

    @RepeatedTest(3)
    void requestIsMadeAgainOnlyWithTimeForAnAnswer() {
        Duration limit = Duration.ofSeconds(2);
        Repetition repetition = new Repetition(limit);

        assertThatThrownBy(() -> {
                    while (true) {
                        repetition.pauseAfter(unreachable);
                        assertThat(repetition.left()).isGreaterThan(limit.dividedBy(20));
                    }
                })
                .isSameAs(unreachable);
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
