package io.cachetree.viewer.data;

import io.cachetree.entry.EntryNames;
import io.cachetree.store.Store;
import io.cachetree.store.StoreItem;
import io.cachetree.tree.NodePath;
import io.cachetree.viewer.data.EntryFiles.OpenFile;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Opens files of a tree that is in no directory of this machine. Nothing is written twice there to the path of a file of an entry, so it
 * does not matter when it was.
 *
 * @param store what holds the tree
 */
record FilesElsewhere(Store store) implements FileSource {

    @Override
    public Optional<OpenFile> open(DocumentPath.EntryFile file) {
        String path = path(file);
        OptionalLong size = store.size(path);
        return size.isEmpty()
                ? Optional.empty()
                : Optional.of(new OpenFile(
                        new StoredContent(store, path, size.getAsLong()), size.getAsLong(), Instant.EPOCH));
    }

    /** All of it takes one request. */
    @Override
    public Optional<InputStream> stream(DocumentPath.EntryFile file) {
        return store.open(path(file));
    }

    private static String path(DocumentPath.EntryFile file) {
        return file.node().resolve(file.directory()) + "/" + String.join("/", file.names());
    }

    @Override
    public void visit(NodePath node, String entry, Visitor visitor) throws IOException {
        visit(node, entry, List.of(), visitor);
    }

    private void visit(NodePath node, String entry, List<String> below, Visitor visitor) throws IOException {
        String directory = String.join("/", names(List.of(node.resolve(entry)), below));
        for (StoreItem item : store.list(directory)) {
            List<String> names = names(below, List.of(item.name()));
            if (item.kind() == StoreItem.Kind.DIRECTORY) {
                visit(node, entry, names, visitor);
            } else if (item.kind() == StoreItem.Kind.FILE && EntryNames.isOutput(item.name())) {
                OptionalLong size = store.size(directory + "/" + item.name());
                if (size.isPresent()) {
                    visitor.file(new DocumentPath.EntryFile(node, entry, names), size.getAsLong());
                }
            }
        }
    }

    private static List<String> names(List<String> first, List<String> then) {
        return Stream.concat(first.stream(), then.stream()).toList();
    }
}
