package io.cachetree;

import io.cachetree.engine.Scope;
import io.cachetree.engine.Workspace;
import io.cachetree.tree.CacheOptions;
import io.cachetree.tree.NodePath;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where the current thread is in a tree: the step that runs, its node, its directory, the options in force.
 *
 * <p>Another thread does not know this by itself. Whatever is handed to one is wrapped where it is handed over:
 *
 * <pre>{@code
 * Executor pool = CacheContext.wrap(Executors.newFixedThreadPool(8));
 * pool.execute(() -> steps.segment(block));        // a step below the one that is running here
 * CompletableFuture.supplyAsync(() -> steps.count(block), pool);
 * }</pre>
 *
 * <p>A lambda that returns a value could be a {@code Callable} or a {@code Supplier}: give {@code wrap} a variable of
 * the type that is meant, or wrap the executor.
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

    /** Returns the work, to be done in this context on whatever thread. */
    public static Runnable wrap(Runnable work) {
        Scope here = Scope.currentOrNull();
        return () -> {
            try (Scope.Binding binding = Scope.bind(here)) {
                work.run();
            }
        };
    }

    /** Returns the work, to be done in this context on whatever thread. */
    public static <T extends @Nullable Object> Callable<T> wrap(Callable<T> work) {
        Scope here = Scope.currentOrNull();
        return () -> {
            try (Scope.Binding binding = Scope.bind(here)) {
                return work.call();
            }
        };
    }

    /** Returns the work, to be done in this context on whatever thread. */
    public static <T extends @Nullable Object> Supplier<T> wrap(Supplier<T> work) {
        Scope here = Scope.currentOrNull();
        return () -> {
            try (Scope.Binding binding = Scope.bind(here)) {
                return work.get();
            }
        };
    }

    /** Returns an executor that does all work in the context of the thread that gives it the work. */
    public static Executor wrap(Executor executor) {
        return work -> executor.execute(wrap(work));
    }
}
