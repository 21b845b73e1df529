package io.cachetree.viewer.data;

import io.cachetree.store.Store;
import io.cachetree.viewer.data.EntryFiles.OpenFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Opens files of a tree that is in no directory of this machine. Nothing is written twice there to the path of a file of an entry, so it
 * does not matter when it was.
 *
 * @param store what holds the tree
 */
record FilesElsewhere(Store store) implements FileSource {

    @Override
    public Optional<OpenFile> open(DocumentPath.EntryFile file) {
        List<String> names = new ArrayList<>(file.node().names());
        names.add(file.directory());
        names.addAll(file.names());
        String path = String.join("/", names);
        OptionalLong size = store.size(path);
        return size.isEmpty()
                ? Optional.empty()
                : Optional.of(new OpenFile(
                        new StoredContent(store, path, size.getAsLong()), size.getAsLong(), Instant.EPOCH));
    }
}
