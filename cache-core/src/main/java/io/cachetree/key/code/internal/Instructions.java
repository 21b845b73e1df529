package io.cachetree.key.code.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;

/**
 * The instructions of one method, on the way to its text: each is a line, and where one jumps to is told by the line's
 * number.
 */
final class Instructions {

    /**
     * One instruction.
     *
     * @param text what it does
     * @param jumps where it may jump to
     * @param cases for each jump, what has to hold for it
     * @param references what it refers to
     */
    record Line(String text, List<Label> jumps, List<String> cases, List<Reference> references) {}

    private record Handler(Label start, Label end, Label handler, String type, List<Reference> references) {}

    private final List<@Nullable Line> lines = new ArrayList<>();
    private final Map<Label, Integer> places = new HashMap<>();
    private final List<Handler> handlers = new ArrayList<>();

    void add(String text, List<Reference> references) {
        lines.add(new Line(text, List.of(), List.of(), references));
    }

    void add(String text, List<Label> jumps, List<String> cases) {
        lines.add(new Line(text, jumps, cases, List.of()));
    }

    void place(Label label) {
        places.put(label, lines.size());
    }

    void handle(Label start, Label end, Label handler, String type, List<Reference> references) {
        handlers.add(new Handler(start, end, handler, type, references));
    }

    /** Returns whether the next instruction can be jumped to. */
    boolean isTarget() {
        return places.containsValue(lines.size());
    }

    /** Returns how many there are, with those that were removed. */
    int size() {
        return lines.size();
    }

    /** Returns the text of an instruction, counted from the end; empty if there is none. */
    String last(int distance) {
        int index = lines.size() - 1 - distance;
        Line line = index < 0 ? null : lines.get(index);
        return line == null ? "" : line.text();
    }

    void removeLast() {
        remove(lines.size() - 1);
    }

    /** Takes an instruction out; what jumped to it jumps to the one behind it. */
    void remove(int index) {
        lines.set(index, null);
    }

    List<Reference> references() {
        List<Reference> references = new ArrayList<>();
        for (Line line : lines) {
            references.addAll(line == null ? List.of() : line.references());
        }
        handlers.forEach(each -> references.addAll(each.references()));
        return references;
    }

    /** Returns the lines, each with its end. */
    String text() {
        int[] numbers = numbers();
        StringBuilder text = new StringBuilder();
        for (Line line : lines) {
            if (line != null) {
                append(line, numbers, text);
            }
        }
        for (Handler each : handlers) {
            text.append("catch ")
                    .append(each.type())
                    .append(' ')
                    .append(number(each.start(), numbers))
                    .append('-')
                    .append(number(each.end(), numbers))
                    .append(" -> ")
                    .append(number(each.handler(), numbers))
                    .append('\n');
        }
        return text.toString();
    }

    private void append(Line line, int[] numbers, StringBuilder text) {
        text.append(line.text());
        for (int i = 0; i < line.jumps().size(); i++) {
            text.append(' ')
                    .append(line.cases().get(i))
                    .append("->")
                    .append(number(line.jumps().get(i), numbers));
        }
        text.append('\n');
    }

    private int number(Label label, int[] numbers) {
        return numbers[places.getOrDefault(label, lines.size())];
    }

    /** Returns for each place how many instructions stand before it. */
    private int[] numbers() {
        int[] numbers = new int[lines.size() + 1];
        IntStream.range(0, lines.size()).forEach(i -> numbers[i + 1] = numbers[i] + (lines.get(i) == null ? 0 : 1));
        return numbers;
    }
}
