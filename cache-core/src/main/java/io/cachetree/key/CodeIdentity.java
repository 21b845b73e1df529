package io.cachetree.key;

import io.cachetree.key.internal.ClassFiles;
import io.cachetree.tree.InvalidStepException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says what stands for the code of a step that gives no version: when it changes, the step runs again.
 *
 * <p>Implementations must comply with the following:
 *
 * <ul>
 *   <li>The same code has the same digest in every JVM; agents and enhancers that change classes while they are loaded
 *       do not count.
 *   <li>No class is loaded or initialised to find out.
 * </ul>
 *
 * <p>Thread safety: many threads may call it at the same time.
 */
@FunctionalInterface
public interface CodeIdentity {

    /**
     * Returns the code as it stands now, or nothing if the class is gone.
     *
     * @param loader the loader of the step's class; {@code null} for that of the application
     * @throws InvalidStepException if the code is there and cannot be read
     */
    Optional<StepCode> current(StepId step, @Nullable ClassLoader loader);

    /**
     * Returns the code as it stands now, in the form in which an earlier release wrote a digest: equal to the one that was
     * written if, and only if, the code is the same. So a new release, with a better form, makes no result out of date.
     *
     * <p>By default there are no earlier forms.
     *
     * @param written a digest that a record holds
     * @param loader the loader of the step's class; {@code null} for that of the application
     * @return nothing if the written form is today's, or is not known, or the class is gone
     * @throws InvalidStepException if the code is there and cannot be read
     */
    default Optional<CodeDigest> earlierForm(CodeDigest written, StepId step, @Nullable ClassLoader loader) {
        return Optional.empty();
    }

    /**
     * Returns whether a digest that was written down is that of the code as it stands now, in today's form or an earlier
     * one.
     *
     * @param loader the loader of the step's class; {@code null} for that of the application
     * @throws InvalidStepException if the code is there and cannot be read
     */
    default boolean isCurrent(CodeDigest written, StepId step, @Nullable ClassLoader loader) {
        return current(step, loader)
                        .map(StepCode::digest)
                        .filter(written::equals)
                        .isPresent()
                || earlierForm(written, step, loader).filter(written::equals).isPresent();
    }

    /**
     * Returns where a class is from, of which a step's object holds an object.
     *
     * <p>By default nothing is known of any class.
     *
     * @param loader the loader of the step's class; {@code null} for that of the application
     * @throws InvalidStepException if the code is there and cannot be read
     */
    default ClassOrigin origin(Class<?> type, StepId step, @Nullable ClassLoader loader) {
        return ClassOrigin.ELSEWHERE;
    }

    /**
     * Takes the class files of the step's class and of all classes that are written inside the same top-level class, as
     * they stand on disk. Each is read once.
     *
     * <p>It knows nothing of the helpers in other files that the step calls, and a new comment counts as a change. Class
     * files for releases before Java 11 do not list what is inside a class: of those, the step's own counts alone.
     */
    static CodeIdentity classFiles() {
        ClassFiles files = new ClassFiles();
        return (step, loader) -> files.nestOf(step.declaringClass(), loader)
                .map(digest -> StepCode.of(new CodeDigest(CodeDigest.Kind.CLASS_FILE, digest.hex())));
    }
}
