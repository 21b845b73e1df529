package io.cachetree.intercept;

import io.cachetree.annotation.Cached;
import io.cachetree.key.CodeDigest;
import io.cachetree.key.CodeIdentity;
import io.cachetree.key.StepId;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The identity of a step's code: the version that its annotation gives, else that of its class file.
 *
 * <p>It is asked once in the life of this object. The class of a step that a record names is looked up where the
 * calling step's class came from, and is not initialised: no code runs because a tree says so.
 */
final class AnnotatedCode implements CodeIdentity {

    private record Step(StepId id, @Nullable ClassLoader loader) {}

    private final CodeIdentity classFiles = CodeIdentity.classFiles();
    private final ConcurrentMap<Step, Optional<CodeDigest>> known = new ConcurrentHashMap<>();

    @Override
    public Optional<CodeDigest> current(StepId step, @Nullable ClassLoader loader) {
        return known.computeIfAbsent(new Step(step, loader), this::find);
    }

    private Optional<CodeDigest> find(Step step) {
        Optional<CodeDigest> version = method(step)
                .flatMap(method -> StepAnnotations.of(method).cached())
                .map(Cached::version)
                .filter(each -> !each.isEmpty())
                .map(each -> new CodeDigest(CodeDigest.Kind.VERSION, each));
        return version.or(() -> classFiles.current(step.id(), step.loader()));
    }

    private static Optional<Method> method(Step step) {
        try {
            Class<?> type = Class.forName(step.id().declaringClass(), false, step.loader());
            return Stream.of(type.getDeclaredMethods())
                    .filter(method -> StepId.of(method).equals(step.id()))
                    .findFirst();
        } catch (ClassNotFoundException | LinkageError gone) {
            return Optional.empty();
        }
    }
}
