package io.cachetree.engine.call;

import io.cachetree.codec.Codec;
import io.cachetree.key.ClassOrigin;
import io.cachetree.key.StepId;
import io.cachetree.tree.OnCodeChange;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A call of a step that is no method, for tests of the engine alone. */
public record MadeUpCall(
        StepId step,
        String nodeName,
        List<StepCall.Input> named,
        Optional<OnCodeChange> onCodeChange,
        Type returnType,
        Body body)
        implements StepCall {

    /** What it does. */
    @FunctionalInterface
    public interface Body {
        @Nullable Object run() throws Throwable;
    }

    @Override
    public List<Input> inputs(ClassOrigin.Source origins) {
        return named;
    }

    @Override
    public @Nullable ClassLoader loader() {
        return null;
    }

    @Override
    public Codec.Annotations annotations() {
        return Codec.Annotations.NONE;
    }

    @Override
    public @Nullable Object run(@Nullable Workspace workspace) throws Throwable {
        return body.run();
    }
}
