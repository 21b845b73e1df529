package io.cachetree.remote.object;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Waits for requests no longer than it is told to.
 *
 * <p>The client knows no deadlines, and does not hear of interrupts: a request that gets no answer keeps its thread for as long as
 * the connection lives. So each one runs on a thread of its own, which nobody waits for when the JVM ends, and there are no more of them than
 * a limit. Thread safety: may be used by many threads.
 */
final class Calls {

    private static final int MOST = 128;

    private final AtomicInteger number = new AtomicInteger();
    private final Semaphore places = new Semaphore(MOST);
    private final ExecutorService threads = Executors.newCachedThreadPool(this::thread);

    private Thread thread(Runnable work) {
        Thread thread = new Thread(work, "cachetree-remote-" + number.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Makes a request.
     *
     * @throws ObjectException what it threw, or {@link Failure#NO_ANSWER}, or {@link Failure#INTERRUPTED}
     */
    <T> T call(Duration limit, Supplier<T> request) {
        long start = System.nanoTime();
        try {
            if (!places.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                throw noAnswer(limit);
            }
            return submit(request).get(limit.toNanos() - (System.nanoTime() - start), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw noAnswer(limit);
        } catch (InterruptedException e) {
            throw interrupted();
        } catch (ExecutionException e) {
            throw thrown(e.getCause());
        }
    }

    private <T> Future<T> submit(Supplier<T> request) {
        try {
            return threads.submit(() -> {
                try {
                    return request.get();
                } finally {
                    places.release();
                }
            });
        } catch (RuntimeException | Error e) {
            places.release();
            throw e;
        }
    }

    private static ObjectException noAnswer(Duration limit) {
        return new ObjectException(
                Failure.NO_ANSWER,
                "no answer within %d s"
                        .formatted(Math.max(1, limit.plusMillis(500).toSeconds())));
    }

    static ObjectException interrupted() {
        Thread.currentThread().interrupt();
        return ObjectException.interrupted();
    }

    private static RuntimeException thrown(@Nullable Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException exception ? exception : new IllegalStateException(cause);
    }

    /** Makes no more requests, and returns whether all that were made have come to an end; no others can be ended. */
    boolean close() {
        threads.shutdown();
        return places.tryAcquire(MOST);
    }
}
