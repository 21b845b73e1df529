package io.cachetree.engine.call;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;

/** Looks into the generic type of a step that returns a value to come. */
final class AsyncTypes {

    private AsyncTypes() {}

    static Type raw(Type type) {
        return type instanceof ParameterizedType parameterized ? parameterized.getRawType() : type;
    }

    /** Returns {@code T} of {@code CompletableFuture<T>}; of the raw type, {@code Object}, for which there is no codec. */
    static Type valueType(Type type) {
        return type instanceof ParameterizedType parameterized
                ? parameterized.getActualTypeArguments()[0]
                : Object.class;
    }
}
