package io.cachetree.maintenance.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A node with the nodes below it.
 *
 * @param node the node
 * @param children its children, by name; empty below the depth that was asked for
 */
public record NodeTree(NodeSummary node, List<NodeTree> children) {

    /** Copies the list. */
    public NodeTree {
        children = List.copyOf(children);
    }

    /** Returns the node and all below, each before its children. */
    public Stream<NodeSummary> nodes() {
        List<NodeSummary> nodes = new ArrayList<>();
        addTo(nodes);
        return nodes.stream();
    }

    private void addTo(List<NodeSummary> nodes) {
        nodes.add(node);
        children.forEach(child -> child.addTo(nodes));
    }

    /** Returns whether nothing tells it from a file. */
    boolean isBare() {
        return node.status() == NodeStatus.EMPTY && children.isEmpty();
    }
}
