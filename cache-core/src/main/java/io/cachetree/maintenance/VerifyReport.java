package io.cachetree.maintenance;

import io.cachetree.tree.NodePath;
import java.util.List;

/**
 * What {@link Verify} found.
 *
 * @param nodes how many nodes there are
 * @param entries how many entries were checked
 * @param files how many files they have
 * @param bytes how many bytes these have
 * @param damages what is not as it was committed, by node and file
 */
public record VerifyReport(int nodes, int entries, long files, long bytes, List<Damage> damages) {

    /** Copies the list. */
    public VerifyReport {
        damages = List.copyOf(damages);
    }

    /**
     * A damaged file.
     *
     * @param node the node
     * @param file its path within the node: that of a record, or of a file of an entry
     * @param why what is wrong with it
     */
    public record Damage(NodePath node, String file, String why) {}
}
