package io.cachetree.cli.difference;

import io.cachetree.cli.text.Quantities;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How much memory and time may be spent on comparing two results. What would take more is told from what it is compared to by its digest
 * alone. Thread safety: for one thread.
 */
public final class Effort {

    private final long mostBytes;
    private final Duration mostTime;
    private final LongSupplier nanoTime;
    private final long began;

    Effort(long mostBytes, Duration mostTime, LongSupplier nanoTime) {
        this.mostBytes = mostBytes;
        this.mostTime = mostTime;
        this.nanoTime = nanoTime;
        this.began = nanoTime.getAsLong();
    }

    /** Returns that of a command, which somebody waits for: most of the memory, and all the time that it takes. */
    public static Effort ofCommand() {
        return new Effort(Runtime.getRuntime().maxMemory() / 2, Duration.ofDays(365), System::nanoTime);
    }

    /** Returns that of a page: a small part of the memory, since a pipeline may be running beside it, and 20 seconds. */
    public static Effort ofPage() {
        return new Effort(Runtime.getRuntime().maxMemory() / 8, Duration.ofSeconds(20), System::nanoTime);
    }

    /** Asks for memory, before it is taken; what was asked for before is free again. */
    void requireMemory(long bytes) throws TooMuchException {
        if (bytes > mostBytes) {
            throw new TooMuchException("%s of memory are more than the %s allowed here"
                    .formatted(Quantities.bytes(bytes), Quantities.bytes(mostBytes)));
        }
    }

    /** Asks whether there is time left. */
    void requireTime() throws TooMuchException {
        if (nanoTime.getAsLong() - began > mostTime.toNanos()) {
            throw new TooMuchException(
                    "it takes longer than the %s allowed here".formatted(Quantities.duration(mostTime)));
        }
    }
}
