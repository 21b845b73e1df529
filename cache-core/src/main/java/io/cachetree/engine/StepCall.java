package io.cachetree.engine;

import io.cachetree.codec.Codec;
import io.cachetree.key.KeyPart;
import io.cachetree.key.StepId;
import io.cachetree.tree.OnCodeChange;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A call of a step, as an interceptor hands it to the engine.
 *
 * @param step the step
 * @param nodeName the name of its node within the caller's node
 * @param inputs tells what enters the key, in the order of declaration; asked once, when a key is needed
 * @param loader the class loader of the step's class
 * @param onCodeChange what the step's author says about results of other code, if anything
 * @param returnType the declared generic type of the result
 * @param body the step itself
 * @param annotations the annotations of its method, for codecs
 */
public record StepCall(
        StepId step,
        String nodeName,
        Supplier<List<Input>> inputs,
        @Nullable ClassLoader loader,
        Optional<OnCodeChange> onCodeChange,
        Type returnType,
        Body body,
        Codec.Annotations annotations) {

    /** A call of a step without annotations that a codec could ask for. */
    public StepCall(
            StepId step,
            String nodeName,
            Supplier<List<Input>> inputs,
            @Nullable ClassLoader loader,
            Optional<OnCodeChange> onCodeChange,
            Type returnType,
            Body body) {
        this(step, nodeName, inputs, loader, onCodeChange, returnType, body, Codec.Annotations.NONE);
    }

    /**
     * An input of a step.
     *
     * @param kind what it is
     * @param name its name
     * @param value its value
     * @param current reads it again where it can be assigned anew, as a field can; {@code null} elsewhere
     */
    public record Input(
            KeyPart.Kind kind,
            String name,
            @Nullable Object value,
            @Nullable Supplier<@Nullable Object> current) {

        /** An input that cannot be assigned anew. */
        public Input(KeyPart.Kind kind, String name, @Nullable Object value) {
            this(kind, name, value, null);
        }
    }

    /** The body of a step. */
    @FunctionalInterface
    public interface Body {

        /**
         * Runs the step.
         *
         * @param workspace where the step may write files; {@code null} if nothing is to be written
         */
        @Nullable Object run(@Nullable Workspace workspace) throws Throwable;
    }

    /** Returns whether the step returns before its result is there. */
    boolean isAsync() {
        Type raw = AsyncTypes.raw(returnType);
        return raw == CompletableFuture.class || raw == CompletionStage.class;
    }

    /** Returns the type of what is committed: of an asynchronous step, that of the value to come. */
    Type valueType() {
        return isAsync() ? AsyncTypes.valueType(returnType) : returnType;
    }
}
