package io.cachetree.tree;

import java.util.function.Function;

/**
 * What looking for a result in the tree found: a {@link Hit} with it, or a {@link Miss} that says why not.
 *
 * @param <T> what a hit holds
 */
public sealed interface Lookup<T> {

    /** Returns the result of the function that fits what was found. */
    <R> R fold(Function<? super T, ? extends R> onHit, Function<? super MissReason, ? extends R> onMiss);

    /**
     * The tree holds the result.
     *
     * @param value what was found
     */
    record Hit<T>(T value) implements Lookup<T> {
        @Override
        public <R> R fold(Function<? super T, ? extends R> onHit, Function<? super MissReason, ? extends R> onMiss) {
            return onHit.apply(value);
        }
    }

    /**
     * The tree cannot serve the result, so the step has to run.
     *
     * @param reason why not
     */
    record Miss<T>(MissReason reason) implements Lookup<T> {
        @Override
        public <R> R fold(Function<? super T, ? extends R> onHit, Function<? super MissReason, ? extends R> onMiss) {
            return onMiss.apply(reason);
        }
    }
}
