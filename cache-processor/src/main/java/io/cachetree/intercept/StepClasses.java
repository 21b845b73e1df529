package io.cachetree.intercept;

import java.util.ArrayList;
import java.util.List;

/** The classes and interfaces that an object has its methods from. */
final class StepClasses {

    private StepClasses() {}

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
}
