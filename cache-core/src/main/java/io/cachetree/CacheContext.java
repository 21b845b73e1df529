package io.cachetree;

import io.cachetree.engine.call.Scope;
import io.cachetree.engine.call.Workspace;
import io.cachetree.tree.CacheOptions;
import io.cachetree.tree.NodePath;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where the current thread is in a tree: the step that runs, its node, its directory, the options in force.
 *
 * <p>Another thread does not know this by itself. Whatever is handed to one is wrapped where it is handed over:
 *
 * <pre>{@code
 * ExecutorService pool = CacheContext.wrap(Executors.newFixedThreadPool(8));
 * pool.submit(() -> steps.segment(block));         // a step below the one that is running here
 * CompletableFuture.supplyAsync(() -> steps.count(block), pool);
 * blocks.parallelStream().map(CacheContext.wrapFunction(block -> steps.count(block)));
 * }</pre>
 *
 * <ul>
 *   <li>An executor that is wrapped takes the context of the thread that gives it work; a function that is wrapped
 *       takes that of the thread that wraps it.
 *   <li>After the work, the thread is again where it was before, whatever the work threw.
 *   <li>What was wrapped where no tree was open runs outside of any tree.
 * </ul>
 *
 * <p>Immutable; a context may be used on any thread.
 */
public final class CacheContext {

    private final @Nullable Scope scope;

    private CacheContext(@Nullable Scope scope) {
        this.scope = scope;
    }

    /** Returns the context of the current thread; outside of any open tree, one that is nowhere. */
    public static CacheContext current() {
        return new CacheContext(Scope.currentOrNull());
    }

    /** Returns the node of the step that runs here; the root between steps; nothing where no tree is open. */
    public Optional<NodePath> node() {
        return Optional.ofNullable(scope).map(Scope::node);
    }

    /** Returns the directory of the step that runs here, or nothing outside of any step. */
    public Optional<CacheDirectory> directory() {
        return workspace().map(StepDirectory::new);
    }

    /** Returns the options in force here; outside of any open tree the standard ones. */
    public CacheOptions options() {
        return scope == null ? CacheOptions.STANDARD : scope.options();
    }

    /** Adds a line to the {@code log.txt} of the step that runs here; nothing happens outside of any step. */
    public void log(String line) {
        workspace().ifPresent(workspace -> workspace.log(line));
    }

    private Optional<Workspace> workspace() {
        return Optional.ofNullable(scope).flatMap(Scope::workspace);
    }

    /**
     * Does some work in this context on the current thread; for what no wrap fits.
     *
     * <pre>{@code
     * CacheContext here = CacheContext.current();
     * scans.parallelStream().mapToDouble(scan -> here.call(() -> steps.measure(scan)));
     * }</pre>
     *
     * @throws E what the work throws, as it is
     */
    public <T extends @Nullable Object, E extends Throwable> T call(CacheTree.Work<T, E> work) throws E {
        try (Scope.Binding binding = Scope.bind(scope)) {
            return work.run();
        }
    }

    private void run(Runnable work) {
        try (Scope.Binding binding = Scope.bind(scope)) {
            work.run();
        }
    }

    /** Returns an executor that does all work in the context of the thread that gives it the work. */
    public static Executor wrap(Executor executor) {
        return work -> executor.execute(wrapRunnable(work));
    }

    /** Returns an executor that does all work in the context of the thread that gives it the work. */
    public static ExecutorService wrap(ExecutorService executor) {
        return new WrappedExecutorService(executor);
    }

    /** Returns an executor that does all work in the context of the thread that gives it the work. */
    public static ScheduledExecutorService wrap(ScheduledExecutorService executor) {
        return new WrappedScheduledExecutorService(executor);
    }

    /** Returns the work, to be done in the context of this thread on whatever thread. */
    public static Runnable wrapRunnable(Runnable work) {
        CacheContext here = current();
        return () -> here.run(work);
    }

    /** Returns the work, to be done in the context of this thread on whatever thread. */
    public static <T extends @Nullable Object> Callable<T> wrapCallable(Callable<T> work) {
        CacheContext here = current();
        return () -> here.call(work::call);
    }

    /** Returns the work, to be done in the context of this thread on whatever thread. */
    public static <T extends @Nullable Object> Supplier<T> wrapSupplier(Supplier<T> work) {
        CacheContext here = current();
        return () -> here.call(work::get);
    }

    /** Returns the work, to be done in the context of this thread on whatever thread. */
    public static <T extends @Nullable Object, R extends @Nullable Object> Function<T, R> wrapFunction(
            Function<T, R> work) {
        CacheContext here = current();
        return each -> here.call(() -> work.apply(each));
    }

    /** Returns the work, to be done in the context of this thread on whatever thread. */
    public static <T extends @Nullable Object, U extends @Nullable Object, R extends @Nullable Object>
            BiFunction<T, U, R> wrapFunction(BiFunction<T, U, R> work) {
        CacheContext here = current();
        return (one, other) -> here.call(() -> work.apply(one, other));
    }

    /** Returns the work, to be done in the context of this thread on whatever thread; for reductions. */
    public static <T extends @Nullable Object> BinaryOperator<T> wrapOperator(BinaryOperator<T> work) {
        return wrapFunction(work)::apply;
    }

    /** Returns the work, to be done in the context of this thread on whatever thread. */
    public static <T extends @Nullable Object> Consumer<T> wrapConsumer(Consumer<T> work) {
        CacheContext here = current();
        return each -> here.run(() -> work.accept(each));
    }

    /** Returns the work, to be done in the context of this thread on whatever thread. */
    public static <T extends @Nullable Object, U extends @Nullable Object> BiConsumer<T, U> wrapConsumer(
            BiConsumer<T, U> work) {
        CacheContext here = current();
        return (one, other) -> here.run(() -> work.accept(one, other));
    }

    /** Returns the test, to be made in the context of this thread on whatever thread. */
    public static <T extends @Nullable Object> Predicate<T> wrapPredicate(Predicate<T> test) {
        CacheContext here = current();
        return each -> here.call(() -> test.test(each));
    }
}
