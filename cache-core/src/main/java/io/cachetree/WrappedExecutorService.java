package io.cachetree;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** An executor whose work is done where the thread is that hands it over. What is no work goes to the executor as it is. */
class WrappedExecutorService implements ExecutorService {

    private final ExecutorService executor;

    WrappedExecutorService(ExecutorService executor) {
        this.executor = executor;
    }

    @Override
    public void execute(Runnable work) {
        executor.execute(CacheContext.wrapRunnable(work));
    }

    @Override
    public Future<?> submit(Runnable work) {
        return executor.submit(CacheContext.wrapRunnable(work));
    }

    @Override
    public <T extends @Nullable Object> Future<T> submit(Runnable work, T result) {
        return executor.submit(CacheContext.wrapRunnable(work), result);
    }

    @Override
    public <T extends @Nullable Object> Future<T> submit(Callable<T> work) {
        return executor.submit(CacheContext.wrapCallable(work));
    }

    @Override
    public <T extends @Nullable Object> List<Future<T>> invokeAll(Collection<? extends Callable<T>> work)
            throws InterruptedException {
        return executor.invokeAll(wrapEach(work));
    }

    @Override
    public <T extends @Nullable Object> List<Future<T>> invokeAll(
            Collection<? extends Callable<T>> work, long timeout, TimeUnit unit) throws InterruptedException {
        return executor.invokeAll(wrapEach(work), timeout, unit);
    }

    @Override
    public <T extends @Nullable Object> T invokeAny(Collection<? extends Callable<T>> work)
            throws InterruptedException, ExecutionException {
        return executor.invokeAny(wrapEach(work));
    }

    @Override
    public <T extends @Nullable Object> T invokeAny(Collection<? extends Callable<T>> work, long timeout, TimeUnit unit)
            throws InterruptedException, ExecutionException, TimeoutException {
        return executor.invokeAny(wrapEach(work), timeout, unit);
    }

    private static <T extends @Nullable Object> List<Callable<T>> wrapEach(Collection<? extends Callable<T>> work) {
        return work.stream().<Callable<T>>map(CacheContext::wrapCallable).toList();
    }

    @Override
    public void shutdown() {
        executor.shutdown();
    }

    @Override
    public List<Runnable> shutdownNow() {
        return executor.shutdownNow();
    }

    @Override
    public boolean isShutdown() {
        return executor.isShutdown();
    }

    @Override
    public boolean isTerminated() {
        return executor.isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return executor.awaitTermination(timeout, unit);
    }

    @Override
    public String toString() {
        return "CacheContext.wrap(" + executor + ")";
    }
}
