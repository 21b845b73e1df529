package io.cachetree.maintenance.copying;

import java.util.Collection;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A few threads that do many things; within one, they can do many things again.
 *
 * <p>After a failure nothing more is begun, and it is thrown when all that was begun has ended: nobody works on behind the back of
 * whoever cleans up.
 */
public final class Together {

    private static final int THREADS = 4;

    private Together() {}

    /** Does some work on such threads, and returns when it is done. */
    public static void run(Runnable work) {
        ForkJoinPool threads = new ForkJoinPool(THREADS);
        try {
            threads.invoke(ForkJoinTask.adapt(work));
        } finally {
            threads.shutdown();
        }
    }

    /** Does some work with each of many things; called within {@link #run}. */
    public static <T> void each(Collection<T> all, Consumer<T> work) {
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        all.parallelStream().forEach(one -> {
            try {
                if (failure.get() == null) {
                    work.accept(one);
                }
            } catch (Throwable t) {
                failure.compareAndSet(null, t);
            }
        });
        if (failure.get() instanceof RuntimeException e) {
            throw e;
        }
        if (failure.get() instanceof Error e) {
            throw e;
        }
    }
}
