package io.cachetree.viewer.data;

import io.cachetree.cli.answer.Listing;
import io.cachetree.cli.answer.Words;
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
 * @param nodes the nodes, as {@code cachetree ls --json} has them
 */
public record TreeDocument(
        String tree,
        String id,
        boolean live,
        Optional<String> share,
        String version,
        Instant read,
        List<Listing.Node> nodes) {

    static final String VERSION = "0.1.0";

    /** Copies the list. */
    public TreeDocument {
        nodes = List.copyOf(nodes);
    }

    /** Returns the nodes alone. */
    public List<NodePath> paths() {
        return nodes.stream().map(node -> Words.node(node.node())).toList();
    }

    /** Returns the same without the time, which changes where nothing else does. */
    TreeDocument timeless() {
        return new TreeDocument(tree, id, live, share, version, Instant.EPOCH, nodes);
    }
}
