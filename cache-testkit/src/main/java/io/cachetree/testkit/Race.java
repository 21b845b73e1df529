package io.cachetree.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;

/**
 * Threads that start at the same moment.
 *
 * <pre>{@code
 * List<Boolean> won = Race.of(16, runner -> () -> store.publish("a.json", content(runner), null, POWER));
 * }</pre>
 *
 * <p>A race that does not end is a failure, never a test that hangs.
 */
public final class Race {

    private static final Duration LIMIT = Duration.ofMinutes(5);

    private Race() {}

    /**
     * Runs one piece of work on each of so many threads, and returns what they returned, in order.
     *
     * @throws Exception what one of them threw, or {@link TimeoutException} after five minutes
     */
    public static <T> List<T> of(int threads, IntFunction<Callable<T>> work) throws Exception {
        CyclicBarrier start = new CyclicBarrier(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<T>> runners = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                Callable<T> each = work.apply(i);
                runners.add(pool.submit(() -> {
                    start.await();
                    return each.call();
                }));
            }
            return results(runners);
        } finally {
            pool.shutdownNow();
        }
    }

    private static <T> List<T> results(List<Future<T>> runners) throws Exception {
        List<T> results = new ArrayList<>();
        for (Future<T> each : runners) {
            results.add(result(each));
        }
        return results;
    }

    private static <T> T result(Future<T> runner) throws Exception {
        try {
            return runner.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception thrown) {
                throw thrown;
            }
            throw e;
        }
    }
}
