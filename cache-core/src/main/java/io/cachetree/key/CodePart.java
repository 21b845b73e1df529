package io.cachetree.key;

import io.cachetree.tree.CodeChange;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One piece of what a step's code is made of.
 *
 * @param kind what it is
 * @param owner the binary name of the class, or the name of the library
 * @param name what the owner has of that name: a method as in {@code level}, with its descriptor as in {@code level([D)D}
 *     where the step reaches several of one name; {@code <init>} or {@code <clinit>} as in a class file, {@code <types>} for
 *     what the class inherits from; empty for a library
 * @param digest the digest of the method's own code, or the version of the library
 */
public record CodePart(Kind kind, String owner, String name, String digest) {

    /** What a part is. */
    public enum Kind {
        /** A method of the project's own code. */
        METHOD,

        /** A library that the step's code calls; it counts as a whole. */
        LIBRARY
    }

    /** Returns the form for people, such as {@code Otsu.level}, or the name of the library. */
    public String shortForm() {
        if (kind == Kind.LIBRARY) {
            return owner;
        }
        String readable = switch (name) {
            case "<init>" -> "constructor";
            case "<clinit>" -> "static initializer";
            case "<types>" -> "inherited types";
            default -> name;
        };
        return new StepId(owner, readable, "").shortForm();
    }

    /** Returns what no other part of a step's code is called. */
    String fullName() {
        return kind + " " + owner + "." + name;
    }

    /** Returns how this part differs from what it was, if it does; {@code null} if it was not there. */
    Optional<CodeChange> changeSince(@Nullable CodePart before) {
        if (before == null) {
            return Optional.of(new CodeChange(CodeChange.Kind.ADDED, shortForm()));
        }
        String versions = kind == Kind.LIBRARY ? " %s -> %s".formatted(before.digest, digest) : "";
        return digest.equals(before.digest)
                ? Optional.empty()
                : Optional.of(new CodeChange(CodeChange.Kind.CHANGED, shortForm() + versions));
    }
}
