package io.cachetree.viewer.data;

import io.cachetree.cli.place.Place;
import io.cachetree.tree.NodePath;
import io.cachetree.viewer.data.EntryFiles.OpenFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.util.Optional;

/**
 * Opens files of entries, wherever the tree is.
 *
 * <p>Thread safety: any number of threads.
 */
public interface FileSource {

    /**
     * Opens a file, or returns nothing if there is none, or if it is not to be opened.
     *
     * @throws io.cachetree.store.StoreException if the storage does not answer
     */
    Optional<OpenFile> open(DocumentPath.EntryFile file);

    /**
     * Opens a file that is read once from its beginning to its end; all else is as for {@link #open}.
     *
     * @throws io.cachetree.store.StoreException if the storage does not answer
     */
    default Optional<InputStream> stream(DocumentPath.EntryFile file) {
        return open(file).map(open -> Channels.newInputStream(open.content()));
    }

    /**
     * Tells of all files of an entry or an attempt that could be opened; of none if there is no such directory.
     *
     * @throws IOException if a directory cannot be listed, or what the visitor throws
     * @throws io.cachetree.store.StoreException if the storage does not answer
     */
    void visit(NodePath node, String entry, Visitor visitor) throws IOException;

    /** Who is told of each file of an entry. */
    @FunctionalInterface
    interface Visitor {

        /** Takes note of a file and its size. */
        void file(DocumentPath.EntryFile file, long bytes) throws IOException;
    }

    /** Returns what opens the files of a tree. */
    static FileSource of(Place place) {
        return place.root()
                .local()
                .<FileSource>map(EntryFiles::new)
                .orElseGet(() -> new FilesElsewhere(place.tree().store()));
    }
}
