package io.cachetree.intercept.check;

import io.cachetree.intercept.NameTemplate;
import io.cachetree.intercept.check.internal.JavaTypes;
import io.cachetree.intercept.check.internal.Rule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;

/** Finds names that cannot be those of nodes, and steps of a class that share one. */
final class NameCheck {

    private static final List<String> TEXT = List.of(
            "java.lang.String",
            "java.lang.Boolean",
            "java.lang.Character",
            "java.lang.Byte",
            "java.lang.Short",
            "java.lang.Integer",
            "java.lang.Long",
            "java.lang.Float",
            "java.lang.Double");

    private final Report report;

    NameCheck(Report report) {
        this.report = report;
    }

    /** Checks the steps of a class. */
    void check(List<Step> steps) {
        steps.forEach(this::checkName);
        Map<String, Step> byName = new HashMap<>();
        for (Step step : steps) {
            Step earlier = byName.putIfAbsent(step.name().toString(), step);
            if (earlier != null) {
                addAtName(step, Rule.SHARED_NODE, """
                        The steps %s and %s share the node "%s". Give one of them another name, so that people find \
                        their results apart.""".formatted(signature(earlier), signature(step), step.name()));
            }
        }
    }

    /** Checks only whether the method has the parameters that the name has in braces. */
    void checkParameters(Step step) {
        step.name().parameters().stream()
                .filter(each -> parameter(step, each).isEmpty())
                .forEach(each -> addUnknown(step, each));
    }

    private void checkName(Step step) {
        NameTemplate name = step.name();
        if (!name.isAllowed()) {
            add(step, Rule.BAD_NAME, """
                    name = "%s" cannot be a node. Use a-z, 0-9, '.', '_' and '-', starting and ending with a letter or \
                    digit, and no reserved name.""".formatted(name));
        }
        name.parameters().forEach(placeholder -> checkPlaceholder(step, placeholder));
    }

    private void checkPlaceholder(Step step, String placeholder) {
        parameter(step, placeholder)
                .ifPresentOrElse(found -> checkType(step, found), () -> addUnknown(step, placeholder));
    }

    private static Optional<? extends VariableElement> parameter(Step step, String name) {
        return step.method().getParameters().stream()
                .filter(each -> each.getSimpleName().contentEquals(name))
                .findFirst();
    }

    private void checkType(Step step, VariableElement parameter) {
        if (!canHold(parameter.asType())) {
            add(
                    step,
                    Rule.PARAMETER_WITHOUT_TEXT_IN_NAME,
                    "name = \"%s\" names \"%s\", whose type is %s. Only primitives, strings and enums can stand in a name."
                            .formatted(
                                    step.name(), parameter.getSimpleName(), JavaTypes.simpleName(parameter.asType())));
        }
    }

    private void addUnknown(Step step, String placeholder) {
        List<String> names = step.method().getParameters().stream()
                .map(each -> each.getSimpleName().toString())
                .toList();
        add(
                step,
                Rule.UNKNOWN_PARAMETER_IN_NAME,
                "name = \"%s\" names \"%s\", and the parameters are %s. Name one of them."
                        .formatted(step.name(), placeholder, names));
    }

    private static boolean canHold(TypeMirror type) {
        return switch (type.getKind()) {
            case ERROR -> true;
            case DECLARED -> JavaTypes.isEnum(type) || JavaTypes.isExactly(type, TEXT);
            default -> type.getKind().isPrimitive();
        };
    }

    private void add(Step step, Rule rule, String problem) {
        addAtName(step, rule, "The step %s is not declared right: %s".formatted(step.shortForm(), problem));
    }

    private void addAtName(Step step, Rule rule, String message) {
        step.annotation()
                .flatMap(annotation -> Step.nameValue(annotation).map(value -> Map.entry(annotation, value)))
                .ifPresentOrElse(
                        found -> report.at(step.method(), found.getKey(), found.getValue(), rule, message),
                        () -> report.at(step.method(), rule, message));
    }

    private static String signature(Step step) {
        return step.shortForm()
                + step.method().getParameters().stream()
                        .map(each -> JavaTypes.simpleName(each.asType()))
                        .collect(Collectors.joining(", ", "(", ")"));
    }
}
