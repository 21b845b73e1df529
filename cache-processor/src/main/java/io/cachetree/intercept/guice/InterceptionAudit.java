package io.cachetree.intercept.guice;

import com.google.inject.Binding;
import com.google.inject.Inject;
import com.google.inject.Injector;
import com.google.inject.TypeLiteral;
import com.google.inject.spi.ConstructorBinding;
import com.google.inject.spi.ExposedBinding;
import com.google.inject.spi.InstanceBinding;
import com.google.inject.spi.ProviderInstanceBinding;
import com.google.inject.spi.ProviderKeyBinding;
import com.google.inject.spi.ProvidesMethodBinding;
import com.google.inject.spi.TypeEncounter;
import com.google.inject.spi.TypeListener;
import io.cachetree.intercept.UninterceptedSteps;
import io.cachetree.intercept.woven.WovenStep;
import io.cachetree.tree.InvalidStepException;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the steps that Guice cannot intercept, which it would pass over in silence, and those that are not declared right.
 *
 * <p>The bindings are gone through together when the injector is created; a class that Guice meets later, when it first
 * makes an object of it. Guice itself fails at a final class before that, and does not say which step is meant.
 */
final class InterceptionAudit implements TypeListener {

    private static final UninterceptedSteps STEPS = new UninterceptedSteps("Guice", WovenStep::isWoven);

    private volatile boolean created;

    /** Guice calls this when the injector is complete. */
    @Inject
    void audit(Injector injector) {
        created = true;
        List<Binding<?>> bindings = bindings(injector).toList();
        String problems = text("Guice cannot intercept %d steps:", bindings, InterceptionAudit::problems)
                + text("%d mistakes in the declarations of steps:", bindings, InterceptionAudit::declaredWrong);
        if (!problems.isEmpty()) {
            throw new InvalidStepException(problems.strip());
        }
    }

    @Override
    public <I> void hear(TypeLiteral<I> type, TypeEncounter<I> encounter) {
        if (created || Modifier.isFinal(type.getRawType().getModifiers())) {
            STEPS.ofClass(type.getRawType()).forEach(problem -> encounter.addError("%s", problem));
            STEPS.declaredWrong(type.getRawType()).forEach(problem -> encounter.addError("%s", problem));
        }
    }

    /** Of private modules, those that expose something are known to the injector. */
    private static Stream<Binding<?>> bindings(Injector injector) {
        return injector.getAllBindings().values().stream()
                .flatMap(binding -> binding instanceof ExposedBinding<?> exposed
                        ? exposed.getPrivateElements().getInjector().getAllBindings().values().stream()
                        : Stream.of(binding));
    }

    private static List<String> problems(Binding<?> binding) {
        Class<?> bound = binding.getKey().getTypeLiteral().getRawType();
        if (binding instanceof ConstructorBinding<?> constructed) {
            return STEPS.ofClass(constructed.getConstructor().getDeclaringType().getRawType());
        }
        if (binding instanceof InstanceBinding<?> instance) {
            return STEPS.ofForeignObject(instance.getInstance().getClass(), "toInstance");
        }
        if (binding instanceof ProviderInstanceBinding<?> provided) {
            return STEPS.ofForeignObject(bound, maker(provided));
        }
        return binding instanceof ProviderKeyBinding<?> provided
                ? STEPS.ofForeignObject(
                        bound, provided.getProviderKey().getTypeLiteral().toString())
                : List.of();
    }

    private static String maker(ProviderInstanceBinding<?> binding) {
        return binding.getUserSuppliedProvider() instanceof ProvidesMethodBinding<?> method
                ? "@Provides " + method.getMethod().getDeclaringClass().getSimpleName() + "."
                        + method.getMethod().getName()
                : "toProvider";
    }

    private static List<String> declaredWrong(Binding<?> binding) {
        if (binding instanceof ConstructorBinding<?> constructed) {
            return STEPS.declaredWrong(
                    constructed.getConstructor().getDeclaringType().getRawType());
        }
        return binding instanceof InstanceBinding<?> instance
                ? STEPS.declaredWrong(instance.getInstance().getClass())
                : List.of();
    }

    /** Returns a heading and the problems of all bindings, each in a line; nothing if there are none. */
    private static String text(
            String heading, List<Binding<?>> bindings, Function<Binding<?>, List<String>> problemsOf) {
        List<String> problems = bindings.stream()
                .flatMap(binding -> problemsOf.apply(binding).stream())
                .distinct()
                .sorted()
                .toList();
        return problems.isEmpty()
                ? ""
                : problems.stream()
                        .map(problem -> "\n  " + problem)
                        .collect(Collectors.joining("", "\n" + heading.formatted(problems.size()), ""));
    }
}
