package io.cachetree.intercept.check;

import io.cachetree.annotation.CacheUrl;
import io.cachetree.annotation.Keyed;
import io.cachetree.annotation.Unkeyed;
import io.cachetree.intercept.check.internal.Doubt;
import io.cachetree.intercept.check.internal.JavaTypes;
import io.cachetree.intercept.check.internal.KeyableTypes;
import io.cachetree.intercept.check.internal.Rule;
import java.util.List;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;

/** Finds parameters that cannot get the directory, and inputs (parameters and {@code @Keyed} fields) without a key. */
final class ParameterCheck {

    private static final List<String> DIRECTORIES =
            List.of("java.net.URI", "java.nio.file.Path", "java.lang.String", "io.cachetree.CacheDirectory");

    private final KeyableTypes keyable;
    private final Report report;

    ParameterCheck(KeyableTypes keyable, Report report) {
        this.keyable = keyable;
        this.report = report;
    }

    void checkDirectories(Step step) {
        List<? extends VariableElement> directories = step.directories();
        if (directories.size() > 1) {
            add(
                    directories.get(1),
                    step,
                    Rule.TWO_DIRECTORIES,
                    "It has %d parameters annotated @CacheUrl. Keep one.".formatted(directories.size()));
        }
        directories.stream()
                .filter(each -> each.asType().getKind() != TypeKind.ERROR)
                .filter(each -> !JavaTypes.isExactly(each.asType(), DIRECTORIES))
                .forEach(each -> addWrongType(each, step));
    }

    private void addWrongType(VariableElement directory, Step step) {
        add(
                directory,
                step,
                Rule.DIRECTORY_OF_WRONG_TYPE,
                "Its parameter \"%s\" annotated @CacheUrl has the type %s. Make it a Path, URI, String or CacheDirectory."
                        .formatted(directory.getSimpleName(), JavaTypes.simpleName(directory.asType())));
    }

    private void add(VariableElement parameter, Step step, Rule rule, String problem) {
        report.at(parameter, rule, "The step %s is not declared right: %s".formatted(step.shortForm(), problem));
    }

    void checkInputs(Step step) {
        for (VariableElement each : step.inputs()) {
            keyable.doubt(each.asType(), each.getSimpleName().toString())
                    .ifPresent(doubt -> report.at(
                            each,
                            doubt.rule(),
                            "%s \"%s\" of step \"%s\": %s"
                                    .formatted(verb(doubt), doubt.place(), step.shortForm(), doubt.reason())));
        }
    }

    /** Checks the parameters of a method or constructor that is no step. */
    void checkNoStep(ExecutableElement method) {
        for (VariableElement each : method.getParameters()) {
            if (each.getAnnotation(CacheUrl.class) != null) {
                addWithoutStep(method, each, "CacheUrl");
            } else if (each.getAnnotation(Unkeyed.class) != null) {
                addWithoutStep(method, each, "Unkeyed");
            }
        }
    }

    private void addWithoutStep(ExecutableElement method, VariableElement parameter, String annotation) {
        boolean constructs = method.getKind() == ElementKind.CONSTRUCTOR;
        report.at(parameter, Rule.ANNOTATION_WITHOUT_STEP, """
                @%s on "%s" has no effect: %s is no step. %s, or remove @%1$s.""".formatted(
                annotation,
                parameter.getSimpleName(),
                constructs
                        ? "the constructor of " + JavaTypes.owner(method).getSimpleName()
                        : JavaTypes.shortForm(method),
                constructs ? "Mark the field" : "Annotate the method @Cached"));
    }

    /** Checks a field, whatever class it is in. */
    void checkField(VariableElement field) {
        if (field.getAnnotation(Keyed.class) == null) {
            return;
        }
        String name = JavaTypes.shortForm(field);
        if (field.getModifiers().contains(Modifier.STATIC)) {
            report.at(field, Rule.STATIC_KEYED_FIELD, """
                    The field %s is @Keyed and static: only the fields of an object enter the key of its steps. Remove \
                    "static", or pass it as a parameter.""".formatted(name));
        } else if (field.getAnnotation(Unkeyed.class) != null) {
            report.at(field, Rule.KEYED_AND_UNKEYED, """
                    The field %s is both @Keyed and @Unkeyed. Keep @Keyed if it changes what the steps compute, else \
                    @Unkeyed.""".formatted(name));
        } else {
            keyable.doubt(field.asType(), name)
                    .ifPresent(doubt -> report.at(
                            field,
                            doubt.rule(),
                            "%s the @Keyed field \"%s\": %s"
                                    .formatted(
                                            verb(doubt),
                                            doubt.place(),
                                            doubt.reason()
                                                    .replace("mark the parameter", "mark the field")
                                                    .replace("Mark the parameter", "Mark the field"))));
        }
    }

    private static String verb(Doubt doubt) {
        return doubt.rule() == Rule.INPUT_WITHOUT_KEY ? "Cannot fingerprint" : "Perhaps cannot fingerprint";
    }
}
