package io.cachetree.cli.command;

import io.cachetree.cli.answer.Reason;
import io.cachetree.cli.place.Place;
import io.cachetree.cli.place.Selection;
import io.cachetree.entry.EntryRecord;
import io.cachetree.maintenance.EntryChanges;
import io.cachetree.tree.MissReason;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says why a step ran. */
@Command(
        name = "why",
        sortOptions = false,
        header = "Says why a step ran, down to the parameter and the method.",
        description =
                "The reason that the run gave, and what sets the entry apart from the one that the same step committed to the node "
                        + "before it.",
        descriptionHeading = "%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  cachetree why runs/nuclei/report/split       the newest entry of a node",
            "  cachetree why runs/nuclei/report/split@5f1c  the one whose key begins so",
        })
public final class WhyCommand implements Callable<Integer> {

    @Mixin
    private final EntryArgument entry = new EntryArgument();

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() {
        return output.show(Progress.reading("why", () -> reason(entry.place())));
    }

    private static Reason reason(Place found) {
        EntryRecord record = Selection.entry(found);
        Optional<EntryRecord> before = Selection.before(found.tree(), found.node(), record);
        List<MissReason> changes = before.map(
                        each -> EntryChanges.in(found.tree()).between(each, record))
                .orElse(List.of());
        return new Reason(found, record, before, changes);
    }
}
