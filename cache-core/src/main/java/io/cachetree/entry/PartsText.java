package io.cachetree.entry;

import io.cachetree.key.CodePart;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The parts of a step's code as they stand in a record: for each class one text that names its methods, each followed by
 * its digest. A step reaches hundreds of methods, and a tree holds as many copies of this as entries.
 */
final class PartsText {

    private PartsText() {}

    /** Returns, for each class, its methods with their digests: {@code level 3f9a2k1c bins 9d0e1f2m}. */
    static Map<String, String> ofMethods(List<CodePart> parts) {
        Map<String, String> methods = new TreeMap<>();
        for (CodePart part : parts) {
            if (part.kind() == CodePart.Kind.METHOD) {
                methods.merge(
                        part.owner(), escaped(part.name()) + " " + part.digest(), (some, more) -> some + " " + more);
            }
        }
        return methods;
    }

    /** Returns the version of each library. */
    static Map<String, String> ofLibraries(List<CodePart> parts) {
        Map<String, String> libraries = new TreeMap<>();
        parts.stream()
                .filter(part -> part.kind() == CodePart.Kind.LIBRARY)
                .forEach(part -> libraries.put(part.owner(), part.digest()));
        return libraries;
    }

    /** Returns the parts, in the order in which a step's code has them. */
    static List<CodePart> parse(Map<String, String> methods, Map<String, String> libraries) {
        List<CodePart> parts = new ArrayList<>();
        new TreeMap<>(methods).forEach((owner, text) -> parse(owner, text.split(" ", -1), parts));
        new TreeMap<>(libraries)
                .forEach((name, version) -> parts.add(new CodePart(CodePart.Kind.LIBRARY, name, "", version)));
        return parts;
    }

    private static void parse(String owner, String[] words, List<CodePart> parts) {
        if (words.length % 2 != 0) {
            throw new IllegalArgumentException("the methods of \"%s\" have no digest each".formatted(owner));
        }
        for (int i = 0; i < words.length; i += 2) {
            parts.add(new CodePart(CodePart.Kind.METHOD, owner, unescaped(words[i]), words[i + 1]));
        }
    }

    /** Kotlin and Groovy allow spaces in the name of a method. */
    private static String escaped(String name) {
        return name.replace("%", "%25").replace(" ", "%20");
    }

    private static String unescaped(String name) {
        return name.replace("%20", " ").replace("%25", "%");
    }
}
