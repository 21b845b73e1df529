package io.cachetree.codec.internal;

import java.util.List;
import java.util.Optional;

/** The first line in which two texts differ. */
public final class TextDifference {

    private static final int LONG = 60;
    private static final String LINE_END = "(?<=\n)";

    private TextDifference() {}

    /** Returns the first difference, as in {@code line 3: "abc" -> "abd"}, or nothing. Line ends count. */
    public static Optional<String> between(String before, String now) {
        if (before.equals(now)) {
            return Optional.empty();
        }
        List<String> first = List.of(before.split(LINE_END, -1));
        List<String> second = List.of(now.split(LINE_END, -1));
        int line = 0;
        while (line < first.size() && line < second.size() && first.get(line).equals(second.get(line))) {
            line++;
        }
        return Optional.of("line %d: %s -> %s".formatted(line + 1, shows(first, line), shows(second, line)));
    }

    private static String shows(List<String> lines, int line) {
        return line < lines.size() ? quoted(lines.get(line)) : "end";
    }

    /** Returns a text in quotes, on one line, cut where it is long. */
    static String quoted(String text) {
        String visible = text.length() <= LONG ? text : text.substring(0, LONG) + "…";
        return "\"" + visible.replace("\r", "\\r").replace("\n", "\\n") + "\"";
    }
}
