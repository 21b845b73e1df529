package io.cachetree.zarr.array;

import io.cachetree.zarr.codec.Workspace;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Threads that share numbered tasks: the calling one, and those that an executor has free.
 *
 * <p>The calling thread never waits for a helper that has not begun. So neither a busy executor, nor one whose only
 * thread is the calling one, can stop the work; and no more memory is used than for the tasks that run.
 */
final class Workers {

    private static final int MIN_HELPERS = 3;

    /** What a worker does for each number that it gets. */
    interface Task {
        void run(long number) throws IOException;
    }

    private final long count;
    private final Function<Workspace, Task> tasks;
    private final AtomicLong next = new AtomicLong();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private int helping;
    private boolean isOver;

    private Workers(long count, Function<Workspace, Task> tasks) {
        this.count = count;
        this.tasks = tasks;
    }

    /**
     * Runs a number of tasks, and returns when none runs any more.
     *
     * @param files what the tasks read or write
     * @param far how many work at once, if the files are far away
     * @param executor whose threads help, unless files that are far away have threads of their own
     * @param tasks makes what one worker uses for all numbers that it gets
     * @throws IOException if one failed; those not begun are left out then
     */
    static void run(long count, ArrayFiles files, int far, Executor executor, Function<Workspace, Task> tasks)
            throws IOException {
        Optional<Transfers> transfers = files.transfers();
        Workers workers = new Workers(count, tasks);
        workers.callHelpers(
                transfers.isPresent() ? far - 1 : helpersHere(), transfers.isPresent() ? transfers.get() : executor);
        workers.work();
        workers.awaitHelpers();
        workers.throwFailure();
    }

    private static int helpersHere() {
        return Math.max(MIN_HELPERS, Runtime.getRuntime().availableProcessors() - 1);
    }

    private void callHelpers(int most, Executor executor) {
        long helpers = Math.min(count - 1, most);
        try {
            for (int i = 0; i < helpers && next.get() < count; i++) {
                executor.execute(this::help);
            }
        } catch (RejectedExecutionException e) {
            return; // the calling thread does it all
        }
    }

    private void help() {
        if (begin()) {
            try {
                work();
            } finally {
                end();
            }
        }
    }

    private void work() {
        try (Workspace workspace = new Workspace()) {
            Task task = tasks.apply(workspace);
            for (long number = next.getAndIncrement();
                    number < count && failure.get() == null;
                    number = next.getAndIncrement()) {
                task.run(number);
            }
        } catch (Throwable e) {
            failure.compareAndSet(null, e);
        }
    }

    private synchronized boolean begin() {
        if (!isOver) {
            helping++;
        }
        return !isOver;
    }

    private synchronized void end() {
        helping--;
        notifyAll();
    }

    private synchronized void awaitHelpers() {
        isOver = true;
        boolean isInterrupted = false;
        while (helping > 0) {
            try {
                wait();
            } catch (InterruptedException e) {
                isInterrupted = true; // they stop after the chunk that they are at
                failure.compareAndSet(
                        null, new InterruptedIOException("Interrupted while chunks were read or written."));
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void throwFailure() throws IOException {
        Throwable thrown = failure.get();
        if (thrown instanceof IOException e) {
            throw e;
        }
        if (thrown instanceof RuntimeException e) {
            throw e;
        }
        if (thrown instanceof Error e) {
            throw e;
        }
    }
}
