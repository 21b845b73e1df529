package io.cachetree.remote.object;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Objects in one bucket of a cloud.
 *
 * <ul>
 *   <li>A key is a path of names separated by {@code /}; there are no directories but as what keys have in common.
 *   <li>"Absent" is what the server said. Whatever keeps it from saying so, such as a bucket that is missing, is an {@link
 *       ObjectException}.
 *   <li>An object is replaced as a whole: readers find the old or the new content.
 *   <li>{@link #putIfAbsent} is atomic among all who use the bucket.
 * </ul>
 *
 * <p>Thread safety: may be used by many threads at the same time.
 */
public interface ObjectStore extends AutoCloseable {

    /**
     * Returns the whole content of a small object, by one request; nothing if it is absent. Of one with more than {@link
     * io.cachetree.store.Store#LARGEST_READ} bytes it may be a part, with more than so many.
     */
    Optional<byte[]> get(String key);

    /**
     * Returns a part of an object, by one request; nothing if it is absent.
     *
     * @param from the first byte
     * @param length how many bytes; all of them must be within the object
     * @throws ObjectException of {@link Failure#RANGE}, if they are not
     */
    Optional<byte[]> get(String key, long from, int length);

    /** Returns the size of an object in bytes, by one request; nothing if it is absent. */
    OptionalLong size(String key);

    /** Writes an object, whether it is there or not. */
    void put(String key, byte[] content);

    /**
     * Writes a small object, if there is none under the key.
     *
     * @return whether it was written; {@code false} means that there is one
     */
    boolean putIfAbsent(String key, byte[] content);

    /**
     * Lists objects whose keys start with a directory, in no order.
     *
     * @param directory the directory without a slash at its end; the empty string for all
     */
    List<ObjectInfo> list(String directory, Depth depth);

    /** Deletes an object; what is absent is fine. */
    void delete(String key);

    /** Deletes all objects below a directory, but not one whose key is the directory itself. */
    void deleteBelow(String directory);

    @Override
    void close();

    /** How far down a listing goes. */
    enum Depth {
        /** What stands directly in the directory; what is further down shows as one directory. */
        ONE_LEVEL,
        /** All objects below. */
        ALL
    }
}
