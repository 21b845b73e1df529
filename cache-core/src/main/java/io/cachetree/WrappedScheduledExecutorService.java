package io.cachetree;

import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A scheduled executor whose work is done where the thread is that schedules it. */
final class WrappedScheduledExecutorService extends WrappedExecutorService implements ScheduledExecutorService {

    private final ScheduledExecutorService executor;

    WrappedScheduledExecutorService(ScheduledExecutorService executor) {
        super(executor);
        this.executor = executor;
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable work, long delay, TimeUnit unit) {
        return executor.schedule(CacheContext.wrapRunnable(work), delay, unit);
    }

    @Override
    public <T extends @Nullable Object> ScheduledFuture<T> schedule(Callable<T> work, long delay, TimeUnit unit) {
        return executor.schedule(CacheContext.wrapCallable(work), delay, unit);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable work, long first, long period, TimeUnit unit) {
        return executor.scheduleAtFixedRate(CacheContext.wrapRunnable(work), first, period, unit);
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable work, long first, long delay, TimeUnit unit) {
        return executor.scheduleWithFixedDelay(CacheContext.wrapRunnable(work), first, delay, unit);
    }
}
