package io.cachetree;

import java.time.Instant;
import java.util.Optional;

/**
 * Whether a directory is committed.
 *
 * @param committedAt when it was committed; empty if it is not
 */
public record CacheStatus(Optional<Instant> committedAt) {

    /** Returns whether it is committed. */
    public boolean isCommitted() {
        return committedAt.isPresent();
    }
}
