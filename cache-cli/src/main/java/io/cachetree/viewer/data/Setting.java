package io.cachetree.viewer.data;

import java.util.Optional;

/**
 * What the documents are for.
 *
 * @param extent of which entries there are files
 * @param share what stands before the paths of files that are shared, if any are
 */
public record Setting(Extent extent, Optional<String> share) {

    /** Of which entries and attempts there are files beside the documents. */
    public enum Extent {
        /** Of all, as they are just now. */
        LIVE,
        /** Of the newest entry of each node, and of attempts that ended. */
        NEWEST,
        /** Of all entries, and of attempts that ended. */
        ALL
    }

    /** Returns what is for a page of files. */
    public static Setting report(Extent extent) {
        return new Setting(extent, Optional.empty());
    }

    /** Returns what is for a page that is served. */
    public static Setting live(Optional<String> share) {
        return new Setting(Extent.LIVE, share);
    }
}
