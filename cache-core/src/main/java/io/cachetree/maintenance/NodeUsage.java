package io.cachetree.maintenance;

import io.cachetree.tree.NodePath;
import java.util.List;

/**
 * What a node takes, in bytes.
 *
 * @param node the node
 * @param entries how many keys it has entries of
 * @param newest what its newest entry takes, with what stands in the node beside entries
 * @param older what its other entries take
 * @param uncommitted what attempts take that were not committed
 * @param children what the nodes below take
 */
public record NodeUsage(
        NodePath node, int entries, long newest, long older, long uncommitted, List<NodeUsage> children) {

    /** Copies the list. */
    public NodeUsage {
        children = List.copyOf(children);
    }

    /** Returns what the node takes without those below. */
    public long own() {
        return newest + older + uncommitted;
    }

    /** Returns what the node takes with those below. */
    public long total() {
        return own() + children.stream().mapToLong(NodeUsage::total).sum();
    }

    /** Returns what older entries take here and below. */
    public long totalOlder() {
        return older + children.stream().mapToLong(NodeUsage::totalOlder).sum();
    }

    /** Returns what attempts take here and below that were not committed. */
    public long totalUncommitted() {
        return uncommitted
                + children.stream().mapToLong(NodeUsage::totalUncommitted).sum();
    }
}
