package io.cachetree.cli.answer;

import io.cachetree.cli.place.Place;
import io.cachetree.cli.text.Answer;
import io.cachetree.cli.text.Columns;
import io.cachetree.cli.text.Columns.Cell;
import io.cachetree.cli.text.Columns.Column;
import io.cachetree.cli.text.Ink;
import io.cachetree.cli.text.Page;
import io.cachetree.cli.text.Quantities;
import io.cachetree.cli.text.Shell;
import io.cachetree.entry.EntryOutline;
import io.cachetree.maintenance.reading.FoundOutline;
import io.cachetree.maintenance.reading.NodeStatus;
import io.cachetree.maintenance.reading.NodeSummary;
import io.cachetree.maintenance.reading.NodeTree;
import io.cachetree.maintenance.reading.OpenAttempt;
import io.cachetree.tree.NodePath;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The nodes of a tree, or of a part of it.
 *
 * @param place the node they begin at
 * @param tree the nodes
 * @param detail how much is listed
 */
public record Listing(Place place, NodeTree tree, Detail detail) implements Answer {

    /** How much is listed. */
    public enum Detail {
        /** Nodes. */
        NODES,
        /** The entries of each node as well. */
        ENTRIES
    }

    private static final int NODE_WIDTH = 46;
    private static final int TROUBLES = 10;

    /** The form for programs. */
    record Json(String tree, List<Node> nodes) {}

    /**
     * A node, with what its newest entry has.
     *
     * @param node its path
     * @param status what became of it
     * @param entries how many entries it has
     * @param newest the newest one
     * @param all all of them, if they were asked for
     * @param attempts what was not committed
     * @param damage what cannot be read
     */
    public record Node(
            String node,
            String status,
            OptionalInt entries,
            Optional<Entry> newest,
            Optional<List<Entry>> all,
            List<Attempt> attempts,
            Optional<String> damage) {}

    /**
     * An entry.
     *
     * @param key the short form of its key
     * @param committed since when it counts
     * @param seconds how long its step ran
     * @param bytes how large it is
     * @param reason why its step ran
     * @param damage what is wrong with it
     */
    public record Entry(
            String key,
            Optional<Instant> committed,
            Optional<Double> seconds,
            Optional<Long> bytes,
            Optional<String> reason,
            Optional<String> damage,
            Optional<Boolean> pinned) {

        static Entry of(FoundOutline found) {
            return of(found, Set.of());
        }

        static Entry of(FoundOutline found, Set<String> pins) {
            return new Entry(
                    found.key(),
                    found.entry().map(EntryOutline::since),
                    found.entry().map(entry -> Words.seconds(entry.duration())),
                    found.entry().map(EntryOutline::size),
                    found.entry().map(EntryOutline::reason),
                    found.damage(),
                    pins.contains(found.key()) ? Optional.of(true) : Optional.empty());
        }
    }

    /**
     * An attempt that was not committed.
     *
     * @param name the name of its directory; if the step has not asked for one, the short form of its key
     * @param state what became of it
     * @param since when it began, if it runs; else when something was last made in it
     */
    public record Attempt(String name, String state, Instant since) {

        /** Returns an attempt for programs. */
        public static Attempt of(OpenAttempt attempt) {
            return new Attempt(attempt.name(), Words.of(attempt.state()), attempt.since());
        }
    }

    /** Returns the nodes for programs, each before those below it. */
    public List<Node> rows() {
        return nodes().stream().map(this::json).toList();
    }

    private List<NodeSummary> nodes() {
        return tree.nodes().filter(node -> !isBareRoot(node) || isAlone()).toList();
    }

    /** Where nodes stand below the root but were not asked for, it is the answer. */
    private boolean isAlone() {
        return tree.children().isEmpty()
                && !place.tree().children(NodePath.ROOT).isEmpty();
    }

    private static boolean isBareRoot(NodeSummary node) {
        return node.status() == NodeStatus.EMPTY && node.node().equals(NodePath.ROOT);
    }

    @Override
    public Json json() {
        return new Json(place.root().toString(), rows());
    }

    private Node json(NodeSummary node) {
        return new Node(
                Words.path(node.node()),
                Words.of(node.status()),
                OptionalInt.of(node.entries()),
                node.newest().map(Entry::of),
                detail == Detail.NODES ? Optional.empty() : Optional.of(all(node)),
                node.attempts().stream().map(Attempt::of).toList(),
                node.damage());
    }

    private List<Entry> all(NodeSummary node) {
        Set<String> pins = pins(node);
        return entries(node).stream().map(found -> Entry.of(found, pins)).toList();
    }

    private Set<String> pins(NodeSummary node) {
        return place.tree().pins(node.node()).keySet();
    }

    private List<FoundOutline> entries(NodeSummary node) {
        return place.tree().entries(node.node()).stream().map(FoundOutline::of).toList();
    }

    @Override
    public void print(Page page) {
        List<NodeSummary> nodes = nodes();
        if (nodes.isEmpty()) {
            page.line("The tree \"%s\" is empty: nothing was committed to it.".formatted(place.root()));
            return;
        }
        Columns columns = new Columns(
                Column.left("NODE", NODE_WIDTH),
                Column.left("STATUS", 9),
                Column.right("AGE"),
                Column.right("TIME"),
                Column.right("SIZE"),
                detail == Detail.NODES ? Column.right("ENTRIES") : Column.left("WHY", Page.WIDTH));
        nodes.parallelStream()
                .<Cell[]>mapMulti((node, rows) -> add(node, rows, page))
                .toList()
                .forEach(columns::row);
        columns.print(page);
        page.line();
        nodes.stream()
                .flatMap(node -> trouble(node).stream())
                .limit(TROUBLES)
                .forEach(line -> page.line(page.paint(Ink.BAD, line)));
        page.line(sum(nodes));
    }

    private Optional<String> trouble(NodeSummary node) {
        return switch (node.status()) {
            case FAILED, KILLED ->
                node.attempts().stream()
                        .findFirst()
                        .filter(OpenAttempt::hasDirectory)
                        .map(last -> "%s %s: \"cachetree log %s\" says more"
                                .formatted(
                                        Words.path(node.node()),
                                        Words.of(node.status()),
                                        Shell.argument(
                                                place.root().resolve(node.node().toString()))));
            case DAMAGED ->
                node.damage()
                        .map(why -> "%s damaged, %s: %s"
                                .formatted(
                                        Words.path(node.node()),
                                        node.newest().map(FoundOutline::file).orElse("directory"),
                                        why));
            default -> Optional.empty();
        };
    }

    private void add(NodeSummary node, Consumer<Cell[]> rows, Page page) {
        String indent = indent(node.node());
        rows.accept(row(
                Cell.of(indent + name(node.node())),
                new Cell(Words.of(node.status()), Words.ink(node.status())),
                Cell.of(age(node, page)),
                Cell.of(detail == Detail.NODES ? time(node.entry()) : ""),
                Cell.of(detail == Detail.NODES ? size(node.entry()) : ""),
                Cell.of(last(node))));
        if (detail == Detail.ENTRIES) {
            Set<String> pins = pins(node);
            entries(node).forEach(found -> rows.accept(row(found, pins, indent, page)));
        }
    }

    private static Cell[] row(Cell... cells) {
        return cells;
    }

    private static Cell[] row(FoundOutline found, Set<String> pins, String indent, Page page) {
        return row(
                new Cell(indent + " @" + found.key(), Ink.NAME),
                found.damage().isPresent()
                        ? new Cell("damaged", Ink.BAD)
                        : new Cell(pins.contains(found.key()) ? "pinned" : "", Ink.STRONG),
                Cell.of(found.entry().map(entry -> page.age(entry.since())).orElse("")),
                Cell.of(time(found.entry())),
                Cell.of(size(found.entry())),
                Cell.of(found.entry()
                        .map(EntryOutline::reason)
                        .or(found::damage)
                        .orElse("")));
    }

    private String indent(NodePath node) {
        int above = tree.node().node().names().size() + (isBareRoot(tree.node()) ? 1 : 0);
        return "  ".repeat(Math.max(0, node.names().size() - above));
    }

    private String name(NodePath node) {
        return node.equals(tree.node().node()) ? Words.path(node) : node.name();
    }

    private static String age(NodeSummary node, Page page) {
        return switch (node.status()) {
            case RUNNING, FAILED, KILLED -> page.age(node.attempts().get(0).since());
            default -> node.entry().map(entry -> page.age(entry.since())).orElse("");
        };
    }

    private static String time(Optional<EntryOutline> entry) {
        return entry.map(each -> Quantities.duration(each.duration())).orElse("");
    }

    private static String size(Optional<EntryOutline> entry) {
        return entry.map(each -> Quantities.bytes(each.size())).orElse("");
    }

    private String last(NodeSummary node) {
        return node.entries() == 0 || detail == Detail.ENTRIES ? "" : Integer.toString(node.entries());
    }

    private static String sum(List<NodeSummary> nodes) {
        Map<NodeStatus, Long> counts =
                nodes.stream().collect(Collectors.groupingBy(NodeSummary::status, TreeMap::new, Collectors.counting()));
        long bytes = nodes.stream()
                .mapToLong(node -> node.entry().map(EntryOutline::size).orElse(0L))
                .sum();
        String statuses = counts.entrySet().stream()
                .map(each -> each.getValue() + " " + Words.of(each.getKey()))
                .collect(Collectors.joining(", "));
        return "%s: %s; the newest entries have %s"
                .formatted(Quantities.count(nodes.size(), "node"), statuses, Quantities.bytes(bytes));
    }
}
