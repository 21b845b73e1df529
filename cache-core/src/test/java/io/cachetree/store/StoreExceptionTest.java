package io.cachetree.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoreExceptionTest {

    @Test
    void anInterruptIsNoFailureOfTheStorage() {
        for (Exception interrupt : List.of(
                new ClosedByInterruptException(),
                new InterruptedIOException("Interrupted while chunks were written."),
                new IOException("Cannot write", new ClosedByInterruptException()))) {
            assertThat(new StoreException("write", "a/b", interrupt))
                    .hasMessage(
                            "Cannot write \"a/b\": the thread was interrupted. Run again: what is committed stays, the rest is computed.")
                    .hasCause(interrupt);
        }
    }

    @Test
    void aTimeoutIsNoInterrupt() {
        assertThat(new StoreException("read", "a", new SocketTimeoutException("timed out")))
                .hasMessage(
                        "Cannot read \"a\": timed out. Mend the storage, then run again: what is committed stays, the rest is computed.");
    }
}
