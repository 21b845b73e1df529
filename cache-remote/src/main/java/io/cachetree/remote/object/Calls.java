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

    /** Requests that somebody waits for. */
    private static final int MOST = 128;

    /** Requests that nobody waits for any more, and that keep their threads: a server that is back must not find all places taken. */
    private static final int MOST_GIVEN_UP = 512;

    private final AtomicInteger number = new AtomicInteger();
    private final int most;
    private final int mostGivenUp;
    private final Semaphore places;
    private final Semaphore givenUp;
    private final ExecutorService threads = Executors.newCachedThreadPool(this::thread);

    Calls() {
        this(MOST, MOST_GIVEN_UP);
    }

    Calls(int most, int mostGivenUp) {
        this.most = most;
        this.mostGivenUp = mostGivenUp;
        this.places = new Semaphore(most);
        this.givenUp = new Semaphore(mostGivenUp);
    }

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
        } catch (InterruptedException e) {
            throw interrupted();
        }
        Place place = new Place();
        try {
            return submit(request, place).get(limit.toNanos() - (System.nanoTime() - start), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            place.giveUp();
            throw noAnswer(limit);
        } catch (InterruptedException e) {
            place.giveUp();
            throw interrupted();
        } catch (ExecutionException e) {
            throw thrown(e.getCause());
        }
    }

    /** The place of a request among those that somebody waits for, or else among those that were given up. */
    private final class Place {

        private Semaphore among = places;
        private boolean hasEnded;

        /** Where there is no room among those that were given up, it keeps the place that it has. */
        synchronized void giveUp() {
            if (!hasEnded && givenUp.tryAcquire()) {
                among.release();
                among = givenUp;
            }
        }

        synchronized void end() {
            hasEnded = true;
            among.release();
        }
    }

    private <T> Future<T> submit(Supplier<T> request, Place place) {
        try {
            return threads.submit(() -> {
                try {
                    return request.get();
                } finally {
                    place.end();
                }
            });
        } catch (RuntimeException | Error e) {
            place.end();
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
        return places.tryAcquire(most) && givenUp.tryAcquire(mostGivenUp);
    }
}
