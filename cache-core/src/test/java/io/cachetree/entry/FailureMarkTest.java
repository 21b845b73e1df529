package io.cachetree.entry;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.store.Owner;
import io.cachetree.tree.Origin;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FailureMarkTest {

    private static final Origin ORIGIN =
            new Origin(Instant.parse("2026-01-01T12:00:00.5Z"), Duration.ofMillis(1500), "host-7", 4711, "ada", "17");

    private final byte[] mark = new FailureMark(ORIGIN).bytes();

    @Test
    void whoRanWhatFailedAndWhenIsReadAgain() {
        assertThat(FailureMark.parse(mark)).contains(new FailureMark(ORIGIN));
    }

    @Test
    void itSaysToAllThatNobodyOwnsTheAttempt() {
        assertThat(Owner.parse(mark)).contains(Owner.NOBODY);
    }

    @Test
    void ofAMarkThatIsTornOrOfAnEarlierVersionOrOfSomebodyNothingIsKnown() {
        assertThat(FailureMark.parse(Owner.NOBODY.bytes())).isEmpty();
        assertThat(FailureMark.parse(Owner.here().bytes())).isEmpty();
        assertThat(FailureMark.parse(Arrays.copyOf(mark, mark.length - "java 17\n".length())))
                .isEmpty();
        String text = new String(mark, StandardCharsets.UTF_8);
        assertThat(FailureMark.parse(text.replace("4711", "many").getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }
}
