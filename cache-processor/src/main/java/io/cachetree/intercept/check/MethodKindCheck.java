package io.cachetree.intercept.check;

import io.cachetree.intercept.check.internal.JavaTypes;
import io.cachetree.intercept.check.internal.Rule;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.tools.Diagnostic.Kind;

/** Finds steps that the chosen way of interception does not get at. */
final class MethodKindCheck {

    private final Mode mode;
    private final JavaTypes types;
    private final Report report;

    MethodKindCheck(Mode mode, JavaTypes types, Report report) {
        this.mode = mode;
        this.types = types;
        this.report = report;
    }

    /** Checks the steps of a class. */
    void check(TypeElement type, List<Step> steps) {
        steps.forEach(this::checkMethod);
        if (mode.overrides() && !steps.isEmpty()) {
            checkClass(type, steps.get(0));
        }
    }

    /** Checks a method that is no step. */
    void checkForgotten(ExecutableElement method) {
        if (Step.isForgotten(method, types)) {
            report.at(
                    method,
                    Rule.FORGOTTEN_STEP,
                    mode == Mode.GUICE ? Kind.ERROR : Rule.FORGOTTEN_STEP.kind(),
                    "%s overrides a step, and is none. Annotate it @Cached.".formatted(JavaTypes.shortForm(method)));
        }
    }

    private void checkMethod(Step step) {
        Set<Modifier> modifiers = step.method().getModifiers();
        if (modifiers.contains(Modifier.ABSTRACT)) {
            checkAbstract(step);
        } else if (mode.overrides()) {
            checkOverriding(step, modifiers);
        } else if (modifiers.contains(Modifier.NATIVE)) {
            report.at(step.method(), Rule.NATIVE_METHOD, """
                    %s is native, and has no bytecode to intercept. Annotate a Java method that calls it.""".formatted(step.shortForm()));
        }
    }

    private void checkAbstract(Step step) {
        if (step.isOwn() && step.type().getKind() != ElementKind.INTERFACE) {
            report.at(step.method(), Rule.ABSTRACT_METHOD, """
                    %s is abstract, and an annotation of a class's method does not count for what overrides it. \
                    Annotate the methods that override it, or declare it in an interface.""".formatted(step.shortForm()));
        }
    }

    private void checkOverriding(Step step, Set<Modifier> modifiers) {
        Stream.of(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .filter(modifiers::contains)
                .findFirst()
                .ifPresentOrElse(modifier -> addModifier(step, modifier), () -> checkVisible(step, modifiers));
    }

    private void addModifier(Step step, Modifier modifier) {
        report.at(
                step.method(),
                Rule.METHOD_THAT_CANNOT_BE_OVERRIDDEN,
                "%s is %s, and %s intercepts by overriding. Remove \"%s\"."
                        .formatted(step.shortForm(), modifier, mode.actor(), modifier));
    }

    private void checkVisible(Step step, Set<Modifier> modifiers) {
        if (mode == Mode.GUICE && !modifiers.contains(Modifier.PUBLIC) && !modifiers.contains(Modifier.PROTECTED)) {
            report.at(step.method(), Rule.PACKAGE_PRIVATE_METHOD, """
                    %s is package-private, and where a JDK denies sun.misc.Unsafe, Guice passes over it in silence. \
                    Make it protected or public.""".formatted(step.shortForm()));
        }
    }

    private void checkClass(TypeElement type, Step step) {
        if (type.getKind() == ElementKind.RECORD || type.getKind() == ElementKind.ENUM) {
            addClass(type, step, type.getKind() == ElementKind.RECORD ? "a record" : "an enum", "Make it a class");
        } else if (type.getModifiers().contains(Modifier.FINAL)) {
            addClass(type, step, "a final class", "Remove \"final\" from " + type.getSimpleName());
        } else if (type.getModifiers().contains(Modifier.SEALED) && type.getKind() == ElementKind.CLASS) {
            addClass(type, step, "a sealed class", "Remove \"sealed\" from " + type.getSimpleName());
        } else if (!type.getModifiers().contains(Modifier.ABSTRACT)) {
            checkConstructors(type);
        }
    }

    private void addClass(TypeElement type, Step step, String kind, String whatToDo) {
        report.at(
                type,
                Rule.CLASS_THAT_CANNOT_BE_EXTENDED,
                "%s is in %s, and %s intercepts by overriding. %s."
                        .formatted(step.shortForm(), kind, mode.actor(), whatToDo));
    }

    private void checkConstructors(TypeElement type) {
        List<ExecutableElement> all = ElementFilter.constructorsIn(type.getEnclosedElements());
        List<ExecutableElement> injected = all.stream()
                .filter(each -> JavaTypes.hasAnnotation(each, "Inject"))
                .toList();
        List<ExecutableElement> used = mode == Mode.GUICE && !injected.isEmpty() ? injected : all;
        if (used.stream().allMatch(each -> each.getModifiers().contains(Modifier.PRIVATE))) {
            used.stream()
                    .findFirst()
                    .ifPresent(each -> report.at(
                            each, Rule.PRIVATE_CONSTRUCTOR, """
                            %s has steps and a private constructor, and %s intercepts by a subclass, which cannot \
                            call it. Remove "private".""".formatted(type.getSimpleName(), mode.actor())));
        }
    }
}
