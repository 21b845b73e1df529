package io.cachetree.remote.object;

import java.time.Instant;

/**
 * One line of a listing.
 *
 * @param name the key below the directory that was listed, without a slash at its end
 * @param isDirectory whether it stands for all objects below that name
 * @param size the size of the object in bytes
 * @param modified when it was written, by the cloud's clock; {@link Instant#EPOCH} where that is not known
 */
public record ObjectInfo(String name, boolean isDirectory, long size, Instant modified) {}
