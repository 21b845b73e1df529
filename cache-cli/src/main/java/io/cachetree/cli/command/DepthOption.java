package io.cachetree.cli.command;

import picocli.CommandLine.Option;

/** How far down a command lists nodes, by default all the way. Thread safety: none. */
final class DepthOption {

    @Option(
            names = {"-d", "--depth"},
            paramLabel = "N",
            converter = Count.class,
            description = "How many levels below the node are listed.")
    private int depth = Integer.MAX_VALUE;

    /** Returns the number of levels, of which 0 is the node alone. */
    int levels() {
        return depth;
    }
}
