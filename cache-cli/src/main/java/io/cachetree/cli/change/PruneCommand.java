package io.cachetree.cli.change;

import io.cachetree.cli.command.NodeArgument;
import io.cachetree.cli.command.Output;
import io.cachetree.cli.command.Progress;
import io.cachetree.cli.place.Place;
import io.cachetree.cli.text.Answer;
import io.cachetree.maintenance.pruning.Deletion;
import io.cachetree.maintenance.pruning.Limits;
import io.cachetree.maintenance.pruning.Prune;
import io.cachetree.maintenance.pruning.PrunePlan;
import io.cachetree.maintenance.pruning.Trash;
import io.cachetree.store.Store;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Takes out of a tree what nobody needs. */
@Command(
        name = "prune",
        sortOptions = false,
        header = "Moves what nobody needs to the trash; shows it only, unless --yes is given.",
        description = {
            "Without limits: files that another entry took the place of, those of failed and killed attempts, and entries that no entry "
                    + "of the node above uses. With limits: older results too, if all limits that are given let them go, and the newest "
                    + "entry above does not use them.",
            "Never: the newest entry of a step in a node, what is pinned, in use, or made by hand. \"restore\" brings back what went; "
                    + "--empty-trash deletes it for good.",
        },
        descriptionHeading = "%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  cachetree prune runs/nuclei                            what would go, and how much that is",
            "  cachetree prune --older-than 30d --keep 3 runs/nuclei  of older results, the newest 3 stay",
            "  cachetree prune --max-size 50GB --yes runs/nuclei      the oldest go until it is 50 GB",
            "  cachetree prune --empty-trash --older-than 30d --yes runs/nuclei",
        })
public final class PruneCommand implements Callable<Integer> {

    @Mixin
    private final NodeArgument node = new NodeArgument();

    @Option(
            names = "--older-than",
            paramLabel = "AGE",
            converter = Amounts.Age.class,
            description = "What is younger stays, such as 30d, 12h or 2w.")
    private @Nullable Duration olderThan;

    @Option(names = "--keep", paramLabel = "N", description = "So many newest entries of each step in a node stay.")
    private @Nullable Integer keep;

    @Option(
            names = "--max-size",
            paramLabel = "SIZE",
            converter = Amounts.Size.class,
            description = "No more goes than needed for the entries to take so much, such as 50GB.")
    private @Nullable Long maxSize;

    @Option(names = "--empty-trash", description = "Deletes for good what is in the trash, instead.")
    private boolean emptyTrash;

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
        refuseWhatMeansNothing();
        Place place = node.place();
        try (Store store = Store.directory(place.root().directory())) {
            return output.show(emptyTrash ? emptied(place, store) : pruned(place, store));
        }
    }

    private void refuseWhatMeansNothing() {
        Integer count = keep;
        if (count != null && count < 1) {
            throw wrong("--keep %d: the newest entry always stays. Give a number from 1 on.".formatted(count));
        }
        if (emptyTrash && (count != null || maxSize != null)) {
            throw wrong("--empty-trash goes with --older-than only. Leave --keep and --max-size away.");
        }
    }

    private PrintWriter err() {
        return Objects.requireNonNull(spec).commandLine().getErr();
    }

    private ParameterException wrong(String message) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }

    private Limits limits() {
        Integer count = keep;
        Long size = maxSize;
        return new Limits(
                Optional.ofNullable(olderThan),
                count == null ? OptionalInt.empty() : OptionalInt.of(count),
                size == null ? OptionalLong.empty() : OptionalLong.of(size));
    }

    private Answer pruned(Place place, Store store) {
        Trash trash = new Trash(store);
        if (yes) {
            trash.mend();
        }
        Limits limits = limits();
        PrunePlan plan = plan(store, place, limits);
        if (yes && OpenElsewhere.areGone(store, plan.stays(), err())) {
            plan = plan(store, place, limits);
        }
        Taking taking = yes ? Taking.done(trash, plan.goes()) : Taking.planned(plan.goes());
        return new Pruned(place, limits, taking, plan.stays(), yes ? Pruned.Mode.DONE : Pruned.Mode.PLANNED);
    }

    private static PrunePlan plan(Store store, Place place, Limits limits) {
        return Progress.reading("prune", () -> Prune.plan(store, place.node(), limits, Instant.now()));
    }

    private Answer emptied(Place place, Store store) {
        Trash trash = new Trash(store);
        Instant before = Instant.now().minus(Optional.ofNullable(olderThan).orElse(Duration.ZERO));
        List<Deletion> old = TrashPlace.list(trash).stream()
                .filter(each -> !each.at().isAfter(before) && TrashPlace.isIn(each, place))
                .toList();
        if (yes) {
            TrashPlace.empty(trash, old);
        }
        return new TrashListing(place, old, yes ? TrashListing.State.DELETED : TrashListing.State.WOULD_BE_DELETED);
    }
}
