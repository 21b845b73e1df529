package io.cachetree.intercept;

import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * Tells by the declared type of a field whether the class of the object in it counts.
 *
 * <p>It counts where another implementation computes something else, and does not where the class depends on the
 * environment: loggers, executors, providers and what else has to do with the surroundings of a program.
 *
 * <p>Thread safety: it has no state.
 */
public final class HeldTypes {

    /** What counts of the object in a field. */
    enum Holding {
        /** Nothing: it is a value, or part of the surroundings. */
        NOTHING,

        /** Its class, if that is the project's own. */
        OWN_IMPLEMENTATION,

        /** Its class. */
        IMPLEMENTATION,

        /** Its class, if the field's type is the project's own: there is but one class, or no object. */
        IMPLEMENTATION_IF_OWN_TYPE
    }

    /** Packages of types whose objects belong to the surroundings, with all packages below them. */
    private static final List<String> SURROUNDINGS = List.of(
            "javax",
            "jakarta",
            "com.google.inject",
            "org.springframework",
            "org.slf4j",
            "org.apache.logging",
            "org.apache.commons.logging",
            "org.jboss.logging",
            "io.micrometer",
            "io.opentelemetry");

    private static final Set<String> CACHETREE =
            Set.of("io.cachetree", "io.cachetree.engine.call", "io.cachetree.event", "io.cachetree.store");

    private static final Set<Class<?>> FUNCTIONS = Set.of(Object.class, Comparator.class, Callable.class);

    private static final Set<Class<?>> PLAIN = Set.of(
            String.class,
            Boolean.class,
            Character.class,
            Byte.class,
            Short.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class);

    private static final List<Class<?>> VALUES =
            List.of(Collection.class, Map.class, Path.class, Number.class, CharSequence.class);

    private HeldTypes() {}

    static Holding holding(Class<?> declared) {
        if (declared.isPrimitive() || declared.isArray() || declared.isEnum() || declared.isRecord()) {
            return Holding.NOTHING;
        }
        if (isOfJdk(declared)) {
            return isFunction(declared) ? Holding.OWN_IMPLEMENTATION : Holding.NOTHING;
        }
        if (areSurroundings(declared.getPackageName())
                || VALUES.stream().anyMatch(each -> each.isAssignableFrom(declared))) {
            return Holding.NOTHING;
        }
        return Modifier.isFinal(declared.getModifiers()) ? Holding.IMPLEMENTATION_IF_OWN_TYPE : Holding.IMPLEMENTATION;
    }

    /** Returns whether values of a type are small, have a fingerprint, and never change. */
    static boolean isPlainValue(Class<?> declared) {
        return declared.isPrimitive() || declared.isEnum() || PLAIN.contains(declared);
    }

    private static boolean isOfJdk(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return loader == null || loader.equals(ClassLoader.getPlatformClassLoader());
    }

    private static boolean isFunction(Class<?> type) {
        return FUNCTIONS.contains(type) || type.getPackageName().equals("java.util.function");
    }

    /** Returns whether the objects of the types in a package belong to the surroundings of a program. */
    public static boolean areSurroundings(String packageName) {
        return CACHETREE.contains(packageName)
                || SURROUNDINGS.stream()
                        .anyMatch(each -> packageName.equals(each) || packageName.startsWith(each + "."));
    }
}
