package io.cachetree.engine;

import io.cachetree.codec.Codec;
import io.cachetree.event.StepInvocation;
import io.cachetree.key.CodeDigest;
import io.cachetree.key.KeyContent;
import io.cachetree.key.StepCode;
import io.cachetree.key.StepId;
import io.cachetree.tree.OnCodeChange;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call whose key is known.
 *
 * @param scope where it was called
 * @param call the call
 * @param invocation how events name it; with its node and key
 * @param inputs what entered the key, as it was then
 * @param content what the key is made of
 * @param codec the codec of the result
 * @param startNanos when it was called, by {@link System#nanoTime()}
 */
record KeyedCall(
        Scope scope,
        StepCall call,
        StepInvocation invocation,
        List<StepCall.Input> inputs,
        KeyContent content,
        Codec<@Nullable Object> codec,
        long startNanos) {

    Flight.Key flightKey() {
        return new Flight.Key(invocation.node(), invocation.key());
    }

    /** Returns the code of this step, or of one that it calls, as it is now. */
    StepCode codeOf(StepId which) {
        return scope.engine().codeOf(which, call.loader());
    }

    /** Returns whether a digest is that of the code of a step as it is now; code that is not found stays what it is. */
    boolean isOfToday(StepId which, CodeDigest digest) {
        return digest.equals(codeOf(which).digest()) || scope.engine().code().isCurrent(digest, which, call.loader());
    }

    Codec.Options optionsForCodec() {
        return new Codec.Options(call.nodeName(), call.annotations(), scope.options());
    }

    OnCodeChange onCodeChange() {
        return call.onCodeChange().orElse(scope.settings().onCodeChange());
    }

    /** Returns how long the call has taken until now, and tells the step around it. */
    Duration ended() {
        Duration took = took();
        scope.step().ifPresent(step -> step.inSteps().add(took.toNanos()));
        return took;
    }

    Duration took() {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }
}
