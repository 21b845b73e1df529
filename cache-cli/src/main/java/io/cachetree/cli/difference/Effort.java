package io.cachetree.cli.difference;

import io.cachetree.cli.text.Quantities;
import java.time.Duration;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * How much memory and time may be spent on comparing two results. What would take more is told from what it is compared to by its digest
 * alone. It tells how far the comparison is. Thread safety: for one thread.
 */
public final class Effort {

    private final long mostBytes;
    private final Duration mostTime;
    private final LongSupplier nanoTime;
    private final LongConsumer progress;
    private final long began;

    Effort(long mostBytes, Duration mostTime, LongSupplier nanoTime, LongConsumer progress) {
        this.mostBytes = mostBytes;
        this.mostTime = mostTime;
        this.nanoTime = nanoTime;
        this.progress = progress;
        this.began = nanoTime.getAsLong();
    }

    /**
     * Returns that of a command, which somebody waits for: most of the memory, and all the time that it takes.
     *
     * @param progress is told of bytes as they are read; see {@link Results#bytes}
     */
    public static Effort ofCommand(LongConsumer progress) {
        return new Effort(Runtime.getRuntime().maxMemory() / 2, Duration.ofDays(365), System::nanoTime, progress);
    }

    /** Returns that of a page: a small part of the memory, since a pipeline may be running beside it, and 20 seconds. */
    public static Effort ofPage() {
        return new Effort(Runtime.getRuntime().maxMemory() / 8, Duration.ofSeconds(20), System::nanoTime, bytes -> {});
    }

    /** Asks for memory, before it is taken; what was asked for before is free again. */
    void requireMemory(long bytes) throws TooMuchException {
        if (bytes > mostBytes) {
            throw new TooMuchException("%s of memory are more than the %s allowed here"
                    .formatted(Quantities.bytes(bytes), Quantities.bytes(mostBytes)));
        }
    }

    /** Tells of bytes that are read, and asks whether there is time left. */
    void spend(long bytes) throws TooMuchException {
        progress.accept(bytes);
        if (nanoTime.getAsLong() - began > mostTime.toNanos()) {
            throw new TooMuchException(
                    "it takes longer than the %s allowed here".formatted(Quantities.duration(mostTime)));
        }
    }
}
