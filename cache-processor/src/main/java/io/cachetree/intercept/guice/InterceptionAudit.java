package io.cachetree.intercept.guice;

import com.google.inject.Binding;
import com.google.inject.Inject;
import com.google.inject.Injector;
import com.google.inject.TypeLiteral;
import com.google.inject.spi.ConstructorBinding;
import com.google.inject.spi.InstanceBinding;
import com.google.inject.spi.ProviderInstanceBinding;
import com.google.inject.spi.ProvidesMethodBinding;
import com.google.inject.spi.TypeEncounter;
import com.google.inject.spi.TypeListener;
import io.cachetree.tree.InvalidStepException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds the steps that Guice cannot intercept, which it would pass over in silence.
 *
 * <p>The bindings are gone through together when the injector is created; a class that Guice meets later, when it first
 * makes an object of it.
 */
final class InterceptionAudit implements TypeListener {

    private volatile boolean created;

    /** Guice calls this when the injector is complete. */
    @Inject
    void audit(Injector injector) {
        created = true;
        List<String> problems = injector.getAllBindings().values().stream()
                .flatMap(binding -> problems(binding).stream())
                .distinct()
                .sorted()
                .toList();
        if (!problems.isEmpty()) {
            throw new InvalidStepException(text(problems));
        }
    }

    @Override
    public <I> void hear(TypeLiteral<I> type, TypeEncounter<I> encounter) {
        if (created) {
            UninterceptedSteps.ofClass(type.getRawType()).forEach(encounter::addError);
        }
    }

    private static List<String> problems(Binding<?> binding) {
        if (binding instanceof ConstructorBinding<?> constructed) {
            return UninterceptedSteps.ofClass(
                    constructed.getConstructor().getDeclaringType().getRawType());
        }
        if (binding instanceof InstanceBinding<?> instance) {
            return UninterceptedSteps.ofForeignObject(instance.getInstance().getClass(), "toInstance");
        }
        return providesMethod(binding)
                .map(method -> UninterceptedSteps.ofForeignObject(
                        binding.getKey().getTypeLiteral().getRawType(), "@Provides " + method))
                .orElse(List.of());
    }

    private static Optional<String> providesMethod(Binding<?> binding) {
        return binding instanceof ProviderInstanceBinding<?> provided
                        && provided.getUserSuppliedProvider() instanceof ProvidesMethodBinding<?> method
                ? Optional.of(method.getMethod().getDeclaringClass().getSimpleName() + "."
                        + method.getMethod().getName())
                : Optional.empty();
    }

    private static String text(List<String> problems) {
        return problems.stream()
                .map(problem -> "\n  " + problem)
                .collect(Collectors.joining("", "Guice cannot intercept %d steps:".formatted(problems.size()), ""));
    }
}
