package io.cachetree.key.code;

import io.cachetree.key.code.Calls.Target;
import io.cachetree.key.code.internal.Body;
import io.cachetree.key.code.internal.ClassCode;
import io.cachetree.key.code.internal.ClassCode.Place;
import io.cachetree.key.code.internal.MethodCode;
import io.cachetree.key.code.internal.Reference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Follows the code of one step through the project's own code.
 *
 * <ul>
 *   <li>A call that the class of the object decides may mean any own class that fits: class-hierarchy analysis, Dean, Grove
 *       and Chambers 1995.
 *   <li>A class that is used counts with its static initializer; an object that is created, with what libraries may call:
 *       {@code compare}, {@code run}, {@code toString}; an object that comes from elsewhere, with its constructors as well.
 *   <li>Where objects are tested for a type or cast to it, it counts which classes inherit from it.
 *   <li>Other steps are not entered, and neither are libraries.
 * </ul>
 *
 * <p>Thread safety: none; it is for one step.
 */
final class Reach {

    private static final Set<String> BY_ORDER = Set.of("ordinal()I", "compareTo(Ljava/lang/Enum;)I");

    private final Universe universe;
    private final Steps steps;
    private final Calls calls;
    private final Libraries libraries;
    private final Parts parts = new Parts();
    private final Deque<Reference> waiting = new ArrayDeque<>();
    private final Set<Reference> followed = new HashSet<>();
    private final Set<String> seen = new HashSet<>();
    private final Set<String> entered = new HashSet<>();
    private final Set<String> used = new HashSet<>();
    private final Set<String> created = new HashSet<>();
    private final Set<String> receivers = new TreeSet<>();
    private final Set<String> tested = new HashSet<>();
    private final Set<String> contained = new HashSet<>();
    private final SortedMap<String, ClassCode> locals = new TreeMap<>();

    Reach(Universe universe, Steps steps, Libraries libraries) {
        this.universe = universe;
        this.steps = steps;
        this.calls = new Calls(universe);
        this.libraries = libraries;
    }

    /** Returns the code of a step of objects of the given class. */
    Parts from(Steps.Declared step, String receiver) {
        use(step.owner().name());
        use(receiver);
        if (!universe.isOwn(step.owner().name())) {
            libraries.add(step.owner().name(), parts);
        }
        enterBody(step.owner(), step.method());
        if (!step.method().isStatic()) {
            receivers.add(receiver);
        }
        followAll();
        for (List<String> next = uncreated(); !next.isEmpty(); next = uncreated()) {
            next.forEach(this::takeFromElsewhere);
            followAll();
        }
        addLocals();
        calls.inherited(tested, created).forEach(parts::types);
        return parts;
    }

    private void followAll() {
        while (!waiting.isEmpty()) {
            Reference next = waiting.remove();
            if (followed.add(next)) {
                follow(next);
            }
        }
    }

    private void follow(Reference reference) {
        String owner = reference.owner();
        if (owner.startsWith("[")) {
            return;
        }
        if (universe.isOwn(owner)) {
            followOwn(reference, owner);
        } else if (reference.kind() == Reference.Kind.TEST) {
            tested.add(owner);
        } else {
            libraries.add(owner, parts);
            if (reference.kind() == Reference.Kind.VIRTUAL && isOpen(owner)) {
                callAny(calls.belowLibrary(owner), reference.key());
            }
        }
    }

    /** Of the JDK's types, only functions are sought in the project: {@code Iterator} or {@code Runnable} are everywhere. */
    private static boolean isOpen(String library) {
        return !library.startsWith("java/") || library.startsWith("java/util/function/");
    }

    private void followOwn(Reference reference, String owner) {
        switch (reference.kind()) {
            case CREATE -> create(owner);
            case FIELD -> readField(owner);
            case OWN_FIELD -> useIfEnum(owner);
            case TEST -> tested.add(owner);
            case STATIC_FIELD -> useField(owner, reference.name());
            case VIRTUAL -> call(owner, reference.key());
            case STATIC, SPECIAL -> callExactly(reference, owner);
        }
    }

    private void callExactly(Reference reference, String owner) {
        Optional<Target> target = calls.find(owner, reference.key());
        if (reference.kind() == Reference.Kind.STATIC) {
            use(target.map(each -> each.owner().name()).orElse(owner));
        }
        target.ifPresentOrElse(each -> enterExactly(reference.kind(), each), () -> useLibrariesAbove(owner));
    }

    /** A step that is called through {@code super} is a part of the step that calls it. */
    private void enterExactly(Reference.Kind kind, Target target) {
        if (kind == Reference.Kind.SPECIAL && !target.method().isPrivate()) {
            enterBody(target.owner(), target.method());
        } else {
            enter(target);
        }
    }

    private void call(String owner, String key) {
        Optional<Target> target = calls.find(owner, key);
        boolean isInherited = target.isEmpty()
                && universe.own(owner).flatMap(each -> each.method(key)).isEmpty();
        if (isInherited) {
            useLibrariesAbove(owner);
        }
        if (isInherited && isEnum(owner)) {
            // The fingerprint of an enum is a name; its order stands in the static initializer.
            if (BY_ORDER.contains(key)) {
                use(owner);
            }
            return;
        }
        target.ifPresent(this::enter);
        Set<String> possible = new LinkedHashSet<>(Set.of(owner));
        if (target.filter(each -> each.method().isPrivate()).isEmpty()) {
            possible.addAll(universe.allBelow(owner));
        }
        callAny(possible, key);
    }

    private void callAny(Set<String> possible, String key) {
        calls.possible(possible, key).forEach(this::enter);
        possible.forEach(each -> universe.own(each).ifPresent(this::receive));
    }

    /** The state of an object that was made elsewhere is what its constructors make of it. */
    private void receive(ClassCode type) {
        if (type.isEnum()) {
            use(type.name());
        } else if (type.isRecord()) {
            // Its components are its state, whatever its constructors do.
            create(type.name());
        } else if (type.isConcrete()) {
            receivers.add(type.name());
        }
    }

    private List<String> uncreated() {
        List<String> found = new ArrayList<>(receivers);
        found.removeAll(created);
        return found;
    }

    private void takeFromElsewhere(String className) {
        create(className);
        universe.own(className).ifPresent(type -> {
            for (MethodCode each : type.methods().values()) {
                if (each.name().equals("<init>")) {
                    enter(new Target(type, each));
                }
            }
        });
    }

    private void create(String className) {
        if (created.add(className)) {
            use(className);
            calls.byLibraries(className).forEach(this::enter);
        }
    }

    private void useField(String owner, String field) {
        Optional<ClassCode> declaring = calls.declaring(owner, field);
        if (declaring.isPresent()) {
            use(declaring.get().name());
        } else if (isEnum(owner)) {
            useConstant(owner);
        } else {
            useLibrariesAbove(owner);
        }
    }

    /** The name of a constant says all of it, until one of its methods or fields is used. */
    private void useConstant(String enumClass) {
        for (Target each : calls.byLibraries(enumClass)) {
            use(enumClass);
            enter(each);
        }
    }

    private void readField(String owner) {
        useIfEnum(owner);
        universe.own(owner).ifPresent(this::receive);
        universe.allBelow(owner).forEach(each -> universe.own(each).ifPresent(this::receive));
    }

    private void useIfEnum(String owner) {
        if (isEnum(owner)) {
            use(owner);
        }
    }

    private boolean isEnum(String name) {
        return universe.own(name).filter(ClassCode::isEnum).isPresent();
    }

    private void useLibrariesAbove(String owner) {
        calls.librariesAbove(owner).forEach(each -> libraries.add(each, parts));
    }

    /** A class is initialised after its superclass. */
    private void use(String className) {
        Optional<ClassCode> type = universe.own(className);
        if (type.isPresent() && used.add(className)) {
            if (!type.get().isInterface() && type.get().parent() != null) {
                use(type.get().parent());
            }
            type.get().method("<clinit>()V").ifPresent(each -> enter(new Target(type.get(), each)));
        }
    }

    private void enter(Target target) {
        boolean isNew = seen.add(target.owner().name() + "." + target.method().key());
        if (isNew && !target.method().isAbstract()) {
            if (steps.isStep(target.owner(), target.method())) {
                addStep(target);
            } else {
                enterBody(target.owner(), target.method());
            }
        }
    }

    private void addStep(Target target) {
        for (String each : calls.objectsWith(target)) {
            parts.step(each, target.method().name(), target.method().descriptor());
        }
    }

    private void enterBody(ClassCode owner, MethodCode method) {
        if (universe.isLocal(owner)) {
            enterLocal(owner);
        } else if (entered.add(owner.name() + "." + method.key())) {
            Body body = universe.body(owner, method);
            contained.addAll(body.contained());
            waiting.addAll(body.references());
            addPart(owner, method, body);
        }
    }

    private void addPart(ClassCode owner, MethodCode method, Body body) {
        if (!method.isBridge() && !method.isIdle()) {
            parts.method(owner.name(), method.name(), method.descriptor(), body.digest());
        }
        if (method.isNative()) {
            parts.unfollowed("native", owner.name(), method.name());
        }
        if (body.reflects()) {
            parts.unfollowed("reflection in", owner.name(), method.name());
        }
    }

    private void enterLocal(ClassCode local) {
        if (locals.putIfAbsent(local.name(), local) == null) {
            waiting.addAll(universe.body(local).references());
        }
    }

    /** What is written inside a method is a part of the method, also where the method around it is not reached. */
    private void addLocals() {
        for (ClassCode each : locals.values()) {
            if (!contained.contains(each.name())) {
                Body body = universe.body(each);
                contained.addAll(body.contained());
                Place around = around(each);
                parts.method(around.owner(), around.method(), around.descriptor(), body.digest());
                if (body.reflects()) {
                    parts.unfollowed("reflection in", around.owner(), around.method());
                }
            }
        }
    }

    private Place around(ClassCode local) {
        Place place = local.place().orElseThrow();
        Optional<ClassCode> owner = universe.own(place.owner());
        if (owner.filter(universe::isLocal).isPresent()) {
            return around(owner.get());
        }
        String method = Names.authors(place.method());
        boolean isConstant = local.isEnum() && method.isEmpty();
        return new Place(
                place.owner(),
                method.isEmpty() ? isConstant ? "<clinit>" : "<init>" : method,
                method.equals(place.method()) ? place.descriptor() : "",
                false);
    }
}
