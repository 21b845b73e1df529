package io.cachetree.remote.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What happens when a server says nothing any more. */
class CallsTest {

    private static final Duration SOON = Duration.ofMillis(20);

    private final Calls calls = new Calls(8, 16);
    private final CountDownLatch answers = new CountDownLatch(1);

    private String silence() {
        try {
            return answers.await(1, TimeUnit.MINUTES) ? "late" : "never";
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void giveUp(int requests) {
        for (int i = 0; i < requests; i++) {
            assertThatThrownBy(() -> calls.call(SOON, this::silence))
                    .isInstanceOf(ObjectException.class)
                    .hasMessageContaining("no answer within 1 s");
        }
    }

    @Test
    void serverThatIsBackIsAskedHoweverManyRequestsItLeftWithoutAnAnswer() {
        giveUp(12);

        assertThat(calls.call(Duration.ofSeconds(10), () -> "back")).isEqualTo("back");
        assertThat(calls.close()).as("all have come to an end").isFalse();
        answers.countDown();
    }

    @Test
    void requestsThatWereGivenUpAreLimited() throws Exception {
        giveUp(16);
        ExecutorService users = Executors.newCachedThreadPool();
        for (Future<?> each : users.invokeAll(Collections.nCopies(8, () -> {
            giveUp(1);
            return true;
        }))) {
            each.get();
        }
        users.shutdown();
        assertThatThrownBy(() -> calls.call(SOON, () -> "no room")).hasMessageContaining("no answer within 1 s");

        answers.countDown();
        assertThat(calls.call(Duration.ofSeconds(10), () -> "back")).isEqualTo("back");
    }
}
