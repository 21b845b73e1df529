package io.cachetree.intercept;

import com.google.common.reflect.TypeToken;
import io.cachetree.tree.InvalidStepException;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A method that is declared to be a step: for each class of objects that it is called on, it is a step of its own.
 *
 * <p>Thread safety: any number of threads.
 */
public final class StepDeclaration {

    private final Method method;
    private final @Nullable Lookup lookup;
    private final List<String> names;
    private final ClassValue<Optional<StepMethod>> steps = new ClassValue<>() {
        @Override
        protected Optional<StepMethod> computeValue(Class<?> type) {
            Class<?> receiver = StepClasses.written(type);
            return StepClasses.isOverridden(method, receiver) ? Optional.empty() : Optional.of(read(receiver));
        }
    };

    private StepDeclaration(Method method, @Nullable Lookup lookup, List<String> names) {
        this.method = method;
        this.lookup = lookup;
        this.names = names;
    }

    /** Returns the declaration of a method. */
    public static StepDeclaration of(Method method) {
        return new StepDeclaration(method, null, namesOf(method));
    }

    /** Returns the declaration of a method whose class lends its own view of its module. */
    public static StepDeclaration of(Method method, Lookup lookup) {
        return new StepDeclaration(method, lookup, namesOf(method));
    }

    /** Returns the declaration of a method whose parameters have the given names. */
    public static StepDeclaration of(Method method, Lookup lookup, List<String> names) {
        return new StepDeclaration(method, lookup, names);
    }

    /** Returns what is wrong with the declaration of a method that is a step, each a sentence and what to do. */
    public static List<String> problems(Method method) {
        return StepAnnotations.of(method)
                .cached()
                .map(cached -> StepMethodCheck.problems(
                        StepMethod.template(cached, method.getName()), StepMethod.parameters(method, namesOf(method))))
                .orElse(List.of());
    }

    /**
     * Returns the step on an object; of a static method, on {@code null}. Where the object's class overrides the method,
     * it is called by {@code super} and part of the step that overrides it.
     *
     * @throws InvalidStepException if the method is declared in a way that cannot be a step; it says all that is wrong
     */
    Optional<StepMethod> on(@Nullable Object self) {
        return steps.get(self == null ? method.getDeclaringClass() : self.getClass());
    }

    private StepMethod read(Class<?> receiver) {
        if (receiver.isHidden()) {
            throw new InvalidStepException(
                    "Cannot key the step %s.%s: it was called on a lambda, whose class has no name that the next run could know. Write a class."
                            .formatted(method.getDeclaringClass().getSimpleName(), method.getName()));
        }
        return StepMethod.of(method, names, returnType(receiver), receiver, lookup);
    }

    /** Only the receiver's class knows what a type variable of a generic superclass stands for. */
    private Type returnType(Class<?> receiver) {
        Type declared = method.getGenericReturnType();
        return declared instanceof Class
                ? declared
                : TypeToken.of(receiver).resolveType(declared).getType();
    }

    private static List<String> namesOf(Method method) {
        return Stream.of(method.getParameters()).map(Parameter::getName).toList();
    }
}
