package io.cachetree.micrometer;

import io.cachetree.engine.call.Scope;
import io.micrometer.context.ThreadLocalAccessor;
import org.jspecify.annotations.Nullable;

/**
 * Lets Micrometer's context-propagation carry the place in the tree, as it carries all that it knows of.
 *
 * <p>It is registered as a service, so nobody has to name it. Thread safety: any number of threads.
 */
public final class CacheContextAccessor implements ThreadLocalAccessor<Scope> {

    /** The key under which the context stands in a snapshot. */
    public static final String KEY = "io.cachetree.context";

    /** Creates it; for {@link java.util.ServiceLoader}. */
    public CacheContextAccessor() {}

    @Override
    public Object key() {
        return KEY;
    }

    @Override
    public @Nullable Scope getValue() {
        return Scope.currentOrNull();
    }

    @Override
    public void setValue(Scope value) {
        Scope.replace(value);
    }

    @Override
    public void setValue() {
        Scope.replace(null);
    }
}
