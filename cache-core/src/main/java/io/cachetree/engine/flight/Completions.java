package io.cachetree.engine.flight;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Passes the outcome of one value to come on to another, as it is: what {@link CompletableFuture} derives from a failed
 * one would fail with a {@code CompletionException} around it, and a caller shall see what the step threw.
 */
public final class Completions {

    private Completions() {}

    /** Returns what completes as the given stage does, after something was done with its outcome. */
    public static <T extends @Nullable Object> CompletableFuture<T> after(
            CompletionStage<T> stage, BiConsumer<? super @Nullable T, ? super @Nullable Throwable> done) {
        CompletableFuture<T> result = new CompletableFuture<>();
        stage.whenComplete((value, failure) -> {
            try {
                done.accept(value, failure);
            } finally {
                complete(result, value, failure);
            }
        });
        return result;
    }

    /**
     * Passes on what an asynchronous step returned.
     *
     * @param stage the value to come that it returned
     */
    @SuppressWarnings({"unchecked", "FutureReturnValueIgnored"
    }) // A step is asynchronous if it returns such; what comes of it goes on.
    public static void passOn(@Nullable Object stage, CompletableFuture<@Nullable Object> result) {
        ((CompletionStage<@Nullable Object>) Objects.requireNonNull(stage))
                .whenComplete((value, failure) -> complete(result, value, failure));
    }

    private static <T extends @Nullable Object> void complete(
            CompletableFuture<T> result, T value, @Nullable Throwable failure) {
        if (failure == null) {
            result.complete(value);
        } else {
            result.completeExceptionally(failure);
        }
    }
}
