package io.cachetree.cli.change;

import io.cachetree.cli.answer.Words;
import io.cachetree.cli.place.Place;
import io.cachetree.cli.text.Answer;
import io.cachetree.cli.text.Columns;
import io.cachetree.cli.text.Columns.Cell;
import io.cachetree.cli.text.Columns.Column;
import io.cachetree.cli.text.Ink;
import io.cachetree.cli.text.Page;
import io.cachetree.cli.text.Quantities;
import io.cachetree.cli.text.Shell;
import io.cachetree.maintenance.pruning.Deletion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What is in the trash of a tree, or was until it was brought back or deleted.
 *
 * @param place the tree, or the node it was taken out of
 * @param deletions what
 * @param state what became of it
 * @param refused why something could not be brought back
 */
record TrashListing(Place place, List<Deletion> deletions, State state, List<String> refused) implements Answer {

    private static final int NAME_WIDTH = 50;

    /** What became of things in the trash. */
    enum State {
        IN_TRASH,
        RESTORED,
        WOULD_BE_DELETED,
        DELETED
    }

    TrashListing(Place place, List<Deletion> deletions, State state) {
        this(place, deletions, state, List.of());
    }

    /** The form for programs. */
    record Json(String tree, String state, long bytes, List<Item> items, List<String> refused) {}

    /** Something in the trash. */
    record Item(
            String id,
            Instant deleted,
            String by,
            String node,
            String key,
            String kind,
            Instant since,
            long bytes,
            String why) {

        static Item of(Deletion deletion) {
            return new Item(
                    deletion.id(),
                    deletion.at(),
                    deletion.by(),
                    Words.path(deletion.removal().node()),
                    deletion.removal().key(),
                    Words.of(deletion.removal().kind()),
                    deletion.removal().since(),
                    deletion.removal().bytes(),
                    deletion.removal().why());
        }
    }

    private long bytes() {
        return TrashPlace.bytes(deletions);
    }

    @Override
    public Json json() {
        return new Json(
                place.root().toString(),
                Words.of(state).replace('_', ' '),
                bytes(),
                deletions.stream().map(Item::of).toList(),
                refused);
    }

    @Override
    public void print(Page page) {
        if (!deletions.isEmpty()) {
            printRows(page);
            page.line();
        }
        refused.forEach(why -> page.line(page.paint(Ink.BAD, why)));
        String sum = sum();
        switch (state) {
            case IN_TRASH -> printHint(sum, page);
            case RESTORED -> page.line(sum + " brought back.");
            case WOULD_BE_DELETED -> {
                page.line(sum + " would be deleted for good.");
                if (!deletions.isEmpty()) {
                    page.line("Nothing was changed: add --yes to do it.");
                }
            }
            case DELETED -> page.line(sum + " deleted for good.");
        }
    }

    private String sum() {
        return deletions.isEmpty()
                ? "Nothing"
                : "%s with %s".formatted(Quantities.count(deletions.size(), "thing"), Quantities.bytes(bytes()));
    }

    private void printHint(String sum, Page page) {
        page.line(sum + " in the trash.");
        if (!deletions.isEmpty()) {
            String id = deletions.get(0).id();
            page.line("To bring one back: cachetree restore %s %s; with \"%s\" all that went together."
                    .formatted(
                            Shell.argument(place.root()), id, deletions.get(0).run()));
        }
    }

    private void printRows(Page page) {
        Columns columns = new Columns(
                Column.left("ID", 16),
                Column.names("ENTRY", NAME_WIDTH),
                Column.right("DELETED"),
                Column.right("SIZE"),
                Column.left("WHY", Page.WIDTH));
        List<Deletion> rows = new ArrayList<>(deletions);
        for (Deletion each : rows) {
            columns.row(
                    new Cell(each.id(), Ink.NAME),
                    Cell.of(Removals.name(each.removal())),
                    Cell.of(page.age(each.at()) + " ago"),
                    Cell.of(Quantities.bytes(each.removal().bytes())),
                    Cell.of(each.removal().why()));
        }
        columns.print(page);
    }

    @Override
    public int exitCode() {
        return refused.isEmpty() ? FINE : FOUND;
    }
}
