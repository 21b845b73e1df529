package io.cachetree.intercept;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The steps of a class that cannot be intercepted by overriding them, each with what to change.
 *
 * <p>Thread safety: immutable.
 */
public final class UninterceptedSteps {

    private final String interceptor;
    private final Predicate<Class<?>> isWoven;

    /**
     * Looks at classes for somebody who makes subclasses.
     *
     * @param interceptor who makes the subclasses, for people
     * @param isWoven which classes intercept their own steps
     */
    public UninterceptedSteps(String interceptor, Predicate<Class<?>> isWoven) {
        this.interceptor = interceptor;
        this.isWoven = isWoven;
    }

    /** Returns a line for each step that is not intercepted in objects of the class. */
    public List<String> ofClass(Class<?> type) {
        return methods(type)
                .flatMap(method -> problem(type, method).stream().map(problem -> SourceLine.of(method) + " " + problem))
                .toList();
    }

    /** Returns a line for each step of objects of the class that somebody else made. */
    public List<String> ofForeignObject(Class<?> type, String maker) {
        return methods(type)
                .filter(method -> !isWoven.test(method.getDeclaringClass()))
                .filter(method -> StepAnnotations.of(method).cached().isPresent())
                .map(method -> "%s is a step of an object that %s did not make (%s). Bind %s to its class instead."
                        .formatted(SourceLine.of(method), interceptor, maker, type.getSimpleName()))
                .toList();
    }

    /**
     * Returns a line for each step of the class that is not declared right. The weaver has looked at woven ones, and may
     * know the names of their parameters where the class itself does not.
     */
    public List<String> declaredWrong(Class<?> type) {
        return methods(type)
                .filter(method -> !isWoven.test(method.getDeclaringClass()))
                .flatMap(method -> StepDeclaration.problems(method).stream()
                        .map(problem -> SourceLine.of(method) + ": " + problem))
                .toList();
    }

    private Optional<String> problem(Class<?> type, Method method) {
        if (StepAnnotations.of(method).isForgotten()) {
            return Optional.of("overrides a step, and is none. Annotate it @Cached.");
        }
        if (isWoven.test(method.getDeclaringClass())
                || StepAnnotations.of(method).cached().isEmpty()) {
            return Optional.empty();
        }
        return ofModifier(method).or(() -> ofFinalClass(type));
    }

    private Optional<String> ofModifier(Method method) {
        return Stream.of("private", "static", "final")
                .filter(modifier -> Modifier.toString(method.getModifiers()).matches(".*\\b" + modifier + "\\b.*"))
                .findFirst()
                .map(modifier -> "is %s, and %s intercepts by overriding. Remove \"%s\"."
                        .formatted(modifier, interceptor, modifier));
    }

    private Optional<String> ofFinalClass(Class<?> type) {
        if (type.isRecord()) {
            return Optional.of("is in a record, and %s intercepts by overriding. Make %s a class, or weave it."
                    .formatted(interceptor, type.getSimpleName()));
        }
        return Modifier.isFinal(type.getModifiers())
                ? Optional.of("is in a final class, and %s intercepts by overriding. Remove \"final\" from %s."
                        .formatted(interceptor, type.getSimpleName()))
                : Optional.empty();
    }

    /** Where only an interface is known, what it declares stands for what its implementations do. */
    private static Stream<Method> methods(Class<?> type) {
        return StepClasses.above(type).stream()
                .flatMap(each -> Stream.of(each.getDeclaredMethods()))
                .filter(method -> type.isInterface() || !Modifier.isAbstract(method.getModifiers()));
    }
}
