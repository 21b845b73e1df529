package io.cachetree.cli.command;

import io.cachetree.cli.text.ErrorTerminal;
import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar on the terminal that shows how far some work is, if it takes longer than a second. Thread safety: any number of threads. */
public final class Progress implements AutoCloseable {

    private static final long LONG = 1_000_000_000;
    private static final long UNIT = 1_000_000;
    private static final int WIDTH = 80;

    private final String task;
    private final long total;
    private final Supplier<Optional<PrintStream>> terminal;
    private final LongSupplier nanoTime;
    private final long started;
    private final AtomicLong done = new AtomicLong();
    private Optional<ProgressBar> bar = Optional.empty();

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

    private static Optional<PrintStream> errorTerminal() {
        return ErrorTerminal.isThere() ? Optional.of(System.err) : Optional.empty();
    }

    /** Takes note that some more bytes were worked at. */
    public void add(long bytes) {
        long sum = done.addAndGet(bytes);
        if (nanoTime.getAsLong() - started > LONG) {
            terminal.get().ifPresent(out -> show(out, sum));
        }
    }

    private synchronized void show(PrintStream out, long sum) {
        if (bar.isEmpty()) {
            bar = Optional.of(new ProgressBarBuilder()
                    .setTaskName(task)
                    .setInitialMax(total)
                    .setUnit(" MB", UNIT)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setConsumer(new ConsoleProgressBarConsumer(out, WIDTH))
                    .clearDisplayOnFinish()
                    .build());
        }
        bar.get().stepTo(sum);
    }

    @Override
    public synchronized void close() {
        bar.ifPresent(ProgressBar::close);
    }
}
