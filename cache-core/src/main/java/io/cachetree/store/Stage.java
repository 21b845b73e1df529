package io.cachetree.store;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The directory of one attempt, which nobody else writes to.
 *
 * <p>Its files become part of the tree when a record is {@linkplain Store#publish published} with it. Thread safety:
 * many threads may write different files at once.
 */
public interface Stage {

    /** Returns the path of the directory in the store. */
    String directory();

    /** Returns the address that the directory has in the storage. What somebody writes there, by whatever means, is listed as well. */
    URI uri();

    /**
     * Returns the directory of the local file system to write the files into. Of storage elsewhere it holds what was
     * {@linkplain #create created}, and not what was {@linkplain #write written} at once.
     *
     * @throws StoreException if it cannot be had
     */
    Path path();

    /**
     * Opens a new file for writing, with the directories above it.
     *
     * @param name the path of the file within this directory, names separated by {@code /}
     * @throws IOException if the file is there already or cannot be written
     */
    OutputStream create(String name) throws IOException;

    /**
     * Creates a new file from parts, one after the other, with the directories above it. It goes to its place in the storage at
     * once, also where that is not on this machine: nothing of it takes room here.
     *
     * @param parts the content, from position to limit of each buffer; they are not changed
     * @throws IOException if the file is there already or cannot be written
     */
    void write(String name, List<ByteBuffer> parts) throws IOException;

    /** Returns a file that was given to {@link #write}, if it was. */
    Optional<StoredFile> written(String name);

    /**
     * Deletes a file of this directory; what is absent is fine.
     *
     * @throws StoreException if it cannot be deleted
     */
    void delete(String name);

    /**
     * Lists all files with their sizes and digests, in order of their names.
     *
     * @param isOutput whether a name is to be listed; what is not listed stays, and nobody vouches for it
     * @throws io.cachetree.tree.InvalidStepException if the directory is gone, or holds something that is neither file
     *     nor directory
     * @throws StoreException if a file cannot be read
     */
    List<StoredFile> seal(Predicate<String> isOutput);

    /**
     * Says that the files were published and that nobody reads those in {@link #path()} any more, so that they need take no
     * room here if they are elsewhere as well.
     */
    default void release() {}

    /** Deletes the directory with all it holds; what cannot be deleted is left for a later clean-up. */
    void discard();
}
