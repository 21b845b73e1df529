package io.cachetree.intercept;

import org.jspecify.annotations.Nullable;

/** Goes on to the body of an intercepted method. */
@FunctionalInterface
public interface Proceed {

    /**
     * Runs the body.
     *
     * @param self the object that the method was called on; {@code null} if it is static
     * @param arguments its arguments as they are now, in the array that the interceptor was given
     */
    @Nullable Object run(@Nullable Object self, @Nullable Object[] arguments) throws Throwable;
}
