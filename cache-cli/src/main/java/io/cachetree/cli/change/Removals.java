package io.cachetree.cli.change;

import io.cachetree.cli.answer.Words;
import io.cachetree.cli.text.Columns;
import io.cachetree.cli.text.Columns.Cell;
import io.cachetree.cli.text.Columns.Column;
import io.cachetree.cli.text.Ink;
import io.cachetree.cli.text.Page;
import io.cachetree.cli.text.Quantities;
import io.cachetree.entry.UseMark;
import io.cachetree.maintenance.pruning.Kept;
import io.cachetree.maintenance.pruning.Removal;
import io.cachetree.store.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How what is taken out of a tree, and what stays, looks in answers. */
final class Removals {

    private static final int NODE_WIDTH = 58;

    private Removals() {}

    /** What goes, for programs. */
    record Json(String node, String key, String kind, Instant since, long bytes, String why) {

        static Json of(Removal removal) {
            return new Json(
                    Words.path(removal.node()),
                    removal.key(),
                    Words.of(removal.kind()),
                    removal.since(),
                    removal.bytes(),
                    removal.why());
        }
    }

    /** What stays, for programs. */
    record Stays(String node, String key, String why) {

        static Stays of(Kept kept) {
            return new Stays(Words.path(kept.node()), kept.key(), Words.of(kept.why()));
        }
    }

    static void print(List<Removal> removals, Page page) {
        Columns columns = new Columns(
                Column.names("ENTRY", NODE_WIDTH),
                Column.right("AGE"),
                Column.right("SIZE"),
                Column.left("WHY", Page.WIDTH));
        for (Removal each : removals) {
            columns.row(
                    new Cell(name(each), Ink.NAME),
                    Cell.of(each.kind() == Removal.Kind.DAMAGED ? "" : page.age(each.since())),
                    Cell.of(Quantities.bytes(each.bytes())),
                    Cell.of(each.why()));
        }
        columns.print(page);
    }

    static String name(Removal removal) {
        return Words.path(removal.node()) + "@" + removal.key();
    }

    /** Returns what there is, as in {@code 3 entries and 1 attempt with 1.2 MB}. */
    static String sum(List<Removal> removals) {
        Map<Removal.Kind, Long> counts =
                removals.stream().collect(Collectors.groupingBy(Removal::kind, TreeMap::new, Collectors.counting()));
        List<String> parts = new ArrayList<>();
        counts.forEach((kind, count) -> parts.add(Quantities.count(count, noun(kind))));
        long bytes = removals.stream().mapToLong(Removal::bytes).sum();
        return "%s with %s".formatted(String.join(", ", parts), Quantities.bytes(bytes));
    }

    private static String noun(Removal.Kind kind) {
        return switch (kind) {
            case ENTRY -> "entry";
            case SUPERSEDED -> "superseded directory";
            case ATTEMPT -> "failed attempt";
            case DAMAGED -> "damaged record";
        };
    }

    static void printKept(List<Kept> kept, Store store, Pruned.Mode mode, Page page) {
        if (!kept.isEmpty()) {
            Map<Kept.Why, Long> counts =
                    kept.stream().collect(Collectors.groupingBy(Kept::why, TreeMap::new, Collectors.counting()));
            page.line("%s: %s."
                    .formatted(
                            kept.size() == 1 ? "1 other stays" : kept.size() + " others stay",
                            counts.entrySet().stream()
                                    .map(each -> each.getValue() + " " + words(each.getKey()))
                                    .collect(Collectors.joining(", "))));
        }
        if (kept.stream().anyMatch(each -> each.why() == Kept.Why.IN_USE)) {
            UseMark.users(store).forEach(user -> page.line(said(user, mode)));
        }
    }

    private static String words(Kept.Why why) {
        return switch (why) {
            case PINNED -> "pinned";
            case IN_USE -> "in use";
            case READ_LAST -> "read last";
            case USED_ABOVE -> "used by what stays above";
            case BY_HAND -> "made by hand";
            case WITHIN_LIMITS -> "within the limits";
        };
    }

    /** Before anything is done nobody waited, to see whether a process elsewhere lives. */
    private static String said(UseMark.User user, Pruned.Mode mode) {
        String open = "The tree is open in %s, which may read the files".formatted(OpenElsewhere.name(user));
        return mode == Pruned.Mode.DONE || user.isAlive()
                ? open + ". Close it."
                : "%s, unless it was killed: --yes waits %s for a sign of life."
                        .formatted(open, Quantities.duration(user.lease()));
    }
}
