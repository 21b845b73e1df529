package io.cachetree.store;

import io.cachetree.tree.Digest;

/**
 * One file of a stage or an entry.
 *
 * @param name its path within the directory, names separated by {@code /}
 * @param size its size in bytes
 * @param digest the digest of its content
 */
public record StoredFile(String name, long size, Digest digest) {

    /**
     * Checks the name, which may come from a file that somebody else wrote.
     *
     * @throws IllegalArgumentException if it would lead out of the directory
     */
    public StoredFile {
        StorePath.require(name);
    }
}
