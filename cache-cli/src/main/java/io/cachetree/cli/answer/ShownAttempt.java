package io.cachetree.cli.answer;

import io.cachetree.cli.place.Selection;
import io.cachetree.cli.text.Answer;
import io.cachetree.cli.text.Ink;
import io.cachetree.cli.text.Page;
import io.cachetree.entry.EntryNames;
import io.cachetree.maintenance.reading.FoundRecord;
import io.cachetree.maintenance.reading.OpenAttempt;
import io.cachetree.store.Store;
import io.cachetree.store.StoreItem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An attempt that was not committed.
 *
 * @param selection how it was named
 * @param attempt the attempt
 * @param files the files that it has so far
 * @param log the end of its log
 * @param error the beginning of what it threw
 */
public record ShownAttempt(
        Selection selection, OpenAttempt attempt, List<String> files, Optional<LogFile> log, Optional<LogFile> error)
        implements Answer {

    private static final int LOG_LINES = 10;
    private static final int ERROR_LINES = 20;

    /** The form for programs. */
    record Json(
            String tree,
            String node,
            String attempt,
            String state,
            Instant since,
            Optional<String> directory,
            List<String> files,
            Optional<List<String>> error,
            Optional<String> committed) {}

    /** Returns the attempt that was named. */
    public static ShownAttempt of(Selection selection) {
        OpenAttempt attempt = selection.attempt().orElseThrow();
        if (!attempt.hasDirectory()) {
            return new ShownAttempt(selection, attempt, List.of(), Optional.empty(), Optional.empty());
        }
        Store store = selection.place().tree().store();
        String directory = selection.place().node().resolve(attempt.name());
        List<String> files = store.list(directory).stream()
                .map(StoreItem::name)
                .filter(name -> !name.equals(EntryNames.OWNER))
                .sorted()
                .toList();
        return new ShownAttempt(
                selection,
                attempt,
                files,
                LogFile.read(store, directory + "/" + EntryNames.LOG, LOG_LINES),
                LogFile.read(store, directory + "/" + EntryNames.ERROR, Integer.MAX_VALUE));
    }

    private Optional<String> directory() {
        return attempt.hasDirectory()
                ? Optional.of(selection
                        .place()
                        .root()
                        .resolve(selection.place().node().resolve(attempt.name())))
                : Optional.empty();
    }

    @Override
    public Json json() {
        return new Json(
                selection.place().root().toString(),
                Words.path(selection.place().node()),
                attempt.name(),
                Words.of(attempt.state()),
                attempt.since(),
                directory(),
                files,
                error.map(LogFile::lines),
                selection.record().map(FoundRecord::key));
    }

    @Override
    public void print(Page page) {
        Ink ink = attempt.state() == OpenAttempt.State.RUNNING ? Ink.BUSY : Ink.BAD;
        page.line("%s  %s, %s ago"
                .formatted(
                        page.paint(Ink.NAME, Words.path(selection.place().node()) + "@" + attempt.name()),
                        page.paint(ink, Words.of(attempt.state())),
                        page.age(attempt.since())));
        page.line();
        page.line("directory  " + directory().orElse("none: it has not asked for one"));
        page.line("files      " + (files.isEmpty() ? "none" : String.join(", ", files)));
        selection.record().ifPresent(found -> page.line("committed  @%s stays as it is".formatted(found.key())));
        error.ifPresent(text -> printError(text, page));
        log.ifPresent(text -> ShownEntry.printLog(text, page));
    }

    private static void printError(LogFile error, Page page) {
        page.line();
        page.line(page.paint(Ink.STRONG, "Error"));
        error.lines().stream().limit(ERROR_LINES).forEach(line -> page.shortLine("  " + line.replace("\t", "    ")));
        if (error.lines().size() > ERROR_LINES) {
            page.line("  … %d more lines: \"cachetree log\" shows them"
                    .formatted(error.lines().size() - ERROR_LINES));
        }
    }

    @Override
    public int exitCode() {
        return attempt.state() == OpenAttempt.State.RUNNING ? FINE : FOUND;
    }
}
