package io.cachetree.intercept.guice;

import io.cachetree.intercept.SourceLine;
import io.cachetree.intercept.StepAnnotations;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The steps of a class that Guice does not intercept, each with what to change. */
final class UninterceptedSteps {

    private UninterceptedSteps() {}

    /** Returns a line for each step that is not intercepted in objects which Guice makes of the class. */
    static List<String> ofClass(Class<?> type) {
        return methods(type)
                .flatMap(method -> problem(type, method).stream().map(problem -> SourceLine.of(method) + " " + problem))
                .toList();
    }

    /** Returns a line for each step of objects of the class that somebody else than Guice made. */
    static List<String> ofForeignObject(Class<?> type, String maker) {
        return methods(type)
                .filter(method -> StepAnnotations.of(method).cached().isPresent())
                .map(method -> "%s is a step of an object that Guice did not make (%s). Bind %s to its class instead."
                        .formatted(SourceLine.of(method), maker, type.getSimpleName()))
                .toList();
    }

    private static Optional<String> problem(Class<?> type, Method method) {
        if (StepAnnotations.of(method).isForgotten()) {
            return Optional.of("overrides a step, and is none. Annotate it @Cached.");
        }
        if (StepAnnotations.of(method).cached().isEmpty()) {
            return Optional.empty();
        }
        return ofModifier(method).or(() -> ofFinalClass(type));
    }

    private static Optional<String> ofModifier(Method method) {
        return Stream.of("private", "static", "final")
                .filter(modifier -> Modifier.toString(method.getModifiers()).matches(".*\\b" + modifier + "\\b.*"))
                .findFirst()
                .map(modifier ->
                        "is %s, and Guice intercepts by overriding. Remove \"%s\".".formatted(modifier, modifier));
    }

    private static Optional<String> ofFinalClass(Class<?> type) {
        return Modifier.isFinal(type.getModifiers())
                ? Optional.of("is in a final class, and Guice intercepts by overriding. Remove \"final\" from %s."
                        .formatted(type.getSimpleName()))
                : Optional.empty();
    }

    private static Stream<Method> methods(Class<?> type) {
        return Stream.<Class<?>>iterate(type, each -> each != null && each != Object.class, Class::getSuperclass)
                .flatMap(each -> Stream.of(each.getDeclaredMethods()));
    }
}
