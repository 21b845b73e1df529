package io.cachetree.store;

import java.time.Instant;

/**
 * One line of a listing.
 *
 * @param name the name within the directory
 * @param kind what it is
 * @param modified when it was last written, by the storage's clock; {@link Instant#EPOCH} where that is not known
 */
public record StoreItem(String name, Kind kind, Instant modified) {

    /** Returns whether this is what a store makes for the moment of a publication; no part of the tree. */
    public boolean isTemporary() {
        return TemporaryFiles.isTemporary(name);
    }

    /** Returns whether this is temporary, and whoever made it has ended: it can be deleted. */
    public boolean isLeftover() {
        return isTemporary() && TemporaryFiles.isLeft(name, modified);
    }

    /** What stands under a name. */
    public enum Kind {
        /** A regular file. */
        FILE,
        /** A directory. */
        DIRECTORY,
        /** Anything else, such as a symbolic link. */
        OTHER
    }
}
