package io.cachetree.intercept;

import io.cachetree.codec.Codec;
import io.cachetree.engine.call.StepCall;
import io.cachetree.engine.call.Workspace;
import io.cachetree.key.ClassOrigin;
import io.cachetree.key.StepId;
import io.cachetree.tree.OnCodeChange;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call of a method that is a step. One such object is all that a call makes before its key is needed.
 *
 * <p>Thread safety: it belongs to the call.
 */
final class MethodCall implements StepCall {

    private final StepMethod method;
    private final @Nullable Object self;
    private final @Nullable Object[] arguments;
    private final Proceed proceed;

    MethodCall(StepMethod method, @Nullable Object self, @Nullable Object[] arguments, Proceed proceed) {
        this.method = method;
        this.self = self;
        this.arguments = arguments;
        this.proceed = proceed;
    }

    @Override
    public StepId step() {
        return method.id();
    }

    @Override
    public String nodeName() {
        return method.nodeName(arguments);
    }

    @Override
    public List<Input> inputs(ClassOrigin.Source origins) {
        return method.inputs(self, arguments, origins);
    }

    @Override
    public @Nullable ClassLoader loader() {
        return method.loader();
    }

    @Override
    public Optional<OnCodeChange> onCodeChange() {
        return method.onCodeChange();
    }

    @Override
    public Type returnType() {
        return method.returnType();
    }

    @Override
    public Codec.Annotations annotations() {
        return method::annotation;
    }

    @Override
    public @Nullable Object run(@Nullable Workspace workspace) throws Throwable {
        if (workspace != null) {
            method.putUrl(workspace, arguments);
        }
        return proceed.run(self, arguments);
    }
}
