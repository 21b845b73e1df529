package io.cachetree.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A real store of which each operation is told before it is done, to count it, to hold it up, or to let it fail. */
public final class WatchedStore {

    private WatchedStore() {}

    /**
     * Returns a view of a store.
     *
     * @param before is given the name of the operation and its path; the empty text where there is none
     */
    public static Store of(Store store, BiConsumer<String, String> before) {
        return (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(), new Class<?>[] {Store.class}, (view, method, given) -> {
                    before.accept(method.getName(), given == null ? "" : String.valueOf(given[0]));
                    return done(store, method, given);
                });
    }

    private static @Nullable Object done(Store store, Method method, Object @Nullable [] given) throws Throwable {
        try {
            return method.invoke(store, given);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }
}
