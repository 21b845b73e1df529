package io.cachetree.engine;

import io.cachetree.codec.Codec;
import io.cachetree.event.StepInvocation;
import io.cachetree.key.CodeDigest;
import io.cachetree.key.KeyPart;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call whose key is known.
 *
 * @param scope where it was called
 * @param call the call
 * @param invocation how events name it; with its node and key
 * @param code the identity of the step's code
 * @param parts what entered the key
 * @param codec the codec of the result
 * @param startNanos when it was called, by {@link System#nanoTime()}
 */
record KeyedCall(
        Scope scope,
        StepCall call,
        StepInvocation invocation,
        CodeDigest code,
        List<KeyPart> parts,
        Codec<@Nullable Object> codec,
        long startNanos) {

    Flight.Key flightKey() {
        return new Flight.Key(invocation.node(), invocation.key());
    }

    Duration took() {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }
}
