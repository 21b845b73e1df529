package io.cachetree.cli.command;

import io.cachetree.cli.place.Place;
import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/** The node that a command looks at with all below, by default that of the working directory. Thread safety: none. */
public final class NodeArgument {

    @Parameters(arity = "0..1", paramLabel = "TREE[/NODE]", description = "The tree, or a node of it.")
    private String place = "";

    /** Finds what was named; see {@link Place#ofNode}. */
    public Place place() {
        return Place.ofNode(place, Path.of(""));
    }
}
