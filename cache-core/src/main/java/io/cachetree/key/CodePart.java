package io.cachetree.key;

/**
 * One piece of what a step's code is made of.
 *
 * @param kind what it is
 * @param owner the binary name of the class, or the name of the library
 * @param name what the owner has of that name: a method as in {@code level}, with its descriptor as in {@code level([D)D}
 *     where the step reaches several of one name; {@code <init>} or {@code <clinit>} as in a class file; empty for a
 *     library
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
        return kind == Kind.LIBRARY ? owner : new StepId(owner, name, "").shortForm();
    }
}
