package io.cachetree.maintenance.pruning;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How much of what is old may stay. An older result goes only if every limit that is given lets it go.
 *
 * @param olderThan what is younger stays
 * @param keep so many of the newest entries of each step in a node stay
 * @param maxSize nothing more goes once the entries take no more bytes than this, the oldest going first
 */
public record Limits(Optional<Duration> olderThan, OptionalInt keep, OptionalLong maxSize) {

    /** No limits: only what nothing in the tree needs goes. */
    public static final Limits NONE = new Limits(Optional.empty(), OptionalInt.empty(), OptionalLong.empty());

    /** Returns whether no limit is given. */
    public boolean areNone() {
        return equals(NONE);
    }
}
