package io.cachetree.maintenance.copying;

import io.cachetree.tree.NodePath;
import java.util.List;

/**
 * What a {@link Copy} did.
 *
 * @param copied how many entries were copied
 * @param there how many were there already
 * @param files how many files the copied ones have
 * @param bytes how many bytes these have
 * @param reused how many of these bytes an earlier copy had brought that was interrupted
 * @param skipped what was not copied as it is damaged, by node and file
 */
public record CopyReport(int copied, int there, long files, long bytes, long reused, List<Skipped> skipped) {

    /** Copies the list. */
    public CopyReport {
        skipped = List.copyOf(skipped);
    }

    /**
     * An entry that was not copied.
     *
     * @param node its node
     * @param file what is damaged, by its path within the node: the record, or a file of the entry
     * @param why what is wrong with it
     */
    public record Skipped(NodePath node, String file, String why) {}
}
