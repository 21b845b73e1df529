package io.cachetree.maintenance.pruning;

import java.util.List;

/**
 * What a prune would take out of a tree, and what stays though it is old.
 *
 * @param goes what would go
 * @param stays the older entries, and files, that would not; the newest entry of each step is not looked at
 */
public record PrunePlan(List<Removal> goes, List<Kept> stays) {

    /** Copies the lists. */
    public PrunePlan {
        goes = List.copyOf(goes);
        stays = List.copyOf(stays);
    }

    /** Returns how many bytes would go. */
    public long bytes() {
        return goes.stream().mapToLong(Removal::bytes).sum();
    }
}
