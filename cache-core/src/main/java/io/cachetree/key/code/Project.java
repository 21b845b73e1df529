package io.cachetree.key.code;

import io.cachetree.key.ClassOrigin;
import io.cachetree.key.CodeDigest;
import io.cachetree.key.CodeIdentity;
import io.cachetree.key.StepCode;
import io.cachetree.key.StepId;
import io.cachetree.tree.Digest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * What is known of the code that one class loader finds.
 *
 * <p>Thread safety: may be used by many threads at the same time.
 */
final class Project {

    private record Asked(StepId step, int form) {}

    private record Seen(String stepClass, String type) {}

    private final Resources resources;
    private final OwnCode own;
    private final Places places;
    private final Libraries libraries;
    private final CodeIdentity classFiles = CodeIdentity.classFiles();
    private final ConcurrentMap<Optional<Place>, Universe> universes = new ConcurrentHashMap<>();
    private final ConcurrentMap<Asked, Optional<StepCode>> known = new ConcurrentHashMap<>();
    private final ConcurrentMap<Seen, Optional<ClassOrigin>> owned = new ConcurrentHashMap<>();

    Project(Resources resources, OwnCode own) {
        this.resources = resources;
        this.own = own;
        this.places = new Places(resources, own);
        this.libraries = new Libraries(resources);
    }

    /** Returns the code of a step; nothing if it is gone. */
    Optional<StepCode> code(StepId step, ProjectCode.Form form) {
        return known.computeIfAbsent(new Asked(step, form.number()), first -> read(step, form));
    }

    /** Returns what is known of a class if it is own code, as a step sees it. */
    Optional<ClassOrigin> own(String type, StepId step) {
        return owned.computeIfAbsent(
                new Seen(step.declaringClass(), type), first -> own(type.replace('.', '/'), universe(step)));
    }

    private static Optional<ClassOrigin> own(String name, Universe universe) {
        return universe.isOwn(name)
                ? universe.own(name)
                        .filter(universe::isLocal)
                        .map(local ->
                                new ClassOrigin(true, "", universe.body(local).digest()))
                        .or(() -> Optional.of(ClassOrigin.OWN))
                : Optional.empty();
    }

    /** Returns name and version of the library that a class lies in; empty if there is none whose version counts. */
    String library(String type) {
        return libraries.nameAndVersion(type.replace('.', '/'));
    }

    private Optional<StepCode> read(StepId step, ProjectCode.Form form) {
        Universe universe = universe(step);
        Steps steps = new Steps(universe);
        Optional<Steps.Declared> declared = steps.declared(step);
        Optional<StepCode> versioned = declared.flatMap(each -> versioned(each, steps));
        if (declared.isEmpty() || versioned.isPresent()) {
            return versioned;
        }
        return universe.own(className(step)).isPresent()
                ? Optional.of(followed(step, declared.get(), universe, steps, form))
                : unlisted(step);
    }

    private static Optional<StepCode> versioned(Steps.Declared declared, Steps steps) {
        return steps.version(declared.owner(), declared.method())
                .filter(each -> !each.isEmpty())
                .map(each -> StepCode.of(new CodeDigest(CodeDigest.Kind.VERSION, each)));
    }

    private StepCode followed(
            StepId step, Steps.Declared declared, Universe universe, Steps steps, ProjectCode.Form form) {
        Reach reach = new Reach(universe, steps, libraries);
        return form.reading().of(reach, declared, className(step)).finish(form.number());
    }

    /** Where classes cannot be listed, as in a jar within a jar, the class file of the step is all that is known. */
    private Optional<StepCode> unlisted(StepId step) {
        return classFiles(step)
                .map(digest ->
                        new StepCode(digest, List.of(), List.of("code around " + step.declaringClass()), List.of()));
    }

    private Universe universe(StepId step) {
        Optional<Place> home = places.home(className(step));
        return universes.computeIfAbsent(home, each -> Universe.around(each, resources, own));
    }

    private static String className(StepId step) {
        return step.declaringClass().replace('.', '/');
    }

    /**
     * Returns the digest that releases before the first form wrote: of the class file of the object's class, or over those of
     * the classes from it up to the one that declares the step.
     */
    Optional<CodeDigest> classFiles(StepId step) {
        Universe universe = universe(step);
        List<String> digests = new ArrayList<>();
        Set<String> above = new Calls(universe).allAbove(className(step));
        for (String each : above) {
            if (each.equals("java/lang/Object")) {
                continue;
            }
            StepId ofClass = new StepId(each.replace('/', '.'), step.method(), step.descriptor());
            Optional<StepCode> code = resources.with(loader -> classFiles.current(ofClass, loader));
            if (code.isEmpty()) {
                return Optional.empty();
            }
            digests.add(code.get().digest().value());
            if (universe.any(each).filter(type -> Steps.isDeclared(type, step)).isPresent()) {
                return Optional.of(new CodeDigest(CodeDigest.Kind.CLASS_FILE, combined(digests)));
            }
        }
        return Optional.empty();
    }

    private static String combined(List<String> digests) {
        if (digests.size() == 1) {
            return digests.get(0);
        }
        Digest.Hasher hasher = Digest.hasher();
        digests.forEach(each -> hasher.put(each.getBytes(StandardCharsets.US_ASCII)));
        return hasher.digest().hex();
    }
}
