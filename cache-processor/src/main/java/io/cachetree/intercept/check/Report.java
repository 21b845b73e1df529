package io.cachetree.intercept.check;

import io.cachetree.intercept.check.internal.Rule;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import javax.annotation.processing.Messager;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.tools.Diagnostic.Kind;

/** Says what was found, at the place in the source; not below an element with {@code @SuppressWarnings("cachetree")}. */
final class Report {

    private final Messager messager;
    private final Optional<SourceTrees> trees;
    private final boolean warningsAreErrors;

    Report(Messager messager, Optional<SourceTrees> trees, boolean warningsAreErrors) {
        this.messager = messager;
        this.trees = trees;
        this.warningsAreErrors = warningsAreErrors;
    }

    void at(Element element, Rule rule, String message) {
        at(element, rule, rule.kind(), message);
    }

    void at(Element element, Rule rule, Kind kind, String message) {
        if (!isSuppressed(element)) {
            messager.printMessage(strict(kind), text(rule, message), element);
        }
    }

    /** Points at the value of an annotation that the element has. */
    void at(Element element, AnnotationMirror annotation, AnnotationValue value, Rule rule, String message) {
        if (!isSuppressed(element)) {
            messager.printMessage(strict(rule.kind()), text(rule, message), element, annotation, value);
        }
    }

    /** Points at the return type of a method if the source is there, else at the method. */
    void atReturnType(Element method, Rule rule, String message) {
        if (isSuppressed(method)) {
            return;
        }
        Kind kind = strict(rule.kind());
        boolean printed = trees.isPresent() && trees.get().printAtReturnType(method, kind, text(rule, message));
        if (!printed) {
            messager.printMessage(kind, text(rule, message), method);
        }
    }

    private Kind strict(Kind kind) {
        return warningsAreErrors && kind == Kind.WARNING ? Kind.ERROR : kind;
    }

    private static String text(Rule rule, String message) {
        return "[%s] %s".formatted(rule.code(), message);
    }

    private static boolean isSuppressed(Element element) {
        return Stream.iterate(Optional.of(element), Optional::isPresent, each -> each.flatMap(Report::enclosing))
                .flatMap(Optional::stream)
                .flatMap(each -> Optional.ofNullable(each.getAnnotation(SuppressWarnings.class)).stream())
                .anyMatch(each -> Arrays.asList(each.value()).contains("cachetree"));
    }

    private static Optional<Element> enclosing(Element element) {
        return Optional.ofNullable(element.getEnclosingElement());
    }
}
