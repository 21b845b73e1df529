package io.cachetree.intercept;

import com.google.common.reflect.TypeToken;
import io.cachetree.annotation.Cached;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The annotations of a method, with those of the interface methods that it implements.
 *
 * <p>An annotation of an overridden method of a superclass does not count, as Java's annotations of methods are not
 * inherited; {@link #isForgotten} finds where that was probably not meant.
 */
public final class StepAnnotations {

    private final Method method;

    private StepAnnotations(Method method) {
        this.method = method;
    }

    /** Looks at the annotations of the given method. */
    public static StepAnnotations of(Method method) {
        return new StepAnnotations(method);
    }

    /** Returns the methods with a body, of a class and of those above it, that are steps. */
    public static List<Method> stepsOf(Class<?> type) {
        return StepClasses.above(type).stream()
                .flatMap(each -> Stream.of(each.getDeclaredMethods()))
                .filter(method -> !Modifier.isAbstract(method.getModifiers()))
                .filter(method -> of(method).cached().isPresent())
                .toList();
    }

    /**
     * Returns whether a class has steps, be it without a body. One whose methods name classes that are not there cannot be
     * looked at; it has no step that could run.
     */
    static boolean areIn(Class<?> type) {
        try {
            return StepClasses.above(type).stream()
                    .filter(each -> each.getClassLoader() != null)
                    .flatMap(each -> Stream.of(each.getDeclaredMethods()))
                    .anyMatch(method -> of(method).cached().isPresent());
        } catch (LinkageError incomplete) {
            return false;
        }
    }

    /** Returns the annotation that makes the method a step, if it is one; bridge methods never are. */
    public Optional<Cached> cached() {
        if (method.isSynthetic()) {
            return Optional.empty();
        }
        return find(Cached.class);
    }

    /** Returns an annotation of the method, or else of an interface method that it implements. */
    <A extends Annotation> Optional<A> find(Class<A> type) {
        return declarations()
                .flatMap(each -> Optional.ofNullable(each.getAnnotation(type)).stream())
                .findFirst();
    }

    /** Returns whether a parameter has an annotation. */
    boolean hasParameter(int index, Class<? extends Annotation> annotation) {
        return declarations().anyMatch(each -> each.getParameters()[index].isAnnotationPresent(annotation));
    }

    /** Returns whether the method overrides a step, and is none itself. */
    public boolean isForgotten() {
        return !method.isSynthetic()
                && cached().isEmpty()
                && overridden().anyMatch(each -> each.isAnnotationPresent(Cached.class));
    }

    private Stream<Method> declarations() {
        return Stream.concat(
                Stream.of(method),
                StepClasses.interfaces(method.getDeclaringClass()).stream().flatMap(this::declaredIn));
    }

    private Stream<Method> overridden() {
        return Stream.<Class<?>>iterate(
                        method.getDeclaringClass().getSuperclass(), type -> type != null, Class::getSuperclass)
                .flatMap(this::declaredIn);
    }

    /** A method that is private or static is overridden by none, nor does one of that kind override another. */
    private Stream<Method> declaredIn(Class<?> type) {
        return isVirtual(method)
                ? Stream.of(type.getDeclaredMethods())
                        .filter(each -> each.getName().equals(method.getName()) && !each.isSynthetic())
                        .filter(each -> isVirtual(each) && hasSameParameters(each))
                : Stream.empty();
    }

    private static boolean isVirtual(Method method) {
        return (method.getModifiers() & (Modifier.STATIC | Modifier.PRIVATE)) == 0;
    }

    /** A generic interface declares wider types than its implementation, whose class says what they stand for. */
    private boolean hasSameParameters(Method other) {
        Class<?>[] mine = method.getParameterTypes();
        Class<?>[] theirs = other.getParameterTypes();
        if (Arrays.equals(mine, theirs)) {
            return true;
        }
        boolean fits = mine.length == theirs.length;
        for (int i = 0; fits && i < mine.length; i++) {
            fits = theirs[i].isAssignableFrom(mine[i]);
        }
        return fits && Arrays.equals(mine, parametersHere(other));
    }

    /** Returns the types of another method's parameters as they are in this method's class. */
    private Class<?>[] parametersHere(Method other) {
        TypeToken<?> here = TypeToken.of(method.getDeclaringClass());
        return Stream.of(other.getGenericParameterTypes())
                .map(each -> here.resolveType(each).getRawType())
                .toArray(Class<?>[]::new);
    }
}
