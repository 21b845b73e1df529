package io.cachetree.cli.change;

import io.cachetree.cli.answer.Words;
import io.cachetree.cli.command.Progress;
import io.cachetree.cli.place.Abbreviation;
import io.cachetree.cli.place.Place;
import io.cachetree.cli.place.PlaceException;
import io.cachetree.cli.text.Shell;
import io.cachetree.maintenance.pruning.Deletion;
import io.cachetree.maintenance.pruning.Trash;
import java.util.List;

/** What of the trash of a tree is meant. */
final class TrashPlace {

    private TrashPlace() {}

    /** Returns what is in the trash, the last first. */
    static List<Deletion> list(Trash trash) {
        return Progress.reading("trash", trash::list);
    }

    /** Returns whether something was taken out of a node, or of one below it. */
    static boolean isIn(Deletion deletion, Place place) {
        return deletion.removal().node().isIn(place.node())
                && place.key().map(key -> isOf(deletion, key)).orElse(true);
    }

    private static boolean isOf(Deletion deletion, String key) {
        return deletion.removal().key().startsWith(key)
                || deletion.removal().names().contains(key);
    }

    /**
     * Returns what an id means: one thing, or all that went together.
     *
     * @throws PlaceException if nothing has such an id, or several could be meant
     */
    static List<Deletion> byId(List<Deletion> trash, String id, Place place) {
        List<Deletion> exact =
                trash.stream().filter(each -> each.id().equals(id)).toList();
        if (!exact.isEmpty()) {
            return exact;
        }
        List<String> runs =
                trash.stream().map(Deletion::run).distinct().sorted().toList();
        List<String> meant = new Abbreviation(id).among(runs);
        if (meant.size() > 1) {
            throw new PlaceException("Cannot tell what \"%s\" means in the trash: it could be %s. Write more of it."
                    .formatted(id, Abbreviation.list(meant)));
        }
        if (meant.isEmpty()) {
            throw new PlaceException("Cannot find \"%s\" in the trash of the tree \"%s\": %s."
                    .formatted(
                            id, place.root(), runs.isEmpty() ? "it is empty" : "there are " + Abbreviation.list(runs)));
        }
        return trash.stream().filter(each -> each.run().equals(meant.get(0))).toList();
    }

    /**
     * Returns the one thing in the trash that was taken out of a place.
     *
     * @throws PlaceException if there is none, or several
     */
    static List<Deletion> byPlace(List<Deletion> trash, Place place) {
        List<Deletion> meant = trash.stream()
                .filter(each -> each.removal().node().equals(place.node()) && isIn(each, place))
                .toList();
        if (meant.isEmpty()) {
            throw new PlaceException(
                    "Cannot find \"%s\" in the trash of the tree \"%s\". \"cachetree restore %s\" lists what is there."
                            .formatted(place.name(), place.root(), Shell.argument(place.root())));
        }
        if (meant.size() > 1) {
            throw new PlaceException(
                    "Cannot tell what of \"%s\" is meant: there are %s in the trash. Name one of them after the tree."
                            .formatted(
                                    place.name(),
                                    Abbreviation.list(meant.stream()
                                            .map(each -> "%s (%s@%s)"
                                                    .formatted(
                                                            each.id(),
                                                            Words.path(each.removal()
                                                                    .node()),
                                                            each.removal().key()))
                                            .toList())));
        }
        return meant;
    }

    static long bytes(List<Deletion> deletions) {
        return deletions.stream().mapToLong(each -> each.removal().bytes()).sum();
    }

    static void empty(Trash trash, List<Deletion> deletions) {
        try (Progress progress = Progress.of("delete", bytes(deletions))) {
            for (Deletion each : deletions) {
                trash.empty(List.of(each));
                progress.add(each.removal().bytes());
            }
            trash.empty(List.of());
        }
    }
}
