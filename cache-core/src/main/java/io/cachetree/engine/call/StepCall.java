package io.cachetree.engine.call;

import io.cachetree.codec.Codec;
import io.cachetree.key.ClassOrigin;
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

/** A call of a step, as an interceptor hands it to the engine. */
public interface StepCall {

    /** Returns the step. */
    StepId step();

    /** Returns the name of its node within the caller's node. */
    String nodeName();

    /**
     * Returns what enters the key, in the order of declaration; asked once, when a key is needed.
     *
     * @param origins knows where classes come from
     */
    List<Input> inputs(ClassOrigin.Source origins);

    /** Returns the class loader of the step's class. */
    @Nullable ClassLoader loader();

    /** Returns what the step's author says about results of other code, if anything. */
    Optional<OnCodeChange> onCodeChange();

    /** Returns the declared generic type of the result. */
    Type returnType();

    /** Returns the annotations of its method, for codecs. */
    Codec.Annotations annotations();

    /**
     * Runs the body of the step.
     *
     * @param workspace where the step may write files; {@code null} if nothing is to be written
     * @throws Throwable what the body throws, as it is
     */
    @Nullable Object run(@Nullable Workspace workspace) throws Throwable;

    /**
     * An input of a step.
     *
     * @param kind what it is
     * @param name its name
     * @param value its value
     * @param current reads it again where it can be assigned anew, as a field can; {@code null} elsewhere
     */
    record Input(
            KeyPart.Kind kind,
            String name,
            @Nullable Object value,
            @Nullable Supplier<@Nullable Object> current) {

        /** An input that cannot be assigned anew. */
        public Input(KeyPart.Kind kind, String name, @Nullable Object value) {
            this(kind, name, value, null);
        }
    }

    /** Returns whether the step returns before its result is there. */
    default boolean isAsync() {
        Type raw = AsyncTypes.raw(returnType());
        return raw == CompletableFuture.class || raw == CompletionStage.class;
    }

    /** Returns the type of what is committed: of an asynchronous step, that of the value to come. */
    default Type valueType() {
        return isAsync() ? AsyncTypes.valueType(returnType()) : returnType();
    }
}
