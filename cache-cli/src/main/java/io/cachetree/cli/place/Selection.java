package io.cachetree.cli.place;

import io.cachetree.entry.EntryRecord;
import io.cachetree.maintenance.reading.FoundRecord;
import io.cachetree.maintenance.reading.NodeStatus;
import io.cachetree.maintenance.reading.NodeSummary;
import io.cachetree.maintenance.reading.OpenAttempt;
import io.cachetree.maintenance.reading.TreeReader;
import io.cachetree.tree.NodePath;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a place means: an entry, an attempt that was not committed, or both.
 *
 * @param place the place
 * @param record the record that is meant
 * @param attempt the attempt that is meant; where no key was typed, the newest one
 * @param last which of the two happened last
 */
public record Selection(Place place, Optional<FoundRecord> record, Optional<OpenAttempt> attempt, Last last) {

    /** What happened last to a node, or under a key. */
    public enum Last {
        /** A commit. */
        ENTRY,
        /** An attempt that was not committed. */
        ATTEMPT
    }

    private static final Set<NodeStatus> OF_ENTRIES = EnumSet.of(NodeStatus.COMMITTED, NodeStatus.DAMAGED);

    /**
     * Selects what a key means, or else the newest entry and the newest attempt.
     *
     * @throws PlaceException if there is none, or several could be meant
     */
    public static Selection of(Place place) {
        return place.key().map(key -> byKey(place, key)).orElseGet(() -> newest(place));
    }

    /**
     * Selects a committed entry.
     *
     * @throws PlaceException if there is none, or several could be meant, or its record is damaged
     */
    public static EntryRecord entry(Place place) {
        Selection selected = of(place);
        FoundRecord found = selected.record.orElseThrow(() -> notCommitted(place));
        return found.record()
                .orElseThrow(() -> new PlaceException("Cannot read the record \"%s\": %s. Run the step again."
                        .formatted(
                                place.node().resolve(found.file()),
                                found.damage().orElse("it is no record"))));
    }

    /** Returns the entry of a node that the same step committed before another one. */
    public static Optional<EntryRecord> before(TreeReader tree, NodePath node, EntryRecord record) {
        return before(tree.entries(node), record);
    }

    /** Returns the one among some entries of a node that the same step committed before another one. */
    public static Optional<EntryRecord> before(List<FoundRecord> entries, EntryRecord record) {
        return entries.stream()
                .flatMap(found -> found.record().stream())
                .filter(each -> isOfSameStep(each, record))
                .filter(each -> each.since().isBefore(record.since()))
                .max(Comparator.comparing(EntryRecord::since));
    }

    private static boolean isOfSameStep(EntryRecord one, EntryRecord other) {
        return !one.attempt().equals(other.attempt())
                && one.step().declaringClass().equals(other.step().declaringClass())
                && one.step().method().equals(other.step().method());
    }

    /** Returns what says that no entry stands before another one. */
    public static PlaceException noneBefore(NodePath node, EntryRecord record) {
        return new PlaceException(
                "Cannot compare \"%s@%s\": no entry of its step was committed before it. Name another one."
                        .formatted(node, record.key().shortName()));
    }

    private static Selection newest(Place place) {
        NodeSummary node = place.tree().node(place.node());
        Optional<FoundRecord> whole =
                node.newest().flatMap(found -> place.tree().record(place.node(), found.file()));
        Selection selection =
                new Selection(place, whole, node.attempts().stream().findFirst(), last(node.status(), whole));
        if (selection.isEmpty()) {
            throw empty(place, node);
        }
        return selection;
    }

    private static Last last(NodeStatus status, Optional<FoundRecord> record) {
        return record.isPresent() && OF_ENTRIES.contains(status) ? Last.ENTRY : Last.ATTEMPT;
    }

    private static PlaceException empty(Place place, NodeSummary node) {
        List<String> children = place.tree().children(place.node());
        String what = place.node().equals(NodePath.ROOT) ? "the root of the tree" : "node \"" + place.node() + "\"";
        String why = node.damage().orElse("nothing was committed to it");
        return new PlaceException("Cannot find an entry in %s: %s.%s"
                .formatted(
                        what, why, children.isEmpty() ? "" : " Nodes below it: " + Abbreviation.list(children) + "."));
    }

    private static Selection byKey(Place place, String typed) {
        TreeReader tree = place.tree();
        String key = typed.contains("-") ? typed.substring(0, typed.indexOf('-')) : typed;
        List<String> files = tree.files(place.node());
        List<String> keys =
                files.stream().map(Selection::stem).distinct().sorted().toList();
        List<OpenAttempt> attempts = tree.attempts(place.node()).stream()
                .filter(each -> each.name().startsWith(typed))
                .toList();
        List<String> meant = new Abbreviation(key).among(keys);
        List<String> all = Stream.concat(meant.stream(), attempts.stream().map(each -> stem(each.name())))
                .distinct()
                .toList();
        if (all.size() > 1) {
            throw several(place, all);
        }
        Optional<FoundRecord> record = files.stream()
                .filter(file -> meant.contains(stem(file)))
                .flatMap(file -> tree.record(place.node(), file).stream())
                .filter(found -> found.record().isPresent() || found.damage().isPresent())
                .reduce((one, other) -> other.record().isPresent() ? other : one)
                .filter(found -> attempts.isEmpty() || !typed.contains("-"));
        Last last = record.isPresent() ? Last.ENTRY : Last.ATTEMPT;
        Selection selection = new Selection(place, record, attempts.stream().findFirst(), last);
        if (selection.isEmpty()) {
            throw absent(place, typed, keys);
        }
        return selection;
    }

    private static String stem(String name) {
        return name.split("[.-]", 2)[0];
    }

    private boolean isEmpty() {
        return record.isEmpty() && attempt.isEmpty();
    }

    private static PlaceException several(Place place, List<String> keys) {
        return new PlaceException("Cannot tell which entry \"%s\" means: it could be %s. Write more of the key."
                .formatted(place.name(), Abbreviation.list(keys)));
    }

    private static PlaceException absent(Place place, String typed, List<String> keys) {
        return new PlaceException("Cannot find entry \"%s\" in node \"%s\": %s."
                .formatted(
                        typed,
                        place.node(),
                        keys.isEmpty() ? "nothing was committed to it" : "there are " + Abbreviation.list(keys)));
    }

    private static PlaceException notCommitted(Place place) {
        return new PlaceException(
                "Cannot find a committed entry at \"%s\": there is only an attempt. Look at it with \"show\"."
                        .formatted(place.name()));
    }
}
