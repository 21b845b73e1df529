package io.cachetree.intercept.check;

import io.cachetree.annotation.CacheUrl;
import io.cachetree.annotation.Cached;
import io.cachetree.annotation.Unkeyed;
import io.cachetree.intercept.NameTemplate;
import io.cachetree.intercept.check.internal.JavaTypes;
import io.cachetree.tree.NodeName;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.ElementFilter;

/**
 * A method that is a step, by its own annotation or by that of an interface's method that it implements. The same rules
 * as those of {@code StepAnnotations}, which reads classes.
 *
 * @param method the method
 * @param cached what makes it a step
 * @param declarations the method, then the methods of interfaces that it implements
 */
record Step(ExecutableElement method, Cached cached, List<ExecutableElement> declarations) {

    /** Returns the step that a method is, if it is one. */
    static Optional<Step> of(ExecutableElement method, JavaTypes types) {
        List<ExecutableElement> declarations =
                Stream.concat(Stream.of(method), implemented(method, types)).toList();
        return declarations.stream()
                .flatMap(each -> Optional.ofNullable(each.getAnnotation(Cached.class)).stream())
                .findFirst()
                .map(cached -> new Step(method, cached, declarations));
    }

    /** Returns the steps that a class declares, in the order of the source. */
    static List<Step> in(TypeElement type, JavaTypes types) {
        return ElementFilter.methodsIn(type.getEnclosedElements()).stream()
                .flatMap(each -> of(each, types).stream())
                .toList();
    }

    /** Returns whether a class or something above it declares steps. */
    static boolean anyIn(TypeElement type, JavaTypes types) {
        return Stream.concat(Stream.of(type), types.above(type))
                .filter(each -> !JavaTypes.isOfJdk(each))
                .flatMap(each -> ElementFilter.methodsIn(each.getEnclosedElements()).stream())
                .anyMatch(Step::isAnnotated);
    }

    static boolean isAnnotated(ExecutableElement method) {
        return method.getAnnotation(Cached.class) != null;
    }

    /** Returns whether a method overrides a step of a superclass, whose annotation does not count for it. */
    static boolean isForgotten(ExecutableElement method, JavaTypes types) {
        return above(method, types)
                .filter(each -> JavaTypes.owner(each).getKind() != ElementKind.INTERFACE)
                .anyMatch(Step::isAnnotated);
    }

    private static Stream<ExecutableElement> implemented(ExecutableElement method, JavaTypes types) {
        return above(method, types).filter(each -> JavaTypes.owner(each).getKind() == ElementKind.INTERFACE);
    }

    private static Stream<ExecutableElement> above(ExecutableElement method, JavaTypes types) {
        if (method.getModifiers().contains(Modifier.STATIC)
                || method.getModifiers().contains(Modifier.PRIVATE)) {
            return Stream.empty();
        }
        return types.above(JavaTypes.owner(method))
                .filter(each -> !JavaTypes.isOfJdk(each))
                .flatMap(each -> ElementFilter.methodsIn(each.getEnclosedElements()).stream())
                .filter(each -> types.overrides(method, each));
    }

    /** Returns the class that declares the method. */
    TypeElement type() {
        return JavaTypes.owner(method);
    }

    /** Returns class and method for people, as messages at run time name a step. */
    String shortForm() {
        return JavaTypes.shortForm(method);
    }

    /** Returns whether the method itself is annotated, and not only one that it implements. */
    boolean isOwn() {
        return isAnnotated(method);
    }

    NameTemplate name() {
        return new NameTemplate(
                cached.name().isEmpty() ? NodeName.kebab(method.getSimpleName().toString()) : cached.name());
    }

    /** Returns the annotation with the name, if the method itself gives one. */
    Optional<AnnotationMirror> annotation() {
        return method.getAnnotationMirrors().stream()
                .filter(each -> JavaTypes.isExactly(each.getAnnotationType(), Cached.class.getName()))
                .<AnnotationMirror>map(each -> each)
                .findFirst();
    }

    static Optional<AnnotationValue> nameValue(AnnotationMirror cached) {
        return cached.getElementValues().entrySet().stream()
                .filter(each -> each.getKey().getSimpleName().contentEquals("name"))
                .<AnnotationValue>map(each -> each.getValue())
                .findFirst();
    }

    /** Returns the parameters that get the directory. */
    List<? extends VariableElement> directories() {
        return method.getParameters().stream()
                .filter(each -> has(each, CacheUrl.class))
                .toList();
    }

    /** Returns the parameters that enter the key. */
    List<? extends VariableElement> inputs() {
        return method.getParameters().stream()
                .filter(each -> !has(each, CacheUrl.class) && !has(each, Unkeyed.class))
                .toList();
    }

    private boolean has(VariableElement parameter, Class<? extends Annotation> annotation) {
        int index = method.getParameters().indexOf(parameter);
        return declarations.stream()
                .anyMatch(each -> each.getParameters().get(index).getAnnotation(annotation) != null);
    }
}
