package io.cachetree.cli.change;

import io.cachetree.cli.answer.Words;
import io.cachetree.cli.place.Place;
import io.cachetree.cli.text.Answer;
import io.cachetree.cli.text.Page;
import io.cachetree.cli.text.Shell;
import io.cachetree.maintenance.pruning.Kept;
import io.cachetree.maintenance.pruning.Limits;
import io.cachetree.maintenance.pruning.Removal;
import java.util.List;
import java.util.Optional;

/**
 * What a prune took out, or would.
 *
 * @param place where
 * @param limits by which limits
 * @param taking what
 * @param stays what stays
 * @param mode whether it was done
 */
record Pruned(Place place, Limits limits, Taking taking, List<Kept> stays, Mode mode) implements Answer {

    /** Whether something was done. */
    enum Mode {
        PLANNED,
        DONE
    }

    /** The form for programs. */
    record Json(
            String tree,
            String node,
            boolean done,
            Optional<String> trash,
            long bytes,
            List<Removals.Json> goes,
            List<Removals.Stays> stays) {}

    @Override
    public Json json() {
        return new Json(
                place.root().toString(),
                Words.path(place.node()),
                mode == Mode.DONE,
                Optional.of(taking.run()).filter(run -> !run.isEmpty()),
                taking.goes().stream().mapToLong(Removal::bytes).sum(),
                taking.goes().stream().map(Removals.Json::of).toList(),
                stays.stream().map(Removals.Stays::of).toList());
    }

    @Override
    public void print(Page page) {
        if (taking.goes().isEmpty()) {
            page.line("There is nothing to prune.");
        } else {
            Removals.print(taking.goes(), page);
            page.line();
            page.line(Removals.sum(taking.goes())
                    + (mode == Mode.DONE ? " went to the trash." : " would go to the trash."));
        }
        Removals.printKept(stays, place.tree().store(), mode, page);
        if (!taking.stays().isEmpty()) {
            page.line("Used or written anew meanwhile, so not moved: " + Removals.sum(taking.stays()) + ".");
        }
        if (limits.areNone() && stays.stream().anyMatch(each -> each.why() != Kept.Why.IN_USE)) {
            page.line("Older results go by --older-than, --keep or --max-size.");
        }
        if (mode == Mode.PLANNED && !taking.goes().isEmpty()) {
            page.line("Nothing was changed: add --yes to do it.");
        } else if (taking.isDone()) {
            page.line("Its room is free when it is deleted for good: cachetree prune --empty-trash --yes %s"
                    .formatted(Shell.argument(place.root())));
            page.line(
                    "To bring it back: cachetree restore %s %s".formatted(Shell.argument(place.root()), taking.run()));
        }
    }
}
