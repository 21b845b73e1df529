package io.cachetree.cli.change;

import io.cachetree.cli.answer.Words;
import io.cachetree.cli.place.Place;
import io.cachetree.cli.place.Root;
import io.cachetree.cli.text.Answer;
import io.cachetree.cli.text.Columns;
import io.cachetree.cli.text.Columns.Cell;
import io.cachetree.cli.text.Columns.Column;
import io.cachetree.cli.text.Ink;
import io.cachetree.cli.text.Page;
import io.cachetree.cli.text.Printable;
import io.cachetree.cli.text.Quantities;
import io.cachetree.maintenance.copying.Copy;
import io.cachetree.maintenance.copying.CopyReport;
import io.cachetree.maintenance.copying.Missing;
import java.util.List;

/**
 * What was copied, or would be.
 *
 * @param place what of which tree
 * @param to the other tree, without anything secret
 * @param mode whether it was done
 * @param entries what was not there before
 * @param report what came of it, or would
 */
record Copied(Place place, String to, Mode mode, List<Missing> entries, CopyReport report) implements Answer {

    /** Whether something was copied. */
    enum Mode {
        DONE,
        PLANNED
    }

    /** The form for programs. */
    record Json(
            String from,
            String node,
            String to,
            boolean dryRun,
            int copied,
            int there,
            long files,
            long bytes,
            long reused,
            List<Entry> entries,
            List<Skipped> skipped) {}

    /** An entry that was not there before. */
    record Entry(String node, String key, long files, long bytes) {}

    /** What is damaged. */
    record Skipped(String node, String file, String why) {}

    static Copied planned(Place place, String to, Copy copy) {
        List<Missing> entries = copy.missing();
        long files = entries.stream().mapToLong(Missing::files).sum();
        CopyReport report = new CopyReport(entries.size(), copy.there(), files, copy.bytes(), 0, copy.damaged());
        return new Copied(place, Root.shown(to), Mode.PLANNED, entries, report);
    }

    static Copied done(Place place, String to, Copy copy, CopyReport report) {
        return new Copied(place, Root.shown(to), Mode.DONE, copy.missing(), report);
    }

    @Override
    public Json json() {
        return new Json(
                place.root().toString(),
                Words.path(place.node()),
                to,
                mode == Mode.PLANNED,
                report.copied(),
                report.there(),
                report.files(),
                report.bytes(),
                report.reused(),
                entries.stream()
                        .map(each -> new Entry(Words.path(each.node()), each.key(), each.files(), each.bytes()))
                        .toList(),
                report.skipped().stream()
                        .map(each -> new Skipped(Words.path(each.node()), each.file(), each.why()))
                        .toList());
    }

    @Override
    public void print(Page page) {
        if (mode == Mode.PLANNED && !entries.isEmpty()) {
            printEntries(page);
        }
        report.skipped()
                .forEach(each -> page.line(page.paint(Ink.BAD, "damaged")
                        + "  %s: %s".formatted(each.node().resolve(each.file()), each.why())));
        page.line(sum());
    }

    private void printEntries(Page page) {
        Columns columns = new Columns(Column.right("SIZE"), Column.right("FILES"), Column.names("ENTRY", Page.WIDTH));
        for (Missing each : entries) {
            columns.row(
                    Cell.of(Quantities.bytes(each.bytes())),
                    Cell.of(Long.toString(each.files())),
                    Cell.of(Words.path(each.node()) + "@" + each.key()));
        }
        columns.print(page);
        page.line();
    }

    private String sum() {
        if (entries.isEmpty() && report.skipped().isEmpty()) {
            return "Nothing is missing in %s: %s".formatted(Printable.of(to), there());
        }
        return "%s, %s, %s %s to %s%s"
                .formatted(
                        Quantities.count(report.copied(), "entry"),
                        Quantities.count(report.files(), "file"),
                        Quantities.bytes(report.bytes()),
                        mode == Mode.DONE ? "copied" : "would be copied",
                        Printable.of(to),
                        report.there() == 0 ? "" : "; " + there());
    }

    private String there() {
        return "%s %s there already"
                .formatted(Quantities.count(report.there(), "entry"), report.there() == 1 ? "is" : "are");
    }

    @Override
    public int exitCode() {
        return report.skipped().isEmpty() ? FINE : FOUND;
    }
}
