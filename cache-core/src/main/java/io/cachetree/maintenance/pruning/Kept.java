package io.cachetree.maintenance.pruning;

import io.cachetree.tree.NodePath;

/**
 * What stays though it was looked at.
 *
 * @param node the node
 * @param key the short form of its key
 * @param why why it stays
 */
public record Kept(NodePath node, String key, Why why) {

    /** Why something stays. */
    public enum Why {
        /** A person said so. */
        PINNED,
        /** A living process has the tree open, or works on the node. */
        IN_USE,
        /** A run was given it last: {@code current} points at it. */
        READ_LAST,
        /** An entry of a node above that counts was made with it, or may have been. */
        USED_ABOVE,
        /** It was made by hand: no step can compute it again. */
        BY_HAND,
        /** The limits let it stay. */
        WITHIN_LIMITS
    }
}
