package io.cachetree.intercept;

import io.cachetree.annotation.CacheUrl;
import io.cachetree.annotation.Cached;
import io.cachetree.annotation.Unkeyed;
import io.cachetree.engine.StepCall;
import io.cachetree.engine.Workspace;
import io.cachetree.key.KeyPart;
import io.cachetree.key.StepId;
import io.cachetree.tree.InvalidStepException;
import io.cachetree.tree.NodeName;
import io.cachetree.tree.OnCodeChange;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A method that is a step, read and checked once.
 *
 * <p>Thread safety: immutable.
 */
public final class StepMethod {

    private final Method method;
    private final Type returnType;
    private final StepId id;
    private final NameTemplate name;
    private final List<String> names;
    private final int[] keyed;
    private final Optional<UrlParameter> url;
    private final Optional<OnCodeChange> onCodeChange;

    private StepMethod(Method method, Type returnType, Class<?> receiver, Cached cached) {
        this.method = method;
        this.returnType = returnType;
        this.id = idOf(method, receiver);
        this.name = new NameTemplate(cached.name().isEmpty() ? NodeName.kebab(method.getName()) : cached.name());
        this.names = Stream.of(method.getParameters()).map(Parameter::getName).toList();
        this.keyed = keyed(method);
        this.onCodeChange = onCodeChange(cached.onCodeChange());
        this.url = new StepMethodCheck(method, name, names).urlParameter();
    }

    /**
     * Reads a method.
     *
     * @param method the method with the body
     * @param returnType its generic return type, as it is in the receiver's class
     * @param receiver the class of the object that the step is called on, as its author wrote it: what it overrides
     *     decides what an inherited step does
     * @throws InvalidStepException if the method is declared in a way that cannot be a step; it says all that is wrong
     */
    public static StepMethod of(Method method, Type returnType, Class<?> receiver) {
        Cached cached = StepAnnotations.of(method)
                .cached()
                .orElseThrow(() -> new IllegalArgumentException(method + " is not annotated @Cached"));
        return new StepMethod(method, returnType, receiver, cached);
    }

    StepId id() {
        return id;
    }

    /** Returns a call of this step on an object, for the engine. */
    StepCall call(Object self, @Nullable Object[] arguments, Proceed proceed) {
        return new StepCall(
                id,
                name.name(names, arguments),
                inputs(self, arguments),
                method.getDeclaringClass().getClassLoader(),
                onCodeChange,
                returnType,
                workspace -> run(workspace, arguments, proceed));
    }

    private List<StepCall.Input> inputs(Object self, @Nullable Object[] arguments) {
        List<StepCall.Input> inputs = new ArrayList<>(keyed.length);
        for (int index : keyed) {
            inputs.add(new StepCall.Input(KeyPart.Kind.PARAMETER, names.get(index), arguments[index]));
        }
        inputs.addAll(KeyedFields.of(self));
        return inputs;
    }

    private @Nullable Object run(@Nullable Workspace workspace, @Nullable Object[] arguments, Proceed proceed)
            throws Throwable {
        if (workspace != null && url.isPresent()) {
            arguments[url.get().index()] = url.get().value(workspace);
        }
        return proceed.run();
    }

    private static StepId idOf(Method method, Class<?> receiver) {
        StepId declared = StepId.of(method);
        return new StepId(receiver.getName(), declared.method(), declared.descriptor());
    }

    private static Optional<OnCodeChange> onCodeChange(Cached.CodeChange said) {
        return said == Cached.CodeChange.AS_THE_TREE
                ? Optional.empty()
                : Optional.of(OnCodeChange.valueOf(said.name()));
    }

    private static int[] keyed(Method method) {
        StepAnnotations annotations = StepAnnotations.of(method);
        return IntStream.range(0, method.getParameterCount())
                .filter(index -> !annotations.hasParameter(index, CacheUrl.class))
                .filter(index -> !annotations.hasParameter(index, Unkeyed.class))
                .toArray();
    }
}
