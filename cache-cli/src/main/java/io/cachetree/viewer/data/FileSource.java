package io.cachetree.viewer.data;

import io.cachetree.cli.place.Place;
import io.cachetree.viewer.data.EntryFiles.OpenFile;
import java.util.Optional;

/**
 * Opens files of entries, wherever the tree is.
 *
 * <p>Thread safety: any number of threads.
 */
@FunctionalInterface
public interface FileSource {

    /**
     * Opens a file, or returns nothing if there is none, or if it is not to be opened.
     *
     * @throws io.cachetree.store.StoreException if the storage does not answer
     */
    Optional<OpenFile> open(DocumentPath.EntryFile file);

    /** Returns what opens the files of a tree. */
    static FileSource of(Place place) {
        return place.root()
                .local()
                .<FileSource>map(EntryFiles::new)
                .orElseGet(() -> new FilesElsewhere(place.tree().store()));
    }
}
