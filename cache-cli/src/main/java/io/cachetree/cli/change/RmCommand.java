package io.cachetree.cli.change;

import io.cachetree.cli.answer.Words;
import io.cachetree.cli.command.EntryArgument;
import io.cachetree.cli.command.Output;
import io.cachetree.cli.command.Progress;
import io.cachetree.cli.place.Place;
import io.cachetree.cli.place.PlaceException;
import io.cachetree.cli.place.Selection;
import io.cachetree.entry.EntryNames;
import io.cachetree.maintenance.pruning.Invalidate;
import io.cachetree.maintenance.pruning.Trash;
import io.cachetree.maintenance.reading.FoundRecord;
import io.cachetree.maintenance.reading.OpenAttempt;
import io.cachetree.store.Store;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Takes the entries of a node out of a tree, so that it is computed again. */
@Command(
        name = "rm",
        sortOptions = false,
        header = "Moves entries of a node to the trash, so that it is computed again.",
        description = {
            "All entries of the node, or the one of a key; shows it only, unless --yes is given. What is pinned or in use stays.",
            "A call is answered by the entry of its own node. As long as an entry of a node above answers, what it was made with is not "
                    + "computed again: these are named, and --parents moves them, too.",
        },
        descriptionHeading = "%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  cachetree rm runs/nuclei/report/split                what would go, and what is out of date then",
            "  cachetree rm --parents --yes runs/nuclei/rep/split   so that the next run computes it again",
            "  cachetree rm --yes runs/nuclei/report/split@5f1c     one entry",
            "  cachetree rm --below --yes runs/nuclei/report        with all nodes below",
        })
public final class RmCommand implements Callable<Integer> {

    @Mixin
    private final EntryArgument entry = new EntryArgument();

    @Option(
            names = {"-b", "--below"},
            description = "The nodes below, too.")
    private boolean below;

    @Option(
            names = {"-p", "--parents"},
            description = "The entries above that were made with what goes, too.")
    private boolean parents;

    @Option(
            names = {"-y", "--yes"},
            description = "Does it.")
    private boolean yes;

    @Mixin
    private final Output output = new Output();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        Place place = entry.place();
        if (below && place.key().isPresent()) {
            throw new PlaceException(
                    "Cannot take out what is below the single entry \"%s\": nodes are below nodes. Leave the key or --below away."
                            .formatted(place.name()));
        }
        Optional<String> key = place.key().map(typed -> key(Selection.of(place)));
        try (Store store = Store.directory(place.root().directory())) {
            Trash trash = new Trash(store);
            Invalidate.Plan plan = plan(store, place, key);
            if (yes && OpenElsewhere.areGone(store, plan.stays(), err())) {
                plan = plan(store, place, key);
            }
            if (plan.goes().isEmpty() && plan.stays().isEmpty()) {
                throw new PlaceException(
                        "Cannot find anything to take out in node \"%s\": nothing was committed to it.%s"
                                .formatted(Words.path(place.node()), below ? "" : " Add --below for the nodes below."));
            }
            Taking taking = yes ? Taking.done(trash, plan.goes()) : Taking.planned(plan.goes());
            return output.show(new Invalidated(place, plan, taking, yes ? Pruned.Mode.DONE : Pruned.Mode.PLANNED));
        }
    }

    private PrintWriter err() {
        return Objects.requireNonNull(spec).commandLine().getErr();
    }

    private Invalidate.Plan plan(Store store, Place place, Optional<String> key) {
        Invalidate.Plan plan = Progress.reading(
                "rm",
                () -> below ? Invalidate.nodeAndBelow(store, place.node()) : Invalidate.node(store, place.node(), key));
        return parents ? plan.withAbove() : plan;
    }

    private static String key(Selection selection) {
        return selection
                .record()
                .map(FoundRecord::key)
                .or(() -> selection.attempt().map(OpenAttempt::name).map(EntryNames::keyOf))
                .orElseThrow();
    }
}
