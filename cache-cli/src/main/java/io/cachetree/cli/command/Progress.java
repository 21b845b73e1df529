package io.cachetree.cli.command;

import io.cachetree.cli.text.ErrorTerminal;
import io.cachetree.cli.text.Quantities;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * A bar on the terminal that shows how far some work is, if it takes longer than a second; where nobody knows how much it is, for how
 * long it goes on. Thread safety: any number of threads.
 */
public final class Progress implements AutoCloseable {

    private static final long LONG = 1_000_000_000;
    private static final long UNIT = 1_000_000;
    private static final int WIDTH = 80;
    private static final long UNKNOWN = -1;

    private final String task;
    private final long total;
    private final Supplier<Optional<PrintStream>> terminal;
    private final LongSupplier nanoTime;
    private final long started;
    private final AtomicLong done = new AtomicLong();
    private Optional<ProgressBar> bar = Optional.empty();
    private boolean isOver;

    /**
     * Reads something.
     *
     * @param <T> what is read
     * @param <E> what goes wrong
     */
    @FunctionalInterface
    public interface Reading<T, E extends Exception> {
        /** Reads it. */
        T read() throws E;
    }

    /** Starts some work, with the terminal, if somebody looks at one, and the clock. */
    Progress(String task, long total, Supplier<Optional<PrintStream>> terminal, LongSupplier nanoTime) {
        this.task = task;
        this.total = total;
        this.terminal = terminal;
        this.nanoTime = nanoTime;
        this.started = nanoTime.getAsLong();
    }

    /** Starts some work of so many bytes. */
    public static Progress of(String task, long total) {
        return new Progress(task, total, Progress::errorTerminal, System::nanoTime);
    }

    /** Reads what a task is about, however much it is. */
    public static <T, E extends Exception> T reading(String task, Reading<T, E> reading) throws E {
        return reading(task, reading, Progress::errorTerminal);
    }

    static <T, E extends Exception> T reading(
            String task, Reading<T, E> reading, Supplier<Optional<PrintStream>> terminal) throws E {
        try (Progress progress = new Progress(task, UNKNOWN, terminal, System::nanoTime)) {
            CompletableFuture<Void> later = CompletableFuture.runAsync(
                    () -> progress.add(0), CompletableFuture.delayedExecutor(LONG, TimeUnit.NANOSECONDS));
            try {
                return reading.read();
            } finally {
                later.cancel(false);
            }
        }
    }

    private static Optional<PrintStream> errorTerminal() {
        return ErrorTerminal.isThere() ? Optional.of(System.err) : Optional.empty();
    }

    /** Takes note that some more bytes were worked at. */
    public void add(long bytes) {
        long sum = done.addAndGet(bytes);
        if (nanoTime.getAsLong() - started >= LONG) {
            terminal.get().ifPresent(out -> show(out, sum));
        }
    }

    private synchronized void show(PrintStream out, long sum) {
        if (isOver) {
            return;
        }
        if (bar.isEmpty()) {
            bar = Optional.of(builder(out).build());
        }
        bar.get().stepTo(sum);
    }

    private ProgressBarBuilder builder(PrintStream out) {
        ProgressBarBuilder builder = new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(total)
                .setUnit(" MB", UNIT)
                .setStyle(ProgressBarStyle.ASCII)
                .setConsumer(consumer(out))
                .clearDisplayOnFinish();
        return total == UNKNOWN ? builder.continuousUpdate().setRenderer((state, width) -> elapsed()) : builder;
    }

    /** What is cleared at the end needs no new line: it would be an empty one. */
    private static ConsoleProgressBarConsumer consumer(PrintStream out) {
        return new ConsoleProgressBarConsumer(out, WIDTH) {
            @Override
            public void close() {
                out.flush();
            }
        };
    }

    private String elapsed() {
        return "%s: reading, %s".formatted(task, Quantities.duration(Duration.ofNanos(nanoTime.getAsLong() - started)));
    }

    @Override
    public synchronized void close() {
        isOver = true;
        bar.ifPresent(ProgressBar::close);
    }
}
