package io.cachetree.cli.command;

import io.cachetree.cli.answer.LogFile;
import io.cachetree.cli.answer.Words;
import io.cachetree.cli.place.Place;
import io.cachetree.cli.place.Selection;
import io.cachetree.cli.text.Answer;
import io.cachetree.cli.text.Ink;
import io.cachetree.cli.text.Page;
import io.cachetree.entry.EntryNames;
import io.cachetree.entry.EntryRecord;
import io.cachetree.maintenance.reading.FoundRecord;
import io.cachetree.maintenance.reading.OpenAttempt;
import io.cachetree.store.Store;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes the log of an entry, or of an attempt that failed or goes on. */
@Command(
        name = "log",
        sortOptions = false,
        header = "Writes what a step logged, and what it threw.",
        description = "Of the newest entry or another one, or of the last attempt if it failed or goes on.",
        descriptionHeading = "%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  cachetree log runs/nuclei/report/split       of the newest entry or attempt",
            "  cachetree log -n 20 runs/nuclei/report@5f1c  the last 20 lines of one entry",
        })
public final class LogCommand implements Callable<Integer> {

    @Mixin
    private final EntryArgument entry = new EntryArgument();

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            converter = Count.class,
            description = "How many lines, the last ones.")
    private int lines = Integer.MAX_VALUE;

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() {
        Selection selection = Progress.reading("log", () -> Selection.of(entry.place()));
        String attempt = attempt(selection);
        String directory = selection.place().node().resolve(attempt);
        Store store = selection.place().tree().store();
        return output.show(new Log(
                selection.place(),
                attempt,
                LogFile.read(store, directory + "/" + EntryNames.LOG, lines),
                LogFile.read(store, directory + "/" + EntryNames.ERROR, Integer.MAX_VALUE)));
    }

    private static String attempt(Selection selection) {
        return selection.last() == Selection.Last.ATTEMPT
                ? selection.attempt().map(OpenAttempt::name).orElseThrow()
                : selection
                        .record()
                        .flatMap(FoundRecord::record)
                        .map(EntryRecord::attempt)
                        .orElseGet(() -> Selection.entry(selection.place()).attempt());
    }

    /** What was logged and thrown. */
    private record Log(Place place, String attempt, Optional<LogFile> log, Optional<LogFile> error) implements Answer {

        /** The form for programs. */
        record Json(
                String tree, String node, String attempt, Optional<List<String>> log, Optional<List<String>> error) {}

        @Override
        public Json json() {
            return new Json(
                    place.root().toString(),
                    Words.path(place.node()),
                    attempt,
                    log.map(LogFile::lines),
                    error.map(LogFile::lines));
        }

        @Override
        public void print(Page page) {
            log.ifPresent(text -> text.lines().forEach(page::line));
            error.ifPresent(text -> text.lines().forEach(line -> page.line(page.paint(Ink.BAD, line))));
            if (exitCode() == FOUND) {
                page.line("Nothing was logged by %s@%s.".formatted(Words.path(place.node()), attempt));
            }
        }

        @Override
        public int exitCode() {
            return log.isEmpty() && error.isEmpty() ? FOUND : FINE;
        }
    }
}
