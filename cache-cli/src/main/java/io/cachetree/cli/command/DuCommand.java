package io.cachetree.cli.command;

import io.cachetree.cli.answer.Words;
import io.cachetree.cli.place.Place;
import io.cachetree.cli.text.Answer;
import io.cachetree.cli.text.Columns;
import io.cachetree.cli.text.Columns.Cell;
import io.cachetree.cli.text.Columns.Column;
import io.cachetree.cli.text.Page;
import io.cachetree.cli.text.Quantities;
import io.cachetree.cli.text.Shell;
import io.cachetree.maintenance.DiskUsage;
import io.cachetree.maintenance.NodeUsage;
import io.cachetree.tree.NodePath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says what the nodes of a tree take on disk. */
@Command(
        name = "du",
        sortOptions = false,
        header = "Says what nodes take on disk.",
        description =
                "With all nodes below, the largest first; of that, what older entries and attempts without a commit take. Of a whole tree, "
                        + "its trash, too.",
        descriptionHeading = "%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  cachetree du runs/nuclei       the nodes of a tree",
            "  cachetree du -d 1 runs/nuclei  only the first level",
        })
public final class DuCommand implements Callable<Integer> {

    @Mixin
    private final NodeArgument node = new NodeArgument();

    @Mixin
    private final DepthOption depth = new DepthOption();

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() {
        Place found = node.place();
        return output.show(Progress.reading("du", () -> usage(found)));
    }

    private Usage usage(Place found) {
        List<NodeUsage> nodes = new ArrayList<>();
        collect(DiskUsage.of(found.tree(), found.node()), depth.levels(), nodes);
        return new Usage(found, nodes, trash(found));
    }

    /** Only trees of this machine have one. */
    private static OptionalLong trash(Place found) {
        return found.node().equals(NodePath.ROOT) && found.root().local().isPresent()
                ? OptionalLong.of(DiskUsage.ofTrash(found.tree()))
                : OptionalLong.empty();
    }

    private static void collect(NodeUsage usage, int depth, List<NodeUsage> nodes) {
        nodes.add(usage);
        if (depth > 0) {
            usage.children().stream()
                    .sorted(Comparator.comparingLong(NodeUsage::total).reversed())
                    .forEach(child -> collect(child, depth - 1, nodes));
        }
    }

    /** The nodes, each before its children, and the trash of a whole tree. */
    private record Usage(Place place, List<NodeUsage> nodes, OptionalLong trash) implements Answer {

        /** The form for programs. */
        record Json(String tree, List<Node> nodes, OptionalLong trash) {}

        /** A node, in bytes; without those below it, and with them. */
        record Node(
                String node,
                int entries,
                long newest,
                long older,
                long uncommitted,
                long total,
                long totalOlder,
                long totalUncommitted) {

            static Node of(NodeUsage usage) {
                return new Node(
                        Words.path(usage.node()),
                        usage.entries(),
                        usage.newest(),
                        usage.older(),
                        usage.uncommitted(),
                        usage.total(),
                        usage.totalOlder(),
                        usage.totalUncommitted());
            }
        }

        @Override
        public Json json() {
            return new Json(
                    place.root().toString(), nodes.stream().map(Node::of).toList(), trash);
        }

        @Override
        public void print(Page page) {
            Columns columns = new Columns(
                    Column.right("TOTAL"),
                    Column.right("OLDER"),
                    Column.right("UNCOMMITTED"),
                    Column.right("ENTRIES"),
                    Column.left("NODE", Page.WIDTH));
            for (NodeUsage each : nodes) {
                columns.row(
                        Cell.of(Quantities.bytes(each.total())),
                        Cell.of(orNothing(each.totalOlder())),
                        Cell.of(orNothing(each.totalUncommitted())),
                        Cell.of(each.entries() == 0 ? "" : Integer.toString(each.entries())),
                        Cell.of(indent(each) + name(each)));
            }
            columns.print(page);
            trash.stream().filter(bytes -> bytes > 0).forEach(bytes -> printTrash(bytes, page));
        }

        private void printTrash(long bytes, Page page) {
            page.line();
            page.line("The trash takes %s more, until it is emptied: cachetree prune --empty-trash %s"
                    .formatted(Quantities.bytes(bytes), Shell.argument(place.root())));
        }

        private String indent(NodeUsage usage) {
            return "  "
                    .repeat(usage.node().names().size() - place.node().names().size());
        }

        private String name(NodeUsage usage) {
            return usage.node().equals(place.node())
                    ? Words.path(usage.node())
                    : usage.node().name();
        }

        private static String orNothing(long bytes) {
            return bytes == 0 ? "" : Quantities.bytes(bytes);
        }
    }
}
