package io.cachetree.intercept.bytebuddy;

import io.cachetree.intercept.StepAnnotations;
import io.cachetree.intercept.woven.WovenStep;
import io.cachetree.tree.InvalidStepException;
import java.io.PrintStream;
import java.lang.instrument.Instrumentation;
import java.util.stream.Stream;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.pool.TypePool;
import net.bytebuddy.utility.JavaModule;
import org.jspecify.annotations.Nullable;

/** Weaves the classes that the JVM loads, as the agent has it do. */
final class LoadTimeWeaver {

    private LoadTimeWeaver() {}

    /** The class as it is loaded already must not be looked at, or a development environment cannot exchange it. */
    static void install(Instrumentation instrumentation) {
        new AgentBuilder.Default()
                .with((type, byteBuddy, classFiles, names, loader, module, domain) ->
                        byteBuddy.rebase(type, classFiles, Weaver.names()))
                .with(AgentBuilder.InitializationStrategy.NoOp.INSTANCE)
                .with(AgentBuilder.InjectionStrategy.Disabled.INSTANCE)
                .with(AgentBuilder.DescriptionStrategy.Default.POOL_ONLY)
                .with(AgentBuilder.PoolStrategy.Default.EXTENDED)
                .with(new Failures(System.err))
                .type(LoadTimeWeaver::hasStepsToWeave)
                .transform((builder, type, loader, module, domain) -> Weaver.weave(builder, type))
                .installOn(instrumentation);
        Stream.of(instrumentation.getAllLoadedClasses())
                .filter(LoadTimeWeaver::isTooLate)
                .forEach(each -> System.err.printf(
                        "Cannot weave the steps of \"%s\": it was loaded before the agent. Start the agent by -javaagent, before other agents.%n",
                        each.getName()));
    }

    private static boolean hasStepsToWeave(TypeDescription type) {
        try {
            return !Weaver.isWoven(type) && DescribedSteps.any(type);
        } catch (TypePool.Resolution.NoSuchTypeException e) {
            throw new UnknownStepsException(e);
        }
    }

    /** A type above another was not found, so that nobody knows whether that has steps. */
    private static final class UnknownStepsException extends RuntimeException {
        private static final long serialVersionUID = 1;

        UnknownStepsException(TypePool.Resolution.NoSuchTypeException cause) {
            super("\"%s\" was not found".formatted(cause.getName()), cause);
        }
    }

    private static boolean isTooLate(Class<?> type) {
        try {
            return type.getClassLoader() != null
                    && !WovenStep.isWoven(type)
                    && Stream.of(type.getDeclaredMethods())
                            .anyMatch(each -> StepAnnotations.of(each).cached().isPresent());
        } catch (LinkageError incomplete) {
            return false;
        }
    }

    /** Says what could not be woven: the JVM goes on with the class as it was. */
    private static final class Failures extends AgentBuilder.Listener.Adapter {
        private final PrintStream to;

        Failures(PrintStream to) {
            this.to = to;
        }

        @Override
        public void onError(
                String type,
                @Nullable ClassLoader loader,
                @Nullable JavaModule module,
                boolean isLoaded,
                Throwable thrown) {
            to.println(message(type, thrown));
        }

        private static String message(String type, Throwable thrown) {
            if (thrown instanceof InvalidStepException) {
                return String.valueOf(thrown.getMessage());
            }
            return thrown instanceof UnknownStepsException
                    ? "Cannot see whether \"%s\" has steps: %s. If it has, weave it while it is built."
                            .formatted(type, thrown.getMessage())
                    : "Cannot weave the steps of \"%s\": %s. They are not cached. Weave it while it is built."
                            .formatted(type, thrown);
        }
    }
}
