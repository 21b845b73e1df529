package io.cachetree.cli.command;

import io.cachetree.cli.answer.ShownAttempt;
import io.cachetree.cli.answer.ShownEntry;
import io.cachetree.cli.place.Selection;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows an entry. */
@Command(
        name = "show",
        sortOptions = false,
        header = "Shows an entry: inputs, outputs, origin, reason, log.",
        description = "Shows the newest entry of a node or another one, or the last attempt if it failed or goes on.",
        descriptionHeading = "%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  cachetree show runs/nuclei/report/split       the newest entry of a node",
            "  cachetree show runs/nuclei/report/split@5f1c  the one whose key begins so",
        })
public final class ShowCommand implements Callable<Integer> {

    @Mixin
    private final EntryArgument entry = new EntryArgument();

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() {
        Selection selection = Progress.reading("show", () -> Selection.of(entry.place()));
        return output.show(
                selection.last() == Selection.Last.ATTEMPT ? ShownAttempt.of(selection) : ShownEntry.of(selection));
    }
}
