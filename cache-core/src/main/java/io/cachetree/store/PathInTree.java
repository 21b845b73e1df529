package io.cachetree.store;

import io.cachetree.tree.NodeName;
import java.util.Optional;

/**
 * What the path of a file says about it: it leads through nodes, and then to a file of a node or into the directory of an attempt.
 *
 * @param path the path
 * @param nodes how much of it leads through nodes: where the first name begins that no node has
 */
record PathInTree(String path, int nodes) {

    static PathInTree of(String path) {
        int start = 0;
        while (start < path.length() && NodeName.isAllowed(path.substring(start, endOfName(path, start)))) {
            start = Math.min(endOfName(path, start) + 1, path.length());
        }
        return new PathInTree(path, start);
    }

    private static int endOfName(String path, int start) {
        int slash = path.indexOf('/', start);
        return slash < 0 ? path.length() : slash;
    }

    /** Returns the directory of an attempt or of something else that is no node, if the path is that of a file in one. */
    Optional<String> attempt() {
        int end = endOfName(path, nodes);
        return end < path.length() ? Optional.of(path.substring(0, end)) : Optional.empty();
    }

    /**
     * Returns whether this was left by those who work on a tree, for one another: a hidden name beside the records, or the mark of
     * an attempt's owner. Files of an entry may have hidden names.
     */
    boolean isMark() {
        return path.startsWith(".", nodes)
                || path.substring(endOfName(path, nodes)).equals("/" + Owner.FILE);
    }
}
