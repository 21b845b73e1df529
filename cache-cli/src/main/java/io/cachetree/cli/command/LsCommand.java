package io.cachetree.cli.command;

import io.cachetree.cli.answer.Listing;
import io.cachetree.cli.place.Place;
import io.cachetree.maintenance.reading.NodeTree;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the nodes of a tree. */
@Command(
        name = "ls",
        sortOptions = false,
        header = "Lists the nodes of a tree: what became of them, when, how long it took, how large it is.",
        description =
                "Age, time and size are those of the newest entry. A node is committed, running, failed, killed (its process ended in "
                        + "the middle), damaged (run verify, and the step again), or empty.",
        descriptionHeading = "%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  cachetree ls runs/nuclei              the whole tree",
            "  cachetree ls -d 1 runs/nuclei/report  a node and its children",
            "  cachetree ls -e runs/nuclei           with all entries, and why they were computed",
        })
public final class LsCommand implements Callable<Integer> {

    @Parameters(arity = "0..1", paramLabel = "TREE[/NODE]", description = "The tree, or a node of it.")
    private String place = "";

    @Option(
            names = {"-d", "--depth"},
            paramLabel = "N",
            description = "How many levels below the node are listed.")
    private int depth = Integer.MAX_VALUE;

    @Option(
            names = {"-e", "--entries"},
            description = "Lists the entries of each node, too.")
    private boolean entries;

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() {
        Place found = Place.ofNode(place, Path.of(""));
        NodeTree tree = found.tree().tree(found.node(), Math.max(0, depth));
        Listing.Detail detail = entries ? Listing.Detail.ENTRIES : Listing.Detail.NODES;
        return output.show(new Listing(found, tree, detail));
    }
}
