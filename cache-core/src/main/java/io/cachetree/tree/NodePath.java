package io.cachetree.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The place of a node in the tree, as the list of names from the root down to it.
 *
 * <p>A node belongs to a step and its children to the steps called within that step, so a path reads like a call
 * stack: {@code measure/segment}.
 *
 * @param names the names from the root to the node; empty for the root itself
 */
public record NodePath(List<String> names) {

    /** The path of the root node. */
    public static final NodePath ROOT = new NodePath(List.of());

    /**
     * Creates a path from its names.
     *
     * @throws InvalidStepException if a name is not allowed, see {@link NodeName}
     */
    public NodePath {
        names = List.copyOf(names);
        names.forEach(NodeName::require);
    }

    /**
     * Parses the form that {@link #toString()} prints.
     *
     * @throws InvalidStepException if a name is not allowed, see {@link NodeName}
     */
    public static NodePath parse(String path) {
        return path.isEmpty() ? ROOT : new NodePath(List.of(path.split("/", -1)));
    }

    /**
     * Returns the path of the child of this node with the given name.
     *
     * @throws InvalidStepException if the name is not allowed, see {@link NodeName}
     */
    public NodePath child(String name) {
        List<String> extended = new ArrayList<>(names);
        extended.add(name);
        return new NodePath(extended);
    }

    /** Returns the path of the node above, or nothing for the root. */
    public Optional<NodePath> parent() {
        return names.isEmpty() ? Optional.empty() : Optional.of(new NodePath(names.subList(0, names.size() - 1)));
    }

    /** Returns the nodes above, the nearest first and the root last; none for the root. */
    public Stream<NodePath> above() {
        return Stream.iterate(parent(), Optional::isPresent, upper -> upper.flatMap(NodePath::parent))
                .flatMap(Optional::stream);
    }

    /** Returns whether this is a node or one below it. */
    public boolean isIn(NodePath top) {
        int depth = top.names.size();
        return names.size() >= depth && names.subList(0, depth).equals(top.names);
    }

    /** Returns the name of the node within the node above; the empty string for the root. */
    public String name() {
        return names.isEmpty() ? "" : names.get(names.size() - 1);
    }

    /** Returns the path, relative to the root of the store, of a file or directory that stands in this node. */
    public String resolve(String file) {
        return names.isEmpty() ? file : this + "/" + file;
    }

    /** Returns the names joined by {@code /}; the empty string for the root. */
    @Override
    public String toString() {
        return String.join("/", names);
    }
}
