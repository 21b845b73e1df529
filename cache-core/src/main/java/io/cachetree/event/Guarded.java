package io.cachetree.event;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what a listener throws away from the step that it is told about. */
final class Guarded {

    private static final Logger log = LoggerFactory.getLogger(CacheListener.class);

    private Guarded() {}

    static void tell(CacheListener listener, CacheEvent event) {
        try {
            listener.on(event);
        } catch (RuntimeException | AssertionError | LinkageError e) {
            log.warn("Listener {} failed at {}", listener, event, e);
        }
    }
}
