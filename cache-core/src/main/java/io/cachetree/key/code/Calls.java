package io.cachetree.key.code;

import io.cachetree.key.code.internal.ClassCode;
import io.cachetree.key.code.internal.MethodCode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which of the project's own methods a call may mean.
 *
 * <p>Thread safety: none; it is for one step.
 */
final class Calls {

    private static final Set<String> OF_EVERY_OBJECT =
            Set.of("toString()Ljava/lang/String;", "hashCode()I", "equals(Ljava/lang/Object;)Z");

    /** A method in the class that has its body. */
    record Target(ClassCode owner, MethodCode method) {}

    private final Universe universe;
    private final Map<String, Set<String>> above = new HashMap<>();
    private final Map<String, List<ClassCode>> ownAbove = new HashMap<>();

    Calls(Universe universe) {
        this.universe = universe;
    }

    /** Returns the method that an object of exactly this class has; nothing if it comes from a library, or is abstract. */
    Optional<Target> find(String className, String key) {
        List<Target> found = new ArrayList<>();
        for (ClassCode each : ownAbove(className)) {
            MethodCode method = each.methods().get(key);
            if (method != null && !method.isAbstract()) {
                found.add(new Target(each, method));
            }
        }
        return found.size() < 2 ? found.stream().findFirst() : lowest(found);
    }

    private Optional<Target> lowest(List<Target> found) {
        return found.stream()
                .filter(each -> !isOverriddenByInterface(each, found))
                .findFirst();
    }

    /** Of default methods, that of the interface furthest down counts, wherever it is named. */
    private boolean isOverriddenByInterface(Target target, List<Target> found) {
        return target.owner().isInterface()
                && found.stream()
                        .map(each -> each.owner().name())
                        .filter(each -> !each.equals(target.owner().name()))
                        .anyMatch(each -> allAbove(each).contains(target.owner().name())
                                && universe.own(each)
                                        .filter(ClassCode::isInterface)
                                        .isPresent());
    }

    /** Returns the class that declares a static field. */
    Optional<ClassCode> declaring(String className, String field) {
        return ownAbove(className).stream()
                .filter(each -> each.staticFields().contains(field))
                .findFirst();
    }

    /** Returns what objects of the given classes have as a method, be it their own or inherited. */
    List<Target> possible(Collection<String> classNames, String key) {
        return classNames.stream()
                .flatMap(each -> find(each, key).stream())
                .filter(each -> !each.method().isStatic() && !each.method().isPrivate())
                .distinct()
                .toList();
    }

    /** Returns the classes of the objects that have exactly this method; its own class if it is static, or none is known. */
    List<String> objectsWith(Target target) {
        String owner = target.owner().name();
        Set<String> possible = new LinkedHashSet<>(Set.of(owner));
        if (!target.method().isStatic()) {
            possible.addAll(universe.allBelow(owner));
        }
        List<String> found = possible.stream()
                .filter(this::isConcrete)
                .filter(each ->
                        find(each, target.method().key()).filter(target::equals).isPresent())
                .toList();
        return found.isEmpty() ? List.of(owner) : found;
    }

    /** Returns the own classes whose objects can be called by the name of a library's type. */
    Set<String> belowLibrary(String className) {
        Set<String> found = new LinkedHashSet<>();
        for (String each : universe.inheritedFromLibraries()) {
            if (allAbove(each).contains(className)) {
                found.addAll(universe.allBelow(each));
            }
        }
        return found;
    }

    /** Returns the methods of a class that libraries know of and so may call. */
    List<Target> byLibraries(String className) {
        Set<String> declared = new HashSet<>(OF_EVERY_OBJECT);
        for (String each : allAbove(className)) {
            if (!universe.isOwn(each)) {
                universe.any(each)
                        .ifPresent(type -> type.methods().values().stream()
                                .filter(method -> !method.isStatic() && !method.isPrivate())
                                .forEach(method -> declared.add(method.key())));
            }
        }
        return ownAbove(className).stream()
                .flatMap(type -> type.methods().values().stream()
                        .filter(method -> !method.isStatic() && !method.isPrivate())
                        .filter(method -> declared.contains(method.key()))
                        .map(method -> new Target(type, method)))
                .toList();
    }

    /**
     * Returns which of the tested types own classes inherit from: those of the given objects, and all below a tested class of
     * the project, whose objects may come from elsewhere. What is thrown was created by the code.
     */
    SortedMap<String, List<String>> inherited(Set<String> tested, Set<String> objects) {
        Set<String> possible = new LinkedHashSet<>(objects);
        for (String each : tested) {
            if (universe.isOwn(each) && !allAbove(each).contains("java/lang/Throwable")) {
                universe.allBelow(each).stream().filter(this::isConcrete).forEach(possible::add);
            }
        }
        SortedMap<String, List<String>> found = new TreeMap<>();
        for (String each : possible) {
            named(each).forEach(type -> found.put(type, testedAbove(type, tested)));
        }
        found.values().removeIf(List::isEmpty);
        return found;
    }

    private boolean isConcrete(String className) {
        return universe.own(className).filter(ClassCode::isConcrete).isPresent();
    }

    /** What a local class names itself stands in its text. */
    private List<String> named(String className) {
        Optional<ClassCode> type = universe.own(className);
        if (type.filter(universe::isLocal).isEmpty()) {
            return type.map(ClassCode::name).stream().toList();
        }
        List<String> named = new ArrayList<>(type.get().interfaces());
        named.add(String.valueOf(type.get().parent()));
        return named.stream().flatMap(each -> named(each).stream()).toList();
    }

    /** The name of an enum's constant says which enum it is of, and every thrown object is throwable. */
    private List<String> testedAbove(String className, Set<String> tested) {
        return allAbove(className).stream()
                .filter(each -> tested.contains(each) && !each.equals(className))
                .filter(each -> !each.equals("java/lang/Throwable") && !each.equals("java/lang/Object"))
                .filter(each -> universe.own(each)
                        .filter(type -> type.isEnum() || universe.isLocal(type))
                        .isEmpty())
                .sorted()
                .toList();
    }

    /** Returns the libraries' classes that an own class inherits from. */
    List<String> librariesAbove(String className) {
        return allAbove(className).stream()
                .filter(each -> !universe.isOwn(each))
                .toList();
    }

    private List<ClassCode> ownAbove(String className) {
        return ownAbove.computeIfAbsent(
                className,
                name -> allAbove(name).stream()
                        .flatMap(each -> universe.own(each).stream())
                        .toList());
    }

    /** Returns a class with all that it inherits from: its superclasses first, then the interfaces. */
    Set<String> allAbove(String className) {
        return above.computeIfAbsent(className, this::findAllAbove);
    }

    private Set<String> findAllAbove(String className) {
        Set<String> found = new LinkedHashSet<>();
        for (Optional<ClassCode> each = universe.any(className);
                each.isPresent();
                each = Optional.ofNullable(each.get().parent()).flatMap(universe::any)) {
            found.add(each.get().name());
        }
        List.copyOf(found).forEach(each -> addInterfaces(each, found));
        found.add(className);
        return found;
    }

    private void addInterfaces(String className, Set<String> found) {
        for (String each : universe.any(className).map(ClassCode::interfaces).orElse(List.of())) {
            if (found.add(each)) {
                addInterfaces(each, found);
            }
        }
    }
}
