package io.cachetree.intercept.bytebuddy;

import io.cachetree.intercept.StepAnnotations;
import io.cachetree.intercept.UninterceptedSteps;
import io.cachetree.intercept.woven.WovenStep;
import io.cachetree.tree.InvalidStepException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import org.jspecify.annotations.Nullable;

/**
 * A class, and the one to make in its place so that its steps are intercepted.
 *
 * <p>Thread safety: immutable.
 */
final class CachedClass {

    private static final UninterceptedSteps STEPS = new UninterceptedSteps("CachedObjects", WovenStep::isWoven);

    private final Class<?> written;
    private final Class<?> made;

    /** Looks at a class, and makes a subclass if it has steps that nobody intercepts. */
    CachedClass(Class<?> written) {
        this.written = written;
        List<Method> steps = StepAnnotations.stepsOf(written).stream()
                .filter(method -> !WovenStep.isWoven(method.getDeclaringClass()))
                .toList();
        requireNone(problems(written, steps));
        this.made = steps.isEmpty() ? written : subclass(written, steps);
    }

    private void requireNone(List<String> problems) {
        if (!problems.isEmpty()) {
            throw new InvalidStepException("Cannot make a cached object of \"%s\":\n  %s"
                    .formatted(
                            written.getName(),
                            String.join("\n  ", problems.stream().sorted().toList())));
        }
    }

    private static List<String> problems(Class<?> type, List<Method> steps) {
        List<String> problems = new ArrayList<>(STEPS.ofClass(type));
        problems.addAll(STEPS.declaredWrong(type));
        if (Modifier.isAbstract(type.getModifiers())) {
            problems.add("It is abstract. Name a class that can be made.");
        } else if (!steps.isEmpty()) {
            if (type.isSealed()) {
                problems.add("It is sealed, and CachedObjects intercepts by overriding. Remove \"sealed\".");
            }
            if (constructors(type).allMatch(each -> Modifier.isPrivate(each.getModifiers()))) {
                problems.add("It has only private constructors, and a subclass must call one. Remove \"private\".");
            }
        }
        return problems;
    }

    private static Class<?> subclass(Class<?> type, List<Method> steps) {
        return new ByteBuddy()
                .subclass(type)
                .name(type.getName() + "$$CacheTree")
                .method(method -> isOneOf(steps, method))
                .intercept(new StepCallCode(Weaver::namesOf))
                .make()
                .load(type.getClassLoader(), ClassLoadingStrategy.UsingLookup.of(lookup(type)))
                .getLoaded();
    }

    private static boolean isOneOf(List<Method> steps, MethodDescription method) {
        return method.asDefined() instanceof MethodDescription.ForLoadedMethod loaded
                && steps.contains(loaded.getLoadedMethod());
    }

    /** A subclass of the same package overrides what is package-private, too. */
    private static Lookup lookup(Class<?> type) {
        try {
            return MethodHandles.privateLookupIn(type, MethodHandles.lookup());
        } catch (IllegalAccessException e) {
            throw new InvalidStepException(
                    "Cannot make a cached object of \"%s\": its module keeps the package closed. Open it to io.cachetree.intercept, or weave the class."
                            .formatted(type.getName()),
                    e);
        }
    }

    /** Makes an object by the constructor that takes the arguments. */
    Object create(@Nullable Object[] arguments) {
        try {
            return constructor(arguments).newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw thrownBy(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new InvalidStepException(
                    "Cannot make a cached object of \"%s\": %s.".formatted(written.getName(), e), e);
        }
    }

    private RuntimeException thrownBy(@Nullable Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return thrown instanceof RuntimeException unchecked
                ? unchecked
                : new InvalidStepException(
                        "Cannot make a cached object of \"%s\": its constructor failed.".formatted(written.getName()),
                        thrown);
    }

    private Constructor<?> constructor(@Nullable Object[] arguments) {
        List<Constructor<?>> fitting =
                constructors(made).filter(each -> takes(each, arguments)).toList();
        if (fitting.size() != 1) {
            throw new InvalidStepException(
                    "Cannot make a cached object of \"%s\": %d of its constructors take the arguments %s. Give those of one constructor."
                            .formatted(written.getName(), fitting.size(), Arrays.toString(arguments)));
        }
        fitting.get(0).setAccessible(true);
        return fitting.get(0);
    }

    private static Stream<Constructor<?>> constructors(Class<?> type) {
        return Stream.of(type.getDeclaredConstructors()).filter(each -> !each.isSynthetic());
    }

    private static boolean takes(Constructor<?> constructor, @Nullable Object[] arguments) {
        Class<?>[] types = constructor.getParameterTypes();
        return types.length == arguments.length
                && IntStream.range(0, types.length).allMatch(i -> takes(types[i], arguments[i]));
    }

    private static boolean takes(Class<?> type, @Nullable Object argument) {
        Class<?> boxed = MethodType.methodType(type).wrap().returnType();
        return argument == null ? !type.isPrimitive() : boxed.isInstance(argument);
    }
}
