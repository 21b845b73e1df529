package io.cachetree.cli.answer;

import io.cachetree.cli.place.Selection;
import io.cachetree.cli.text.Answer;
import io.cachetree.cli.text.Columns;
import io.cachetree.cli.text.Columns.Cell;
import io.cachetree.cli.text.Columns.Column;
import io.cachetree.cli.text.Ink;
import io.cachetree.cli.text.Page;
import io.cachetree.cli.text.Quantities;
import io.cachetree.entry.CalledStep;
import io.cachetree.entry.EntryNames;
import io.cachetree.entry.EntryRecord;
import io.cachetree.key.CodePart;
import io.cachetree.key.KeyPart;
import io.cachetree.maintenance.reading.FoundRecord;
import io.cachetree.maintenance.reading.Pin;
import io.cachetree.store.StoredFile;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A committed entry.
 *
 * @param selection how it was named
 * @param record its record
 * @param pin who keeps it
 * @param log the end of its log
 */
public record ShownEntry(Selection selection, EntryRecord record, Optional<Pin> pin, Optional<LogFile> log)
        implements Answer {

    private static final int LOG_LINES = 10;
    private static final int RESULT_LINES = 12;
    private static final Pattern IMAGE = Pattern.compile("(.*?\\.zarr/).*");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    /** Returns the entry that was named, or what says that its record is damaged. */
    public static Answer of(Selection selection) {
        FoundRecord found = selection.record().orElseThrow();
        if (found.record().isEmpty()) {
            return new DamagedRecord(selection.place(), found);
        }
        EntryRecord record = found.record().get();
        String file = selection.place().node().resolve(record.attempt()) + "/" + EntryNames.LOG;
        return new ShownEntry(
                selection,
                record,
                Words.pin(selection.place(), record.key().shortName()),
                LogFile.read(selection.place().tree().store(), file, LOG_LINES));
    }

    @Override
    public Object json() {
        return EntryJson.of(selection.place(), record, pin);
    }

    @Override
    public void print(Page page) {
        page.line("%s  %s %s ago"
                .formatted(
                        page.paint(
                                Ink.NAME,
                                Words.path(selection.place().node()) + "@"
                                        + record.key().shortName()),
                        page.paint(Ink.GOOD, "committed"),
                        page.age(record.since())));
        page.line();
        printOrigin(page);
        printInputs(page);
        printOutputs(page);
        printResult(page);
        printCalls(page);
        log.ifPresent(text -> printLog(text, page));
    }

    private void printOrigin(Page page) {
        page.shortLine("step       " + EntryText.step(record.step()));
        page.shortLine("because    " + record.reason());
        page.line("computed   %s in %s%s"
                .formatted(
                        TIME.format(record.origin().started().atZone(ZoneId.systemDefault())),
                        Quantities.duration(record.origin().duration()),
                        record.inSteps().isZero()
                                ? ""
                                : ", of which %s in steps".formatted(Quantities.duration(record.inSteps()))));
        page.line("by         %s@%s, process %d, Java %s"
                .formatted(
                        record.origin().user(),
                        record.origin().host(),
                        record.origin().pid(),
                        record.origin().java()));
        page.line("code       " + code());
        pin.ifPresent(each -> page.shortLine("pinned     by %s%s%s"
                .formatted(
                        each.by().orElse("nobody knows whom"),
                        each.at().map(at -> " " + page.age(at) + " ago").orElse(""),
                        each.note().isEmpty() ? "" : ": " + each.note())));
        record.acceptances()
                .forEach(each -> page.shortLine("accepted   by %s %s ago: %s"
                        .formatted(each.by(), page.age(each.at()), String.join(", ", each.changes()))));
        record.directory()
                .ifPresent(name -> page.line("directory  "
                        + selection
                                .place()
                                .root()
                                .resolve(selection.place().node().resolve(name))));
    }

    private String code() {
        if (record.code().digest().isVersion()) {
            return "version \"%s\"".formatted(record.code().digest().value());
        }
        long methods = record.code().parts().stream()
                .filter(part -> part.kind() == CodePart.Kind.METHOD)
                .count();
        long libraries = record.code().parts().size() - methods;
        String unfollowed = record.code().unfollowed().isEmpty()
                ? ""
                : ", %d not followed".formatted(record.code().unfollowed().size());
        return "%s, %s%s"
                .formatted(Quantities.count(methods, "method"), Quantities.count(libraries, "library"), unfollowed);
    }

    private void printInputs(Page page) {
        Columns inputs = new Columns(Column.left("", 30), Column.left("", Page.WIDTH));
        for (KeyPart input : record.inputs()) {
            inputs.row(Cell.of("  " + EntryText.name(input)), Cell.of(input.shows()));
        }
        printSection("Inputs", inputs, page);
    }

    private void printOutputs(Page page) {
        Columns outputs = new Columns(Column.left("", 70), Column.right(""), Column.left("", Page.WIDTH));
        record.outputs().stream()
                .collect(Collectors.groupingBy(ShownEntry::shown, LinkedHashMap::new, Collectors.toList()))
                .forEach((name, files) -> outputs.row(
                        Cell.of("  " + name),
                        Cell.of(Quantities.bytes(
                                files.stream().mapToLong(StoredFile::size).sum())),
                        new Cell(name.endsWith("/") ? Quantities.count(files.size(), "file") : "", Ink.FAINT)));
        printSection("Outputs", outputs, page);
    }

    /** The thousands of chunks of an image are one output for whoever looks at it. */
    private static String shown(StoredFile file) {
        Matcher image = IMAGE.matcher(file.name());
        return image.matches() ? image.group(1) : file.name();
    }

    private void printCalls(Page page) {
        Columns calls = new Columns(Column.left("", 60), Column.right(""), Column.left("", Page.WIDTH));
        for (CalledStep call : record.calls()) {
            calls.row(
                    Cell.of("  " + Words.path(call.node())),
                    Cell.of(call.times() == 0 ? "read" : call.times() + "x"),
                    new Cell(EntryText.step(call.step()), Ink.FAINT));
        }
        printSection("Called", calls, page);
    }

    private static void printSection(String heading, Columns rows, Page page) {
        if (!rows.isEmpty()) {
            page.line();
            page.line(page.paint(Ink.STRONG, heading));
            rows.print(page);
        }
    }

    private void printResult(Page page) {
        byte[] result = record.result();
        String text = result == null ? "{}" : new String(result, StandardCharsets.UTF_8);
        if (!text.equals("{}")) {
            page.line();
            page.line(page.paint(Ink.STRONG, "Result"));
            text.lines().limit(RESULT_LINES).forEach(line -> page.shortLine("  " + line));
        }
    }

    static void printLog(LogFile log, Page page) {
        page.line();
        page.line(page.paint(Ink.STRONG, "Log")
                + (log.left() == 0 ? "" : ", of which %d lines stand before".formatted(log.left())));
        log.lines().forEach(line -> page.shortLine("  " + line.replace("\t", "    ")));
    }
}
