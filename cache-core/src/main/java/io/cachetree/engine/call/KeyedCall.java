package io.cachetree.engine.call;

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
public record KeyedCall(
        Scope scope,
        StepCall call,
        StepInvocation invocation,
        List<StepCall.Input> inputs,
        KeyContent content,
        Codec<@Nullable Object> codec,
        long startNanos) {

    /** Returns what at most one flight at a time is for. */
    public Flight.Key flightKey() {
        return new Flight.Key(invocation.node(), invocation.key());
    }

    /** Returns the code of this step, or of one that it calls, as it is now. */
    public StepCode codeOf(StepId which) {
        return scope.engine().codeOf(which, call.loader());
    }

    /** Returns whether a digest is that of the code of a step as it is now; code that is not found stays what it is. */
    public boolean isOfToday(StepId which, CodeDigest digest) {
        return digest.equals(codeOf(which).digest()) || scope.engine().code().isCurrent(digest, which, call.loader());
    }

    /** Returns what a codec is told that writes the result. */
    public Codec.Options optionsForCodec() {
        return new Codec.Options(invocation.node().name(), call.annotations(), scope.options());
    }

    /** Returns what is to be done about a result of other code: what the author of the step says, or else the options. */
    public OnCodeChange onCodeChange() {
        return call.onCodeChange().orElse(scope.settings().onCodeChange());
    }

    /** Returns how long the call has taken until now, and tells the step around it. */
    public Duration ended() {
        Duration took = took();
        scope.step().ifPresent(step -> step.inSteps().add(took.toNanos()));
        return took;
    }

    private Duration took() {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }
}
