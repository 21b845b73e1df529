package io.cachetree.remote.object;

import java.time.Duration;

/**
 * How long a request may take.
 *
 * @param contact until the server has answered for the first time
 * @param answer after that, with all repetitions of the request
 * @param bytesPerSecond how fast the line is at least; what is sent or received gets more time by its size
 */
public record Patience(Duration contact, Duration answer, long bytesPerSecond) {

    /** What suits most: 10 s, 60 s and 1 MB/s. */
    public static final Patience USUAL = new Patience(Duration.ofSeconds(10), Duration.ofSeconds(60), 1_000_000);

    Duration first(long bytes) {
        return contact.plus(transfer(bytes));
    }

    Duration usual(long bytes) {
        return answer.plus(transfer(bytes));
    }

    private Duration transfer(long bytes) {
        return Duration.ofMillis(bytes * 1_000 / bytesPerSecond);
    }
}
