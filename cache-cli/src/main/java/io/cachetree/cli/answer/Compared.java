package io.cachetree.cli.answer;

import io.cachetree.cli.difference.Difference;
import io.cachetree.cli.place.Place;
import io.cachetree.cli.text.Answer;
import io.cachetree.cli.text.Ink;
import io.cachetree.cli.text.Page;
import io.cachetree.entry.EntryRecord;
import io.cachetree.key.StepId;
import io.cachetree.tree.MissReason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How two entries differ.
 *
 * @param before the one
 * @param now the other
 * @param changes what sets their inputs and code apart
 * @param results how their results differ, part by part
 */
public record Compared(Named before, Named now, List<MissReason> changes, List<Difference> results) implements Answer {

    private static final int DETAILS = 5;
    private static final int NAME = 40;
    private static final int OUTCOME = "changed".length();

    /**
     * An entry with its place.
     *
     * @param place its node
     * @param record its record
     */
    public record Named(Place place, EntryRecord record) {

        String name() {
            return Words.path(place.node()) + "@" + record.key().shortName();
        }

        JsonEntry json() {
            return new JsonEntry(
                    place.root().toString(),
                    Words.path(place.node()),
                    record.key().shortName(),
                    record.step().toString(),
                    record.since());
        }
    }

    /** The form for programs. */
    record Json(JsonEntry before, JsonEntry now, boolean same, List<Change> changes, List<JsonPart> results) {}

    /** One of the entries. */
    record JsonEntry(String tree, String node, String key, String step, Instant committed) {}

    /** A part of the results. */
    record JsonPart(
            String name,
            String kind,
            String outcome,
            Optional<String> summary,
            Map<String, Number> measures,
            List<String> details) {

        static JsonPart of(Difference part) {
            return new JsonPart(
                    part.name(),
                    Words.of(part.kind()),
                    Words.of(part.outcome()),
                    part.what(),
                    part.measures(),
                    part.details());
        }
    }

    private boolean isSame() {
        return results.stream().noneMatch(Difference::isDifferent);
    }

    @Override
    public Json json() {
        return new Json(
                before.json(),
                now.json(),
                isSame(),
                changes.stream().map(Change::of).toList(),
                results.stream().map(JsonPart::of).toList());
    }

    @Override
    public void print(Page page) {
        page.line("%s %s, committed %s ago"
                .formatted(
                        page.paint(Ink.BAD, "-"),
                        before.name(),
                        page.age(before.record().since())));
        page.line("%s %s, committed %s ago"
                .formatted(
                        page.paint(Ink.GOOD, "+"),
                        now.name(),
                        page.age(now.record().since())));
        page.line();
        page.line(page.paint(Ink.STRONG, "Inputs and code") + inputs());
        changes.forEach(change -> Change.of(change).print(page));
        page.line();
        page.line(page.paint(Ink.STRONG, "Results") + (isSame() ? " are the same" : ""));
        printResults(page);
    }

    private String inputs() {
        StepId stepBefore = before.record().step();
        StepId stepNow = now.record().step();
        if (!stepBefore.equals(stepNow)) {
            return " are those of different steps, %s and %s".formatted(stepBefore.shortForm(), stepNow.shortForm());
        }
        return changes.isEmpty() ? " are the same" : "";
    }

    private void printResults(Page page) {
        int width =
                results.stream().mapToInt(part -> part.name().length()).max().orElse(0);
        for (Difference part : results) {
            page.line("  %s  %s  %s"
                    .formatted(pad(part.name(), Math.min(width, NAME)), outcome(part, page), part.summary()));
            part.details().stream().limit(DETAILS).forEach(detail -> page.shortLine("      " + detail));
            int left = part.details().size() - DETAILS;
            if (left > 0) {
                page.line("      … \"--json\" has more");
            }
        }
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private static String outcome(Difference part, Page page) {
        Ink ink = switch (part.outcome()) {
            case SAME -> Ink.FAINT;
            case ADDED -> Ink.GOOD;
            case REMOVED, DAMAGED -> Ink.BAD;
            case CHANGED -> Ink.BUSY;
        };
        return page.paint(ink, pad(Words.of(part.outcome()), OUTCOME));
    }

    @Override
    public int exitCode() {
        return isSame() ? FINE : FOUND;
    }
}
