package io.cachetree.key.code;

import io.cachetree.key.CodeDigest;
import io.cachetree.key.CodePart;
import io.cachetree.key.StepCode;
import io.cachetree.key.StepId;
import io.cachetree.key.code.internal.Bodies;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Collects what a step's code is made of. */
final class Parts {

    private record Piece(String owner, String name, String descriptor, String digest) {}

    private record Title(String owner, String name) {}

    private final Set<Piece> pieces = new java.util.HashSet<>();
    private final Set<CodePart> libraries = new java.util.HashSet<>();
    private final Set<String> unfollowed = new TreeSet<>();
    private final SortedMap<String, StepId> steps = new TreeMap<>();

    /** Adds what a method does; the class by its internal name. */
    void method(String owner, String name, String descriptor, String digest) {
        pieces.add(new Piece(owner.replace('/', '.'), name, descriptor, digest));
    }

    /** Adds which of the types that the code tests for a class inherits from; by their internal names. */
    void types(String className, Collection<String> inherited) {
        method(className, "<types>", "", Bodies.digest(String.join(" ", inherited)));
    }

    void library(CodePart library) {
        libraries.add(library);
    }

    void unfollowed(String what, String owner, String name) {
        CodePart place = new CodePart(CodePart.Kind.METHOD, owner.replace('/', '.'), name, "");
        unfollowed.add(what + " " + place.shortForm());
    }

    /** Adds a step that may be called on objects of a class, which is given by its internal name. */
    void step(String className, String method, String descriptor) {
        StepId step = new StepId(className.replace('/', '.'), method, descriptor);
        steps.put(step.toString(), step);
    }

    /** Adds a library whose version nobody knows. */
    void unversioned(String library) {
        unfollowed.add("library " + library);
    }

    void missing(String className) {
        unfollowed.add("missing class " + className.replace('/', '.'));
    }

    StepCode finish(int format) {
        List<CodePart> parts = new ArrayList<>(libraries);
        Map<Title, List<Piece>> named =
                pieces.stream().collect(Collectors.groupingBy(each -> new Title(each.owner(), each.name())));
        named.forEach((title, same) -> addMethods(title, same, parts));
        parts.sort(Comparator.comparing(CodePart::kind)
                .thenComparing(CodePart::owner)
                .thenComparing(CodePart::name)
                .thenComparing(CodePart::digest));
        return new StepCode(
                CodeDigest.ofParts(format, parts), parts, List.copyOf(unfollowed), List.copyOf(steps.values()));
    }

    /** Methods of one name show their descriptors; what stands inside one method is one part. */
    private static void addMethods(Title title, List<Piece> pieces, List<CodePart> parts) {
        if (pieces.size() == 1) {
            String digest = pieces.get(0).digest();
            parts.add(new CodePart(CodePart.Kind.METHOD, title.owner(), title.name(), digest));
            return;
        }
        Map<String, List<Piece>> overloads =
                pieces.stream().collect(Collectors.groupingBy(Piece::descriptor, TreeMap::new, Collectors.toList()));
        overloads.forEach((descriptor, same) -> parts.add(new CodePart(
                CodePart.Kind.METHOD,
                title.owner(),
                overloads.size() == 1 ? title.name() : title.name() + descriptor,
                digest(same))));
    }

    private static String digest(List<Piece> pieces) {
        List<String> digests =
                pieces.stream().map(Piece::digest).sorted().distinct().toList();
        return digests.size() == 1 ? digests.get(0) : Bodies.digest(String.join(" ", digests));
    }
}
