package io.cachetree.cli.command;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import picocli.CommandLine.Help.Ansi;

/** A bar on the terminal that shows how far some work is, if it takes longer than a second. Thread safety: any number of threads. */
final class Progress implements AutoCloseable {

    private static final long LONG = 1_000_000_000;
    private static final long UNIT = 1_000_000;

    private final String task;
    private final long total;
    private final boolean isSeen;
    private final long started = System.nanoTime();
    private final AtomicLong done = new AtomicLong();
    private Optional<ProgressBar> bar = Optional.empty();

    private Progress(String task, long total, boolean isSeen) {
        this.task = task;
        this.total = total;
        this.isSeen = isSeen;
    }

    /** Starts some work of so many bytes. */
    static Progress of(String task, long total) {
        return new Progress(task, total, Ansi.AUTO.enabled());
    }

    /** Takes note that some more bytes were worked at. */
    void add(long bytes) {
        long sum = done.addAndGet(bytes);
        if (isSeen && System.nanoTime() - started > LONG) {
            show(sum);
        }
    }

    private synchronized void show(long sum) {
        if (bar.isEmpty()) {
            bar = Optional.of(new ProgressBarBuilder()
                    .setTaskName(task)
                    .setInitialMax(total)
                    .setUnit(" MB", UNIT)
                    .setStyle(ProgressBarStyle.ASCII)
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
