package io.cachetree.engine.keying;

import io.cachetree.codec.Codec;
import io.cachetree.codec.Codecs;
import io.cachetree.codec.NoCodecException;
import io.cachetree.engine.call.KeyedCall;
import io.cachetree.engine.call.RunningStep;
import io.cachetree.engine.call.Scope;
import io.cachetree.engine.call.StepCall;
import io.cachetree.event.StepInvocation;
import io.cachetree.key.CacheKey;
import io.cachetree.key.Fingerprints;
import io.cachetree.key.KeyContent;
import io.cachetree.key.KeyPart;
import io.cachetree.key.UnkeyableValueException;
import io.cachetree.tree.InvalidStepException;
import io.cachetree.tree.NodePath;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Names the node of a call, finds the codec of its result and computes its key: all before anything runs. */
public final class Keying {

    private final Codecs codecs;
    private final Fingerprints fingerprints;
    private final AtomicLong invocations = new AtomicLong();

    /** Creates it for one tree. */
    public Keying(Codecs codecs, Fingerprints fingerprints) {
        this.codecs = codecs;
        this.fingerprints = fingerprints;
    }

    /**
     * Returns the call with its key.
     *
     * @throws InvalidStepException if the step has no codec, or inputs that cannot be keyed; it names all of them
     */
    public KeyedCall keyed(Scope scope, StepCall call) {
        long start = System.nanoTime();
        Codec<@Nullable Object> codec = codec(call);
        List<StepCall.Input> inputs =
                call.inputs(type -> scope.engine().code().origin(type, call.step(), call.loader()));
        List<KeyPart> parts = parts(call, inputs);
        KeyContent content = new KeyContent(call.step(), scope.engine().codeOf(call.step(), call.loader()), parts);
        NodePath node = scope.nodeOf(call.step(), call.nodeName());
        CacheKey key = content.key();
        long caller = scope.step().map(RunningStep::invocation).orElse(0L);
        scope.step().ifPresent(step -> step.called(call, node, content.code().digest()));
        StepInvocation invocation = new StepInvocation(invocations.incrementAndGet(), caller, node, call.step(), key);
        return new KeyedCall(scope, call, invocation, inputs, content, codec, start);
    }

    /** The codec was found by the type that it is used for, which the compiler cannot know. */
    @SuppressWarnings("unchecked")
    private Codec<@Nullable Object> codec(StepCall call) {
        try {
            return (Codec<@Nullable Object>) codecs.codecFor(call.valueType());
        } catch (NoCodecException e) {
            throw new InvalidStepException(
                    "Cannot cache the step %s: %s".formatted(call.step().shortForm(), e.getMessage()), e);
        }
    }

    private List<KeyPart> parts(StepCall call, List<StepCall.Input> inputs) {
        List<KeyPart> parts = new ArrayList<>();
        List<UnkeyableValueException> unkeyable = new ArrayList<>();
        for (StepCall.Input input : inputs) {
            try {
                parts.add(part(input));
            } catch (UnkeyableValueException e) {
                unkeyable.add(e.in(input.name(), call.step()));
            }
        }
        throwAny(unkeyable);
        return parts;
    }

    private KeyPart part(StepCall.Input input) {
        return new KeyPart(
                input.kind(), input.name(), fingerprints.of(input.value()), fingerprints.shows(input.value()));
    }

    private static void throwAny(List<UnkeyableValueException> unkeyable) {
        if (unkeyable.size() == 1) {
            throw unkeyable.get(0);
        }
        if (!unkeyable.isEmpty()) {
            String all = unkeyable.stream().map(Throwable::getMessage).collect(Collectors.joining("\n"));
            throw new InvalidStepException(all, unkeyable.get(0));
        }
    }
}
