package io.cachetree.intercept;

import io.cachetree.annotation.CacheUrl;
import io.cachetree.annotation.Cached;
import io.cachetree.annotation.Unkeyed;
import io.cachetree.engine.call.StepCall;
import io.cachetree.engine.call.Workspace;
import io.cachetree.key.ClassOrigin;
import io.cachetree.key.KeyPart;
import io.cachetree.key.StepId;
import io.cachetree.tree.InvalidStepException;
import io.cachetree.tree.OnCodeChange;
import java.lang.annotation.Annotation;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A method that is a step, read and checked once.
 *
 * <p>Thread safety: immutable.
 */
final class StepMethod {

    private final Method method;
    private final Type returnType;
    private final StepId id;
    private final NameTemplate name;
    private final List<String> names;
    private final int[] keyed;
    private final Optional<UrlParameter> url;
    private final Optional<OnCodeChange> onCodeChange;
    private final @Nullable Lookup lookup;
    private final boolean hasVersion;

    private StepMethod(
            Method method,
            List<String> names,
            Type returnType,
            Class<?> receiver,
            @Nullable Lookup lookup,
            NameTemplate name,
            Cached cached) {
        this.method = method;
        this.returnType = returnType;
        this.id = idOf(method, receiver);
        this.name = name;
        this.names = names;
        this.keyed = keyed(method);
        this.url = url(method);
        this.onCodeChange = onCodeChange(cached.onCodeChange());
        this.lookup = lookup;
        this.hasVersion = !cached.version().isEmpty();
    }

    /**
     * Reads a method.
     *
     * @param method the method with the body
     * @param names the names of its parameters
     * @param returnType its generic return type, as it is in the receiver's class
     * @param receiver the class of the object that the step is called on, as its author wrote it: what it overrides
     *     decides what an inherited step does
     * @param lookup what the class that declares the method can see of its module, if it lends that
     * @throws InvalidStepException if the method is declared in a way that cannot be a step; it says all that is wrong
     */
    static StepMethod of(
            Method method, List<String> names, Type returnType, Class<?> receiver, @Nullable Lookup lookup) {
        Cached cached = StepAnnotations.of(method)
                .cached()
                .orElseThrow(() -> new IllegalArgumentException(method + " is not annotated @Cached"));
        NameTemplate name = template(cached, method.getName());
        List<String> problems = StepMethodCheck.problems(name, parameters(method, names));
        if (!problems.isEmpty()) {
            throw new InvalidStepException("The step %s.%s is not declared right: %s"
                    .formatted(
                            method.getDeclaringClass().getSimpleName(), method.getName(), String.join(" ", problems)));
        }
        return new StepMethod(method, names, returnType, receiver, lookup, name, cached);
    }

    static NameTemplate template(Cached cached, String method) {
        return NameTemplate.of(cached.name(), method);
    }

    static List<StepParameter> parameters(Method method, List<String> names) {
        Parameter[] parameters = method.getParameters();
        return IntStream.range(0, parameters.length)
                .mapToObj(index -> StepParameter.of(
                        parameters[index],
                        names.get(index),
                        StepAnnotations.of(method).hasParameter(index, CacheUrl.class)))
                .toList();
    }

    StepId id() {
        return id;
    }

    /** Returns the name of its node when it is called with some arguments. */
    String nodeName(@Nullable Object[] arguments) {
        return name.name(names, arguments);
    }

    @Nullable ClassLoader loader() {
        return method.getDeclaringClass().getClassLoader();
    }

    Optional<OnCodeChange> onCodeChange() {
        return onCodeChange;
    }

    Type returnType() {
        return returnType;
    }

    <A extends Annotation> Optional<A> annotation(Class<A> type) {
        return StepAnnotations.of(method).find(type);
    }

    /** Returns what enters the key when it is called on an object with some arguments. */
    List<StepCall.Input> inputs(@Nullable Object self, @Nullable Object[] arguments, ClassOrigin.Source origins) {
        List<StepCall.Input> inputs = new ArrayList<>(keyed.length);
        for (int index : keyed) {
            inputs.add(new StepCall.Input(KeyPart.Kind.PARAMETER, names.get(index), arguments[index]));
        }
        if (self != null) {
            inputs.addAll(KeyedFields.of(self, lookup));
            inputs.addAll(HeldObjects.of(self, lookup, origins, hasVersion));
        }
        return inputs;
    }

    /** Puts the directory of the step in whose context this is called in its place among the arguments. */
    void putUrl(Workspace workspace, @Nullable Object[] arguments) {
        if (url.isPresent()) {
            arguments[url.get().index()] = url.get().value(workspace);
        }
    }

    /**
     * Returns the result of a call.
     *
     * @throws InvalidStepException if there is none, and the method's type has no room for that
     */
    @Nullable Object result(@Nullable Object result) {
        if (result == null && method.getReturnType().isPrimitive() && method.getReturnType() != void.class) {
            throw new InvalidStepException(
                    "Cannot return the result of %s: its codec read null, and the step returns %s. Let the codec return a value, or the step %s."
                            .formatted(
                                    id.shortForm(),
                                    method.getReturnType(),
                                    MethodType.methodType(method.getReturnType())
                                            .wrap()
                                            .returnType()
                                            .getSimpleName()));
        }
        return result;
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

    private static Optional<UrlParameter> url(Method method) {
        return IntStream.range(0, method.getParameterCount())
                .filter(index -> StepAnnotations.of(method).hasParameter(index, CacheUrl.class))
                .mapToObj(index -> new UrlParameter(index, method.getParameterTypes()[index]))
                .findFirst();
    }
}
