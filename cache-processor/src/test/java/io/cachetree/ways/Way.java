package io.cachetree.ways;

import com.google.inject.Guice;
import io.cachetree.intercept.bytebuddy.CachedObjects;
import io.cachetree.intercept.guice.CacheTreeModule;
import java.lang.reflect.Constructor;

/** A way of interception, and how a program that uses it makes its objects. */
enum Way {
    GUICE("Guice"),
    CACHED_OBJECTS("`CachedObjects`"),
    WOVEN("woven"),
    AGENT("agent");

    private final String title;

    Way(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    <T> T make(Class<T> type) throws ReflectiveOperationException {
        return switch (this) {
            case GUICE ->
                Guice.createInjector(new CacheTreeModule(), binder -> binder.bind(type))
                        .getInstance(type);
            case CACHED_OBJECTS -> CachedObjects.create(type);
            case WOVEN, AGENT -> {
                Constructor<T> constructor = type.getDeclaredConstructor();
                constructor.setAccessible(true);
                yield constructor.newInstance();
            }
        };
    }
}
