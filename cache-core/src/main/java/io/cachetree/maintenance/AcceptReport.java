package io.cachetree.maintenance;

import io.cachetree.tree.MissReason;
import io.cachetree.tree.NodePath;
import java.util.List;

/**
 * What came of {@link Accept}.
 *
 * @param accepted the entries that count for today's code now
 * @param left the entries that do not, and why
 */
public record AcceptReport(List<Accepted> accepted, List<Left> left) {

    /** Copies the lists. */
    public AcceptReport {
        accepted = List.copyOf(accepted);
        left = List.copyOf(left);
    }

    /**
     * An entry that was accepted.
     *
     * @param node its node
     * @param attempt the name of the entry's files
     * @param change what changed in its code, and in that of the steps below it
     */
    public record Accepted(NodePath node, String attempt, MissReason change) {}

    /**
     * An entry of other code that was not accepted.
     *
     * @param node its node
     * @param attempt the name of the entry's files
     * @param why why not, in words
     */
    public record Left(NodePath node, String attempt, String why) {}
}
