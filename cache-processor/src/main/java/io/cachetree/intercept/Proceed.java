package io.cachetree.intercept;

import org.jspecify.annotations.Nullable;

/** Goes on to the body of an intercepted method, with its arguments as they are then. */
@FunctionalInterface
public interface Proceed {

    /** Runs the body. */
    @Nullable Object run() throws Throwable;
}
