package io.cachetree.intercept.bytebuddy;

import io.cachetree.annotation.Cached;
import io.cachetree.intercept.woven.Woven;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.bytebuddy.description.annotation.AnnotationDescription;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDefinition;
import net.bytebuddy.description.type.TypeDescription;

/**
 * The steps of a type that is known by its class file only, found by the rules of {@link
 * io.cachetree.intercept.StepAnnotations}: the annotation stands on the method, or on that of an interface.
 */
final class DescribedSteps {

    private DescribedSteps() {}

    /** Returns the format in which a type was woven, if it was. */
    static Optional<Integer> wovenFormat(TypeDescription type) {
        return Optional.ofNullable(type.getDeclaredAnnotations().ofType(Woven.class))
                .map(AnnotationDescription.Loadable::load)
                .map(Woven::format);
    }

    /** Returns whether a type declares steps, be it without a body. Most types have none, so this is quick about it. */
    static boolean any(TypeDescription type) {
        return isAnnotated(type)
                || (superclasses(type)
                                .flatMap(each -> interfaces(each).stream())
                                .anyMatch(DescribedSteps::isAnnotated)
                        && type.getDeclaredMethods().stream()
                                .anyMatch(method -> cached(method).isPresent()));
    }

    private static boolean isAnnotated(TypeDescription type) {
        return type.getDeclaredMethods().stream()
                .anyMatch(method ->
                        !method.isSynthetic() && method.getDeclaredAnnotations().isAnnotationPresent(Cached.class));
    }

    /** Returns the methods that a type declares, with a body, and that are steps. */
    static List<MethodDescription.InDefinedShape> bodies(TypeDescription type) {
        return type.getDeclaredMethods().stream()
                .filter(method -> !method.isAbstract() && !method.isNative())
                .filter(method -> cached(method).isPresent())
                .toList();
    }

    /** Returns the annotation that makes a method a step, if it is one; bridge methods never are. */
    static Optional<Cached> cached(MethodDescription.InDefinedShape method) {
        return method.isMethod() && !method.isSynthetic()
                ? declarations(method)
                        .flatMap(each -> annotation(each, Cached.class).stream())
                        .findFirst()
                : Optional.empty();
    }

    static boolean hasParameter(
            MethodDescription.InDefinedShape method, int index, Class<? extends Annotation> annotation) {
        return declarations(method)
                .anyMatch(each ->
                        each.getParameters().get(index).getDeclaredAnnotations().isAnnotationPresent(annotation));
    }

    /** Returns whether a method overrides a step, and is none itself. */
    static boolean isForgotten(MethodDescription.InDefinedShape method) {
        return method.isVirtual()
                && !method.isSynthetic()
                && cached(method).isEmpty()
                && superclasses(method.getDeclaringType())
                        .skip(1)
                        .flatMap(each -> declaredIn(each, method))
                        .anyMatch(each -> annotation(each, Cached.class).isPresent());
    }

    /** Returns the steps that a class promises by its interfaces, and inherits from where they are none. */
    static List<MethodDescription.InDefinedShape> inheritedFromStrangers(TypeDescription type) {
        return type.isInterface()
                ? List.of()
                : interfaces(type).stream()
                        .flatMap(each -> each.getDeclaredMethods().stream())
                        .filter(method -> method.isAbstract()
                                && annotation(method, Cached.class).isPresent())
                        .flatMap(method -> implementation(type, method).stream())
                        .filter(method -> cached(method).isEmpty())
                        .toList();
    }

    private static Optional<MethodDescription.InDefinedShape> implementation(
            TypeDescription type, MethodDescription.InDefinedShape method) {
        return superclasses(type)
                .flatMap(each -> each.getDeclaredMethods().stream()
                        .filter(own -> own.getName().equals(method.getName()) && own.isVirtual() && !own.isSynthetic())
                        .filter(own -> !own.isAbstract() && hasSameParameters(type, own, method)))
                .findFirst();
    }

    private static <A extends Annotation> Optional<A> annotation(
            MethodDescription.InDefinedShape method, Class<A> type) {
        return Optional.ofNullable(method.getDeclaredAnnotations().ofType(type))
                .map(AnnotationDescription.Loadable::load);
    }

    private static Stream<MethodDescription.InDefinedShape> declarations(MethodDescription.InDefinedShape method) {
        return Stream.concat(
                Stream.of(method),
                superclasses(method.getDeclaringType())
                        .flatMap(each -> interfaces(each).stream())
                        .distinct()
                        .flatMap(each -> declaredIn(each, method)));
    }

    /** A method that is private or static is overridden by none, nor does one of that kind override another. */
    private static Stream<MethodDescription.InDefinedShape> declaredIn(
            TypeDescription type, MethodDescription.InDefinedShape method) {
        return method.isVirtual()
                ? type.getDeclaredMethods().stream()
                        .filter(each -> each.getName().equals(method.getName()) && !each.isSynthetic())
                        .filter(each -> each.isVirtual() && hasSameParameters(method.getDeclaringType(), method, each))
                : Stream.empty();
    }

    /** A generic interface declares wider types than its implementation, whose class says what they stand for. */
    private static boolean hasSameParameters(
            TypeDescription type, MethodDescription.InDefinedShape mine, MethodDescription.InDefinedShape theirs) {
        List<TypeDescription> ours = mine.getParameters().asTypeList().asErasures();
        List<TypeDescription> others = theirs.getParameters().asTypeList().asErasures();
        if (ours.equals(others)) {
            return true;
        }
        return ours.size() == others.size()
                && IntStream.range(0, ours.size()).allMatch(i -> others.get(i).isAssignableFrom(ours.get(i)))
                && parametersIn(type, theirs).anyMatch(ours::equals);
    }

    /** Returns the types of a method's parameters as they are in a type below the method's. */
    private static Stream<List<TypeDescription>> parametersIn(
            TypeDefinition type, MethodDescription.InDefinedShape method) {
        return type.asErasure().equals(method.getDeclaringType())
                ? type.getDeclaredMethods().stream()
                        .filter(each -> each.asDefined().equals(method))
                        .map(each -> each.getParameters().asTypeList().asErasures())
                : Stream.concat(Stream.ofNullable(type.getSuperClass()), type.getInterfaces().stream())
                        .filter(above -> !isOfJdk(above.asErasure()))
                        .flatMap(above -> parametersIn(above, method));
    }

    /** Returns the class and its superclasses, up to those of the JDK. */
    private static Stream<TypeDescription> superclasses(TypeDescription type) {
        return Stream.<TypeDefinition>iterate(
                        type, each -> each != null && !isOfJdk(each.asErasure()), TypeDefinition::getSuperClass)
                .map(TypeDefinition::asErasure);
    }

    /** Returns the interfaces of a type and those above them, but not those of its superclasses. */
    private static List<TypeDescription> interfaces(TypeDescription type) {
        List<TypeDescription> found = new ArrayList<>();
        addInterfaces(type, found);
        return found;
    }

    private static void addInterfaces(TypeDescription type, List<TypeDescription> found) {
        for (TypeDescription each : type.getInterfaces().asErasures()) {
            if (!isOfJdk(each) && !found.contains(each)) {
                found.add(each);
                addInterfaces(each, found);
            }
        }
    }

    /** No method of the JDK is a step, and to look at them all takes its time. */
    private static boolean isOfJdk(TypeDescription type) {
        return type.getName().startsWith("java.");
    }
}
