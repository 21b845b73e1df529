package io.cachetree.engine.running;

import io.cachetree.engine.call.KeyedCall;
import io.cachetree.event.CacheEvent;
import io.cachetree.event.CacheListener;
import io.cachetree.store.Store;
import io.cachetree.store.StoreException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of results that cannot be committed because the storage fails, where the options say to go on: their callers get them as
 * they are, and are told.
 *
 * <p>Thread safety: any number of threads.
 */
final class Uncached {

    private static final Logger log = LoggerFactory.getLogger(Uncached.class);

    private final Store store;
    private final CacheListener listener;
    private final AtomicBoolean isLogged = new AtomicBoolean();

    Uncached(Store store, CacheListener listener) {
        this.store = store;
        this.listener = listener;
    }

    /** Returns the value; the files that the step wrote stay, since it may be one of them. */
    @Nullable Object value(Execution execution, @Nullable Object value, StoreException failure) {
        KeyedCall call = execution.call();
        execution.passCallsOn();
        execution.attempt().keep();
        if (isLogged.compareAndSet(false, true)) {
            log.warn("Results of steps are not cached in {}, as long as this lasts: {}", store, failure.getMessage());
        }
        listener.on(new CacheEvent.StepUncached(call.invocation(), String.valueOf(failure.getMessage()), call.ended()));
        return value;
    }
}
