package io.cachetree.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Brings files and directories to the disk, many at once, so that the file system's journal can merge the flushes.
 *
 * <p>It runs on threads of its own, because an interrupt of the thread that commits would close the channel in the
 * middle. An fsync that failed is not tried again: the kernel may have dropped what it could not write.
 */
final class Flush implements AutoCloseable {

    private static final int THREADS = 8;
    private static final int SECONDS_IDLE = 5;

    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            THREADS, THREADS, SECONDS_IDLE, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Flush::thread);

    Flush() {
        threads.allowCoreThreadTimeOut(true);
    }

    /** Flushes all files and directories of a stage, a record's temporary file, and the directory that holds both. */
    void everything(@Nullable Path stage, Path temporary, Path node) throws IOException {
        List<Path> paths = new ArrayList<>(List.of(temporary));
        if (stage != null) {
            addTree(stage, paths);
            paths.add(node);
        }
        all(paths);
    }

    private static void addTree(Path stage, List<Path> paths) throws IOException {
        try (Stream<Path> tree = Files.walk(stage)) {
            tree.filter(path -> !Files.isSymbolicLink(path)).forEach(paths::add);
        } catch (UncheckedIOException e) {
            throw Objects.requireNonNull(e.getCause());
        }
    }

    /** Flushes files, and directories with their entries. */
    void all(List<Path> paths) throws IOException {
        List<Future<?>> flushes = new ArrayList<>();
        for (Path path : paths) {
            FutureTask<?> flush = new FutureTask<>(() -> force(path), null);
            start(flush);
            flushes.add(flush);
        }
        await(flushes);
    }

    private void start(FutureTask<?> flush) throws IOException {
        try {
            threads.execute(flush);
        } catch (RejectedExecutionException closed) {
            throw new IOException("the tree was closed while a step was running", closed);
        }
    }

    private static void force(Path path) {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for all, also when one failed, and when this thread is interrupted: the interrupt is kept for later. */
    private static void await(List<Future<?>> flushes) throws IOException {
        boolean interrupted = false;
        IOException failure = null;
        for (Future<?> each : flushes) {
            boolean done = false;
            while (!done) {
                try {
                    each.get();
                    done = true;
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    done = true;
                    failure = cause(e);
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static IOException cause(ExecutionException e) {
        return e.getCause() instanceof UncheckedIOException unchecked
                ? Objects.requireNonNull(unchecked.getCause())
                : new IOException(e.getCause());
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "cachetree-flush");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
