package io.cachetree.cli.place;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A name that may be cut off where it is clear what is meant.
 *
 * @param text what was typed
 */
public record Abbreviation(String text) {

    private static final int NAMED = 12;

    /** Returns the names that it may stand for: the one that it is, or else all that begin so. */
    public List<String> among(List<String> names) {
        return names.contains(text)
                ? List.of(text)
                : names.stream().filter(name -> name.startsWith(text)).toList();
    }

    /** Returns names in a line for people. */
    public static String list(List<String> names) {
        String listed = names.stream().limit(NAMED).collect(Collectors.joining(", "));
        return names.size() <= NAMED ? listed : "%s and %d more".formatted(listed, names.size() - NAMED);
    }
}
