package io.cachetree.key.code;

import io.cachetree.key.StepId;
import io.cachetree.key.code.internal.ClassCode;
import io.cachetree.key.code.internal.MethodCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which methods are steps. An annotation of an interface's method counts for the methods that implement it; one of an
 * overridden method of a superclass does not.
 *
 * <p>Thread safety: none; it is for one step.
 */
final class Steps {

    /** A step's method in the class or interface that has its body. */
    record Declared(ClassCode owner, MethodCode method) {}

    private final Universe universe;
    private final Map<String, List<ClassCode>> interfaces = new HashMap<>();

    Steps(Universe universe) {
        this.universe = universe;
    }

    /** Returns the body of a step: from the object's class upwards, then in its interfaces. */
    Optional<Declared> declared(StepId step) {
        return above(step.declaringClass().replace('.', '/')).stream()
                .flatMap(each -> body(each, step).map(method -> new Declared(each, method)).stream())
                .findFirst();
    }

    /** Returns whether a class has the body of a step. */
    static boolean isDeclared(ClassCode type, StepId step) {
        return body(type, step).isPresent();
    }

    private static Optional<MethodCode> body(ClassCode type, StepId step) {
        return type.method(step.method() + step.descriptor())
                .filter(method -> !method.isSynthetic() && !method.isAbstract());
    }

    /** Returns the class and its superclasses, then all interfaces; without what the JDK brings. */
    private List<ClassCode> above(String name) {
        List<ClassCode> found = superclasses(name);
        found.addAll(interfaces(name));
        return found;
    }

    private List<ClassCode> superclasses(String name) {
        List<ClassCode> found = new ArrayList<>();
        Optional<ClassCode> each = universe.any(name);
        while (each.isPresent() && !each.get().name().startsWith("java/")) {
            found.add(each.get());
            each = Optional.ofNullable(each.get().parent()).flatMap(universe::any);
        }
        return found;
    }

    private List<ClassCode> interfaces(String name) {
        return interfaces.computeIfAbsent(name, this::findInterfaces);
    }

    private List<ClassCode> findInterfaces(String name) {
        List<ClassCode> found = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        superclasses(name).forEach(each -> addInterfaces(each, seen, found));
        return found;
    }

    private void addInterfaces(ClassCode type, Set<String> seen, List<ClassCode> found) {
        for (String name : type.interfaces()) {
            if (!name.startsWith("java/") && seen.add(name)) {
                universe.any(name).ifPresent(each -> {
                    found.add(each);
                    addInterfaces(each, seen, found);
                });
            }
        }
    }

    /** Returns whether a method is a step. */
    boolean isStep(ClassCode owner, MethodCode method) {
        return version(owner, method).isPresent();
    }

    /** Returns the version of a step, empty text if it has none; nothing if the method is no step. */
    Optional<String> version(ClassCode owner, MethodCode method) {
        if (method.isSynthetic() || method.name().startsWith("<")) {
            return Optional.empty();
        }
        return method.version().or(() -> versionOfInterface(owner, method));
    }

    private Optional<String> versionOfInterface(ClassCode owner, MethodCode method) {
        List<ClassCode> interfaces = interfaces(owner.name());
        if (interfaces.isEmpty()) {
            return Optional.empty();
        }
        Set<String> parameters = parameters(owner, method);
        return interfaces.stream()
                .flatMap(each -> each.methods().values().stream())
                .filter(each -> each.name().equals(method.name()) && !each.isSynthetic())
                .filter(each -> parameters.contains(each.parameters()))
                .flatMap(each -> each.version().stream())
                .findFirst();
    }

    /** A generic interface declares wider types than its implementation, which has a bridge for them. */
    private static Set<String> parameters(ClassCode owner, MethodCode method) {
        Set<String> parameters = new HashSet<>(Set.of(method.parameters()));
        owner.methods().values().stream()
                .filter(each -> each.isBridge() && each.name().equals(method.name()))
                .filter(each -> each.references().stream()
                        .anyMatch(called -> called.key().equals(method.key())))
                .forEach(each -> parameters.add(each.parameters()));
        return parameters;
    }
}
