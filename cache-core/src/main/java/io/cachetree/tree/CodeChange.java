package io.cachetree.tree;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One piece of a step's code that is not what it was.
 *
 * @param kind what happened to it
 * @param what the piece, such as {@code Otsu.level}, or a library with its versions: {@code guava 33.4 -> 33.5}
 */
public record CodeChange(Kind kind, String what) {

    /** What happened to a piece of code. */
    public enum Kind {
        /** It is there, and differs. */
        CHANGED(""),

        /** The step did not reach it before. */
        ADDED(" (new)"),

        /** The step reaches it no more. */
        REMOVED(" (gone)");

        private final String suffix;

        Kind(String suffix) {
            this.suffix = suffix;
        }
    }

    private static final int NAMED = 4;

    /** Returns the form for people: {@code Otsu.level}, {@code Otsu.bins (new)}. */
    public String text() {
        return what + kind.suffix;
    }

    /** Returns the first few changes in one line, what changed before what came and went. */
    static String text(List<CodeChange> changes) {
        String named = changes.stream()
                .sorted((one, other) -> one.kind.compareTo(other.kind))
                .limit(NAMED)
                .map(CodeChange::text)
                .collect(Collectors.joining(", "));
        return changes.size() <= NAMED ? named : "%s and %d more".formatted(named, changes.size() - NAMED);
    }
}
