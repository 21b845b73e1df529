package io.cachetree.store;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/**
 * A {@link Stage} for storage that is not on this machine: files that are created, or written to its path, wait in a local
 * directory for the publication; files that are written at once go to the storage. For those who implement stores.
 *
 * <p>Thread safety: as a stage.
 */
public interface ScratchStage extends Stage {

    /**
     * Returns a new stage.
     *
     * @param directory its path in the store
     * @param scratch an empty local directory of its own
     * @param destination where its files go
     */
    static ScratchStage of(String directory, Path scratch, Destination destination) {
        return new TransferredStage(directory, scratch, destination);
    }

    /**
     * Returns the names of the files that wait in the local directory.
     *
     * @throws StoreException if they cannot be listed
     */
    List<String> waiting();

    /** The directory of the attempt in the storage. */
    public interface Destination {

        /** Returns its address. */
        URI uri();

        /**
         * Writes a whole file.
         *
         * @param parts the content, one part after the other; they are not changed
         * @throws IOException if it cannot be written
         */
        void put(String name, List<ByteBuffer> parts) throws IOException;

        /**
         * Deletes a file; what is absent is fine.
         *
         * @throws StoreException if it cannot be deleted
         */
        void delete(String name);

        /**
         * Returns the files that others have written there, who were given the address. Each is read once for its digest.
         *
         * @param isKnown whether a name is none of theirs
         * @throws StoreException if they cannot be read
         */
        default List<StoredFile> writtenByOthers(Predicate<String> isKnown) {
            return List.of();
        }

        /**
         * Says that the files were published, and that those who wrote them do not read the local ones any more.
         *
         * @param deletion deletes the local directory: to be run now, unless others were given it to read from
         */
        default void release(Runnable deletion) {
            deletion.run();
        }

        /**
         * Deletes all that was brought there, if anything was: at once, or for a publication that came too late. What cannot be
         * deleted is left for a later clean-up.
         */
        void discard();
    }
}
