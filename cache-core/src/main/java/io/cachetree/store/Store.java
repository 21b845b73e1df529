package io.cachetree.store;

import io.cachetree.tree.Durability;
import io.cachetree.tree.Traffic;
import io.cachetree.tree.Transfer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Holds the files of a tree under paths such as {@code measure/segment/5f1c02abq7wd.json}.
 *
 * <p>A path is relative to the store's root; its names are separated by {@code /}, none of them empty, {@code .} or
 * {@code ..}. Implementations must comply with the following; {@code StoreContract} of the testkit checks it:
 *
 * <ul>
 *   <li>{@link #publish} is exclusive and atomic: of all who publish one path, in any process, exactly one is told
 *       {@code true}, and every reader finds the whole content or no file.
 *   <li>When {@code publish} returns {@code true}, the files of the stage that it was given are in the store, whole,
 *       and survive what the durability says.
 *   <li>An outcome that is not known is found out by reading back, so that a lost answer to a successful publication
 *       still returns {@code true}.
 *   <li>Nothing that is staged is seen by {@link #read}, {@link #open} and {@link #size} of another path, and stages
 *       never share a directory.
 *   <li>"Absent" is what the storage said. Anything that keeps it from answering (denied, unreachable, broken) is a
 *       {@link StoreException}, never "absent".
 *   <li>Nothing outside the root is read, written or deleted, whatever a path or a symbolic link says.
 * </ul>
 *
 * <p>Steps need no rename, no append and no lock, since an object store has none; {@link #move} is for those who look after
 * a tree, where the storage can do it. Thread safety: a store may be used by
 * many threads, and its storage by many processes and machines, at the same time.
 */
public interface Store extends AutoCloseable {

    /** The size in bytes up to which {@link #read} reads a file: far above any record. */
    int LARGEST_READ = 64 << 20;

    /**
     * Opens the store at a path or URL. A URL of another storage needs its {@link StoreProvider} on the class path. One such as
     * {@code zip:runs.zip} or {@code zip:runs.zip!/mouse-12} is a zip file that is only read.
     *
     * @throws io.cachetree.tree.InvalidStepException if the location cannot be that of a store; the message says why
     */
    static Store at(String location) {
        return StoreLocation.store(location);
    }

    /**
     * Opens the store in a directory, which may be missing, but not something else.
     *
     * @throws io.cachetree.tree.InvalidStepException if it is a file
     */
    static Store at(Path root) {
        return StoreLocation.directory(root);
    }

    /** Opens the store in a directory of a local file system; the directory is made when it is first written to. */
    static Store directory(Path root) {
        return new DirectoryStore(root);
    }

    /**
     * Opens a store to write to at a path or URL, as {@link #at(String)} does; a zip file is written anew, with what it holds
     * already, and must be {@linkplain NewStore#finish finished}.
     *
     * @throws io.cachetree.tree.InvalidStepException as with {@link #at(String)}
     */
    static Store toWrite(String location) {
        return StoreLocation.storeToWrite(location);
    }

    /** Opens a new, empty store in memory. Closing it loses what it holds. */
    static Store memory() {
        return new MemoryStore();
    }

    /** Returns a view of a store through which nothing is written: what would write is a {@link StoreException}. */
    static Store readOnly(Store store) {
        return new ReadOnlyStore(store);
    }

    /**
     * Returns a store over another one: what is not above is read from below, and all that is written goes above. Below nothing
     * is ever written, moved, deleted or marked, and what those left there who work on it, marks and temporary files, is not
     * seen. Closing it closes both.
     *
     * @param above what is written to; its address is that of the whole
     * @param below what is only read; may itself lie over another one
     */
    static Store layered(Store above, Store below) {
        return new LayeredStore(above, below);
    }

    /** Returns the address of the root, without anything secret. */
    URI location();

    /** Returns where the files are; {@link Access#TRANSFERRED} if that is true of some of them. */
    Access access();

    /**
     * Returns where the files of a directory are, or would be if they were there. Nothing is asked of storage elsewhere for it.
     *
     * @throws StoreException if storage on this machine cannot be read
     */
    default Access access(String directory) {
        return access();
    }

    /** Returns what was asked of the storage so far, if it is not on this machine. */
    default Traffic traffic() {
        return Traffic.NONE;
    }

    /**
     * Has a listener told how far the files of a directory are that take longer than a second to be brought to a storage which is not on
     * this machine, or to be fetched: on a thread that waits for them, at most once a second, and when they have arrived. Files
     * that are {@linkplain Stage#write written at once} are not among them.
     */
    default void onTransfer(Consumer<Transfer> listener) {}

    /**
     * Returns the content of a file, or nothing if there is no such file.
     *
     * @throws StoreException if it cannot be read, or is larger than {@link #LARGEST_READ}
     */
    Optional<byte[]> read(String file);

    /**
     * Opens a file of any size, or returns nothing if there is no such file.
     *
     * @throws StoreException if it cannot be read
     */
    Optional<InputStream> open(String file);

    /**
     * Reads a part of a file into a buffer, from its position to its limit; the position moves by what was read.
     *
     * @param from where the part begins, in bytes from the beginning of the file
     * @return how many bytes were read: fewer than the buffer takes only where the file ends; or nothing if there is no such
     *     file
     * @throws StoreException if it cannot be read
     */
    OptionalInt read(String file, long from, ByteBuffer into);

    /**
     * Returns the size of a file in bytes, or nothing if there is no such file.
     *
     * @throws StoreException if it cannot be found out
     */
    OptionalLong size(String file);

    /**
     * Returns what stands directly in a directory, in no order; the empty list if there is no such directory.
     *
     * @throws StoreException if it cannot be listed
     */
    List<StoreItem> list(String directory);

    /**
     * Returns the names of what stands directly in a directory, in no order: for those who look at many directories, where
     * storage that has to look at each item for its kind and time can tell the names at once. A symbolic link is no
     * directory here, so that nobody who goes down a tree goes in circles.
     *
     * @throws StoreException if it cannot be listed
     */
    default List<String> names(String directory) {
        return list(directory).stream().map(StoreItem::name).toList();
    }

    /**
     * Makes sure that files can be published in a directory, as far as that can be known beforehand: a step that runs
     * for hours must not learn at its end that the disk is read-only.
     *
     * @throws StoreException if it is certain that they cannot
     */
    void prepare(String directory);

    /**
     * Makes a new directory to write the files of one attempt into, or returns nothing if there is one of that name.
     *
     * @throws StoreException if it cannot be made
     */
    Optional<Stage> stage(String directory);

    /**
     * Makes the files of a stage durable, then creates a small file that nobody created before.
     *
     * @param file the path of the file to create
     * @param content its content, at most {@link #LARGEST_READ} bytes, different from what anybody else publishes there
     * @param stage the stage whose files belong to it, or {@code null} if it stands alone
     * @param durability what file and stage survive
     * @return whether this call created the file; {@code false} means that another one was there first
     * @throws StoreException if it cannot be created; nothing is visible at the path then
     */
    boolean publish(String file, byte[] content, @Nullable Stage stage, Durability durability);

    /**
     * Writes a small file, whether it is there or not; readers find the old or the new content, never a mixture. What
     * was written survives a power cut.
     *
     * @throws StoreException if it cannot be written
     */
    void replace(String file, byte[] content);

    /**
     * Writes a small file as {@link #replace(String, byte[])} does, for those who need no more than the given durability: many
     * storages then do not have to wait for the disk.
     *
     * @throws StoreException if it cannot be written
     */
    default void replace(String file, byte[] content, Durability durability) {
        replace(file, content);
    }

    /**
     * Deletes a file, or a directory with all it holds; symbolic links are removed, never followed. What is absent is
     * fine.
     *
     * @throws StoreException if it cannot be deleted
     */
    void delete(String path);

    /**
     * Deletes a path that is a file if anything, as {@link #delete} does: where nobody knows what is a directory, that takes fewer
     * requests.
     *
     * @throws StoreException if it cannot be deleted
     */
    default void deleteFile(String file) {
        delete(file);
    }

    /**
     * Gives a file, or a directory with all it holds, another place in the store: at once, and without a copy. Of a symbolic
     * link the link is moved, never what it points at. A power cut may undo it.
     *
     * @param from where it stands
     * @param to where nothing stands yet; directories on the way are made
     * @return whether it was moved; {@code false} means that nothing stands there
     * @throws StoreException if it cannot be moved, or if this storage moves nothing
     */
    default boolean move(String from, String to) {
        throw new StoreException(
                "move", this + "/" + from, new UnsupportedOperationException("this storage moves no files"));
    }

    /**
     * Returns a directory of the local file system with all files of a directory of the store, to read from: the
     * directory itself, or a copy, for whose content nobody vouches.
     *
     * @throws StoreException if it cannot be had
     */
    Path local(String directory);

    /**
     * Returns a directory of the local file system with some files of a directory of the store, to read from, as long as the
     * store is open: the directory itself; or a copy, whose files were compared with their sizes and digests.
     *
     * @param files which files at least
     * @throws IOException if one of them is missing or damaged; only of a copy that can be said
     * @throws StoreException if the storage cannot be read
     */
    default Path local(String directory, List<StoredFile> files) throws IOException {
        return local(directory);
    }

    /**
     * Opens a file of a directory of the store to read it once: the file itself; or a copy, which was compared with its size and
     * digest, and takes room here no longer than it has to.
     *
     * @throws IOException if it is missing or damaged; the latter only of a copy
     * @throws StoreException if the storage cannot be read
     */
    default InputStream open(String directory, StoredFile file) throws IOException {
        Path path = StorePath.below(local(directory, List.of(file)), file.name());
        try {
            return Files.newInputStream(path);
        } catch (NoSuchFileException missing) {
            throw missing;
        } catch (IOException e) {
            throw new StoreException("read", path, e);
        }
    }

    /**
     * Makes a name in the store point at a directory beside it, for people who look at the tree, where the storage
     * knows links; elsewhere, and if it fails, nothing happens.
     */
    default void pointAt(String link, String directory) {}

    /** Frees what the store holds open. */
    @Override
    void close();
}
