package io.cachetree.intercept;

import io.cachetree.annotation.Cached;
import io.cachetree.key.CodeDigest;
import io.cachetree.key.CodeIdentity;
import io.cachetree.key.StepCode;
import io.cachetree.key.StepId;
import io.cachetree.tree.Digest;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The identity of a step's code: the version that its annotation gives, else that of the class files that it consists of:
 * that of the object's class, and of those above it up to the one that declares the step.
 *
 * <p>It is asked once in the life of this object. The class of a step that a record names is looked up where the
 * calling step's class came from, and is not initialised: no code runs because a tree says so.
 */
final class AnnotatedCode implements CodeIdentity {

    private record Step(StepId id, @Nullable ClassLoader loader) {}

    private final CodeIdentity classFiles = CodeIdentity.classFiles();
    private final ConcurrentMap<Step, Optional<StepCode>> known = new ConcurrentHashMap<>();

    @Override
    public Optional<StepCode> current(StepId step, @Nullable ClassLoader loader) {
        return known.computeIfAbsent(new Step(step, loader), each -> find(each).map(StepCode::of));
    }

    private Optional<CodeDigest> find(Step step) {
        try {
            return code(step, Class.forName(step.id().declaringClass(), false, step.loader()));
        } catch (ClassNotFoundException | LinkageError gone) {
            return Optional.empty();
        }
    }

    private Optional<CodeDigest> code(Step step, Class<?> receiver) {
        List<Class<?>> classes = new ArrayList<>();
        for (Class<?> each : StepClasses.above(receiver)) {
            classes.add(each);
            Optional<Method> method = declared(step.id(), each);
            if (method.isPresent()) {
                return version(method.get()).or(() -> digest(step, classes));
            }
        }
        return Optional.empty();
    }

    private static Optional<Method> declared(StepId step, Class<?> type) {
        return Stream.of(type.getDeclaredMethods())
                .filter(method -> !method.isSynthetic() && !Modifier.isAbstract(method.getModifiers()))
                .filter(method -> method.getName().equals(step.method()))
                .filter(method -> StepId.of(method).descriptor().equals(step.descriptor()))
                .findFirst();
    }

    private static Optional<CodeDigest> version(Method method) {
        return StepAnnotations.of(method)
                .cached()
                .map(Cached::version)
                .filter(each -> !each.isEmpty())
                .map(each -> new CodeDigest(CodeDigest.Kind.VERSION, each));
    }

    /** Of one class it is the digest of its file; of several, a digest over theirs. */
    private Optional<CodeDigest> digest(Step step, List<Class<?>> classes) {
        Digest.Hasher hasher = Digest.hasher();
        Optional<CodeDigest> last = Optional.empty();
        for (Class<?> each : classes) {
            StepId ofClass =
                    new StepId(each.getName(), step.id().method(), step.id().descriptor());
            last = classFiles.current(ofClass, each.getClassLoader()).map(StepCode::digest);
            if (last.isEmpty()) {
                return last;
            }
            hasher.put(last.get().value().getBytes(StandardCharsets.US_ASCII));
        }
        return classes.size() == 1
                ? last
                : Optional.of(new CodeDigest(
                        CodeDigest.Kind.CLASS_FILE, hasher.digest().hex()));
    }
}
