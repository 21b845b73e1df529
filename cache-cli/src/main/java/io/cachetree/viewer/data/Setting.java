package io.cachetree.viewer.data;

import io.cachetree.tree.NodePath;
import java.util.Optional;
import java.util.Set;

/**
 * What the documents are for.
 *
 * @param extent of which entries there are files
 * @param share what stands before the paths of files that are shared, if any are
 * @param running says what runs in this process
 */
public record Setting(Extent extent, Optional<String> share, Running running) {

    /** Of which entries and attempts there are files beside the documents. */
    public enum Extent {
        /** Of all, as they are just now. */
        LIVE,
        /** Of the newest entry of each node, and of attempts that ended. */
        NEWEST,
        /** Of all entries, and of attempts that ended. */
        ALL
    }

    /** Knows which steps run in this process. */
    @FunctionalInterface
    public interface Running {

        /** Returns the nodes of the steps that run just now. */
        Set<NodePath> nodes();
    }

    /** Returns what is for a page of files. */
    public static Setting report(Extent extent) {
        return new Setting(extent, Optional.empty(), Set::of);
    }

    /** Returns what is for a page that is served. */
    public static Setting live(Optional<String> share, Running running) {
        return new Setting(Extent.LIVE, share, running);
    }
}
