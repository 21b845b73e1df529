package io.cachetree.intercept;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The classes and interfaces that an object has its methods from. */
final class StepClasses {

    /** What Guice and {@code CachedObjects} put into the names of the subclasses that they make. */
    private static final List<String> MADE = List.of("$$EnhancerByGuice$$", "$$CacheTree");

    private StepClasses() {}

    /** Returns the class as its author wrote it: an interceptor, or whoever else, may have made a subclass of that. */
    static Class<?> written(Class<?> type) {
        Class<?> written = type;
        while (MADE.stream().anyMatch(written.getName()::contains) || isMadeWhileRunning(written)) {
            written = written.getSuperclass();
        }
        return written;
    }

    /** Libraries that make subclasses name them by the class; there is no class file, and they stand in no other class. */
    private static boolean isMadeWhileRunning(Class<?> type) {
        Class<?> above = type.getSuperclass();
        String name = type.getName();
        return above != null
                && name.startsWith(above.getName() + "$")
                && type.getResource(name.substring(name.lastIndexOf('.') + 1) + ".class") == null
                && type.getEnclosingClass() == null;
    }

    /** Returns the class and its superclasses, then all interfaces; without what the JDK brings. */
    static List<Class<?>> above(Class<?> type) {
        List<Class<?>> found = new ArrayList<>();
        for (Class<?> each = type; each != null && each != Object.class; each = each.getSuperclass()) {
            found.add(each);
        }
        found.addAll(interfaces(type));
        return found;
    }

    /** Returns the interfaces of a class and of its superclasses, the closest first. */
    static List<Class<?>> interfaces(Class<?> type) {
        List<Class<?>> found = new ArrayList<>();
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            addInterfaces(each, found);
        }
        return found;
    }

    private static void addInterfaces(Class<?> type, List<Class<?>> found) {
        for (Class<?> each : type.getInterfaces()) {
            if (!found.contains(each)) {
                found.add(each);
                addInterfaces(each, found);
            }
        }
    }

    /** Returns whether a class, or one between it and the method's, has another method in its place. */
    static boolean isOverridden(Method method, Class<?> receiver) {
        Class<?> declaring = method.getDeclaringClass();
        return !Modifier.isStatic(method.getModifiers())
                && !Modifier.isPrivate(method.getModifiers())
                && above(receiver).stream()
                        .filter(each -> each != declaring && (isBelow(each, declaring) || declaring.isInterface()))
                        .filter(each -> !each.isInterface() || isBelow(each, declaring))
                        .anyMatch(each -> overrides(each, method));
    }

    private static boolean isBelow(Class<?> type, Class<?> above) {
        return above.isAssignableFrom(type);
    }

    /** One that overrides with other types has a bridge with the same. */
    private static boolean overrides(Class<?> type, Method method) {
        return Stream.of(type.getDeclaredMethods())
                .filter(each -> !Modifier.isStatic(each.getModifiers()) && !Modifier.isPrivate(each.getModifiers()))
                .anyMatch(each -> each.getName().equals(method.getName())
                        && Arrays.equals(each.getParameterTypes(), method.getParameterTypes()));
    }
}
