package io.cachetree.cli.command;

import io.cachetree.cli.answer.Compared;
import io.cachetree.cli.difference.Difference;
import io.cachetree.cli.difference.Effort;
import io.cachetree.cli.difference.Results;
import io.cachetree.cli.place.Place;
import io.cachetree.cli.place.Selection;
import io.cachetree.entry.EntryRecord;
import io.cachetree.maintenance.EntryChanges;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Compares two entries. */
@Command(
        name = "diff",
        sortOptions = false,
        header = "Compares two entries: inputs, code and results.",
        descriptionHeading = "%n",
        description =
                "Numbers and JSON by value, tables by row, images by pixel, labels by object too, texts by line. Ends with 1 if the "
                        + "results differ. With one entry, it is compared with the one that the same step committed before it.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  cachetree diff runs/nuclei/report/split              the newest entry with the one before",
            "  cachetree diff runs/nuclei/report/split@5f1c @a81b   two entries of a node",
            "  cachetree diff runs/mouse-11/report runs/mouse-12/report",
        })
public final class DiffCommand implements Callable<Integer> {

    @Parameters(
            index = "0",
            paramLabel = "NODE[@KEY]",
            description = "The one entry, the newest unless a key is given.")
    private String first = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "NODE[@KEY]",
            description = "The other entry; @KEY is one of the same node.")
    private @Nullable String second;

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() {
        Place place = Place.of(first, Path.of(""));
        Results.Side one = side(place);
        String named = second;
        return output.show(named == null ? compare(before(one), one, place, place) : compare(one, place, named));
    }

    private static Compared compare(Results.Side one, Place place, String named) {
        Place other = named.startsWith("@") ? place.at(named.substring(1)) : Place.of(named, Path.of(""));
        return compare(one, side(other), place, other);
    }

    private static Results.Side side(Place place) {
        return new Results.Side(place.tree(), place.node(), Progress.reading("diff", () -> Selection.entry(place)));
    }

    private static Results.Side before(Results.Side side) {
        EntryRecord before = Progress.reading("diff", () -> Selection.before(side.tree(), side.node(), side.record()))
                .orElseThrow(() -> Selection.noneBefore(side.node(), side.record()));
        return new Results.Side(side.tree(), side.node(), before);
    }

    private static Compared compare(Results.Side before, Results.Side now, Place placeBefore, Place placeNow) {
        return new Compared(
                new Compared.Named(placeBefore, before.record()),
                new Compared.Named(placeNow, now.record()),
                EntryChanges.in(now.tree()).between(before.record(), now.record()),
                results(before, now));
    }

    private static List<Difference> results(Results.Side before, Results.Side now) {
        try (Progress progress = Progress.of("diff", Results.bytes(before, now))) {
            return Results.between(before, now, Effort.ofCommand(progress::add));
        }
    }
}
