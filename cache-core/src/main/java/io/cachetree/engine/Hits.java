package io.cachetree.engine;

import io.cachetree.engine.call.KeyedCall;
import io.cachetree.engine.lookup.Found;
import io.cachetree.event.CacheEvent;
import io.cachetree.event.CacheListener;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Hands committed results to those who called. */
record Hits(CacheListener listener) {

    /** Returns the result; of an asynchronous step as a value that has come. */
    @Nullable Object hit(KeyedCall call, Found found) {
        call.scope().step().ifPresent(step -> step.used(call, found.record()));
        found.despite().ifPresent(change -> listener.on(new CacheEvent.CodeDiffers(call.invocation(), change)));
        listener.on(new CacheEvent.StepHit(call.invocation(), found.record().origin(), call.ended()));
        return call.call().isAsync() ? CompletableFuture.completedFuture(found.value()) : found.value();
    }
}
