package io.cachetree.intercept.bytebuddy;

import io.cachetree.intercept.woven.GeneratedStepCall;
import io.cachetree.intercept.woven.Woven;
import io.cachetree.tree.InvalidStepException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.bytebuddy.description.annotation.AnnotationDescription;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.method.ParameterDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.scaffold.inline.MethodNameTransformer;

/** Moves the bodies of the steps of a class away, and puts calls of steps in their place. */
final class Weaver {

    private Weaver() {}

    /** Returns how moved bodies are named; a fixed name, so that the same class is always woven to the same bytes. */
    static MethodNameTransformer names() {
        return new MethodNameTransformer.Suffixing(MovedBodies.SUFFIX);
    }

    /**
     * Returns whether a type is woven already, with all of its steps: an interface that is compiled elsewhere can make
     * another of its methods a step later.
     *
     * @throws InvalidStepException if it was woven otherwise than it would be now
     */
    static boolean isWoven(TypeDescription type) {
        Optional<Integer> format = DescribedSteps.wovenFormat(type);
        if (format.isPresent() && format.get() != Woven.FORMAT) {
            throw new InvalidStepException(
                    "Cannot weave \"%s\": it was woven in form %d, and this release weaves form %d. Run a clean build."
                            .formatted(type.getName(), format.get(), Woven.FORMAT));
        }
        if (format.isPresent()) {
            DescribedSteps.bodies(type).forEach(Weaver::requireMoved);
        }
        return format.isPresent();
    }

    private static void requireMoved(MethodDescription.InDefinedShape step) {
        if (!hasBodyMethod(step)) {
            throw new InvalidStepException(
                    "Cannot weave \"%s\": it was woven before its method %s became a step. Run a clean build."
                            .formatted(step.getDeclaringType().getName(), step.getName()));
        }
    }

    /**
     * Weaves a type.
     *
     * @param builder rebases the type by {@link #names}
     * @param described the type, with the names of parameters from its debug information
     */
    static DynamicType.Builder<?> weave(DynamicType.Builder<?> builder, TypeDescription described) {
        List<MethodDescription.InDefinedShape> bodies = DescribedSteps.bodies(described);
        bodies.forEach(Weaver::requireFreeName);
        List<MethodDescription.SignatureToken> steps =
                bodies.stream().map(MethodDescription::asSignatureToken).toList();
        return builder.method(method -> method.getDeclaringType().asErasure().equals(described)
                        && steps.contains(method.asSignatureToken()))
                .intercept(new StepCallCode(namesIn(described)))
                .annotateMethod(AnnotationDescription.Builder.ofType(GeneratedStepCall.class)
                        .build())
                .annotateType(AnnotationDescription.Builder.ofType(Woven.class)
                        .define("format", Woven.FORMAT)
                        .build())
                .visit(new MovedBodies(bodies));
    }

    private static void requireFreeName(MethodDescription.InDefinedShape step) {
        if (hasBodyMethod(step)) {
            throw new InvalidStepException("Cannot weave \"%s\": %s"
                    .formatted(step.getDeclaringType().getName(), namesakeOfBody(step.getName(), step)));
        }
    }

    /** Returns whether a class has a method where the body of a step moves. */
    static boolean hasBodyMethod(MethodDescription.InDefinedShape step) {
        return step.getDeclaringType().getDeclaredMethods().stream()
                .anyMatch(each -> each.getInternalName().equals(MovedBodies.nameOfBody(step))
                        && each.getDescriptor().equals(step.getDescriptor()));
    }

    static String namesakeOfBody(String where, MethodDescription step) {
        return "%s cannot move its body to %s, for the class has such a method. Rename that."
                .formatted(where, MovedBodies.nameOfBody(step));
    }

    /** The names of parameters, where the class was compiled with them or with debug information. */
    private static Function<MethodDescription, String> namesIn(TypeDescription described) {
        return method -> described.getDeclaredMethods().stream()
                .filter(each -> each.asSignatureToken().equals(method.asSignatureToken()))
                .map(Weaver::namesOf)
                .findFirst()
                .orElseThrow();
    }

    /** Returns the names of a method's parameters, separated by {@code ;}, or nothing if they are not known. */
    static String namesOf(MethodDescription method) {
        return method.getParameters().stream().allMatch(ParameterDescription::isNamed)
                ? method.getParameters().stream()
                        .map(ParameterDescription::getName)
                        .collect(Collectors.joining(";"))
                : "";
    }
}
