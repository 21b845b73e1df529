package io.cachetree.cli.difference;

import io.cachetree.cli.difference.Difference.Kind;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The lines of two texts. */
final class Lines {

    private static final int LONGEST = 80;

    private Lines() {}

    static Difference compare(String name, String before, String now) {
        List<String> first = before.lines().toList();
        List<String> second = now.lines().toList();
        int shorter = Math.min(first.size(), second.size());
        int place = IntStream.range(0, shorter)
                .filter(i -> !first.get(i).equals(second.get(i)))
                .findFirst()
                .orElse(shorter);
        if (first.equals(second)) {
            return Difference.changed(
                    name,
                    Kind.TEXT,
                    "%d lines, which differ in how they end".formatted(first.size()),
                    Map.of("linesBefore", first.size(), "linesNow", second.size()),
                    List.of());
        }
        String lines = first.size() == second.size()
                ? "%d lines".formatted(first.size())
                : "%d -> %d lines".formatted(first.size(), second.size());
        return Difference.changed(
                name,
                Kind.TEXT,
                "%s, which differ from line %d on".formatted(lines, place + 1),
                Map.of("linesBefore", first.size(), "linesNow", second.size(), "firstDifference", place + 1),
                List.of("- " + line(first, place), "+ " + line(second, place)));
    }

    private static String line(List<String> lines, int index) {
        String line = index < lines.size() ? lines.get(index) : "";
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
    }
}
