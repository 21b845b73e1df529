package io.cachetree.cli.change;

import io.cachetree.cli.answer.Words;
import io.cachetree.cli.place.Place;
import io.cachetree.cli.text.Answer;
import io.cachetree.cli.text.Ink;
import io.cachetree.cli.text.Page;
import io.cachetree.cli.text.Quantities;
import io.cachetree.cli.text.Shell;
import io.cachetree.maintenance.pruning.Invalidate;
import io.cachetree.maintenance.pruning.Removal;
import java.util.List;
import java.util.Optional;

/**
 * What was taken out so that a node is computed again, or would be.
 *
 * @param place the node, or the entry
 * @param plan what was meant to go, what answers above, and what stays
 * @param taking what went, or would go
 * @param mode whether it was done
 */
record Invalidated(Place place, Invalidate.Plan plan, Taking taking, Pruned.Mode mode) implements Answer {

    /** The form for programs. */
    record Json(
            String tree,
            String node,
            boolean done,
            Optional<String> trash,
            long bytes,
            List<Removals.Json> goes,
            List<Removals.Json> outOfDate,
            List<Removals.Stays> stays) {}

    private boolean isDone() {
        return mode == Pruned.Mode.DONE;
    }

    @Override
    public Json json() {
        return new Json(
                place.root().toString(),
                Words.path(place.node()),
                isDone(),
                Optional.of(taking.run()).filter(run -> !run.isEmpty()),
                taking.goes().stream().mapToLong(Removal::bytes).sum(),
                taking.goes().stream().map(Removals.Json::of).toList(),
                plan.above().stream().map(Removals.Json::of).toList(),
                plan.stays().stream().map(Removals.Stays::of).toList());
    }

    @Override
    public void print(Page page) {
        if (!taking.goes().isEmpty()) {
            Removals.print(taking.goes(), page);
            page.line();
            page.line(Removals.sum(taking.goes()) + (isDone() ? " went to the trash." : " would go to the trash."));
        }
        Removals.printKept(plan.stays(), place.tree().store(), mode, page);
        if (!taking.stays().isEmpty()) {
            page.line("Used or written anew meanwhile, so not moved: " + Removals.sum(taking.stays()) + ".");
        }
        if (!taking.goes().isEmpty()) {
            printAbove(page);
            printNext(page);
        }
    }

    private void printAbove(Page page) {
        if (plan.above().isEmpty()) {
            page.line("The next run that needs what went computes it again.");
            return;
        }
        page.line();
        page.line("Out of date: made with what goes, or perhaps, and still answering:");
        plan.above()
                .forEach(each -> page.line("  %s  committed %s ago, %s"
                        .formatted(
                                page.paint(Ink.NAME, Removals.name(each)),
                                page.age(each.since()),
                                Quantities.bytes(each.bytes()))));
        page.line("As long as they answer, the next run does not call what went. "
                + (isDone() ? "Take them out as well with \"cachetree rm\"." : "--parents takes them out, too."));
    }

    private void printNext(Page page) {
        if (!isDone()) {
            page.line("Nothing was changed: add --yes to do it.");
        } else if (taking.isDone()) {
            page.line(
                    "To bring it back: cachetree restore %s %s".formatted(Shell.argument(place.root()), taking.run()));
        }
    }

    @Override
    public int exitCode() {
        return taking.goes().isEmpty() ? FOUND : FINE;
    }
}
