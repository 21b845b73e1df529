package io.cachetree.cli.command;

import io.cachetree.cli.answer.Listing;
import io.cachetree.cli.place.Place;
import io.cachetree.maintenance.reading.NodeTree;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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

    @Mixin
    private final NodeArgument node = new NodeArgument();

    @Mixin
    private final DepthOption depth = new DepthOption();

    @Option(
            names = {"-e", "--entries"},
            description = "Lists the entries of each node, too.")
    private boolean entries;

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() {
        Place found = node.place();
        NodeTree tree = Progress.reading("ls", () -> found.tree().tree(found.node(), depth.levels()));
        Listing.Detail detail = entries ? Listing.Detail.ENTRIES : Listing.Detail.NODES;
        return output.show(new Listing(found, tree, detail));
    }
}
