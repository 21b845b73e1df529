package io.cachetree.intercept.bytebuddy;

import io.cachetree.intercept.RunTimeInterception;
import io.cachetree.tree.InvalidStepException;
import org.jspecify.annotations.Nullable;

/**
 * Makes objects whose methods annotated {@link io.cachetree.annotation.Cached} are steps, where there is neither Guice
 * nor a woven class.
 *
 * <pre>{@code
 * CellDensity steps = CachedObjects.create(CellDensity.class, new Microscope());
 * Density density = tree.call(() -> steps.measure(scan, 0.4));
 * }</pre>
 *
 * <ul>
 *   <li>The object is one of a subclass, so calls within the class are steps too. Steps count where {@link
 *       io.cachetree.CacheTree#call} opens a tree.
 *   <li>A step that a subclass cannot intercept (private, static, final; in a record) is an error, which tells all
 *       of them.
 *   <li>An object of a woven class needs nothing of this, and is made as it is.
 * </ul>
 *
 * <p>Thread safety: any number of threads.
 */
public final class CachedObjects {

    private static final ClassValue<CachedClass> CLASSES = new ClassValue<>() {
        @Override
        protected CachedClass computeValue(Class<?> type) {
            return new CachedClass(type);
        }
    };

    private CachedObjects() {}

    /**
     * Makes an object by the constructor that takes the arguments.
     *
     * @throws InvalidStepException if a step of the class cannot be intercepted, or is not declared right; or if not
     *     exactly one constructor takes the arguments
     */
    public static <T> T create(Class<T> type, @Nullable Object... arguments) {
        RunTimeInterception.isUsed();
        return type.cast(CLASSES.get(type).create(arguments));
    }
}
