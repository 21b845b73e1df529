package io.cachetree.viewer.data;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.cachetree.cli.answer.Listing;
import io.cachetree.tree.NodePath;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All nodes of a tree.
 *
 * @param tree where it is
 * @param id its id; empty if its marker cannot be read
 * @param live whether it may change
 * @param share what stands before the paths of files that are shared, without a slash at its end; {@code null} if none are
 * @param version the version of CacheTree that wrote this
 * @param read when it was read
 * @param nodes the nodes, each before those below it
 */
public record TreeDocument(
        String tree, String id, boolean live, Optional<String> share, String version, Instant read, List<Node> nodes) {

    static final String VERSION = "0.1.0";

    /** Copies the list. */
    public TreeDocument {
        nodes = List.copyOf(nodes);
    }

    /**
     * A node.
     *
     * @param node as {@code cachetree ls --json} has it
     * @param running {@code true} if a step of it runs in the process that shows the tree, else absent
     */
    public record Node(@JsonUnwrapped Listing.Node node, Optional<Boolean> running) {

        /** Returns the path of the node. */
        public NodePath path() {
            return Nodes.path(node.node());
        }
    }

    /** Returns the same without the time, which changes where nothing else does. */
    TreeDocument timeless() {
        return new TreeDocument(tree, id, live, share, version, Instant.EPOCH, nodes);
    }
}
