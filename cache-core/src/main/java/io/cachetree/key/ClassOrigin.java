package io.cachetree.key;

/**
 * Where a class is from, as the code of a step sees it.
 *
 * @param isOwn whether it is the project's own code, which counts method by method
 * @param library name and version of the library that it is from, such as {@code fourier 1.2}; empty if it is from none
 *     whose version counts
 * @param text the digest of what is written in it, if it is own and an anonymous or local class: a compiler numbered it, and
 *     after an edit the number may be that of another; else empty
 */
public record ClassOrigin(boolean isOwn, String library, String text) {

    /** The project's own code. */
    public static final ClassOrigin OWN = new ClassOrigin(true, "", "");

    /** Neither own code nor a library whose version counts. */
    public static final ClassOrigin ELSEWHERE = new ClassOrigin(false, "", "");

    /** Tells where classes are from. */
    @FunctionalInterface
    public interface Source {

        /** Returns where a class is from. */
        ClassOrigin of(Class<?> type);
    }
}
