package io.cachetree.store;

import io.cachetree.tree.Durability;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A view of a store through which nothing is written; closing it leaves the store open. */
final class ReadOnlyStore implements Store {

    private final Store store;

    ReadOnlyStore(Store store) {
        this.store = store;
    }

    @Override
    public URI location() {
        return store.location();
    }

    @Override
    public Optional<byte[]> read(String file) {
        return store.read(file);
    }

    @Override
    public Optional<InputStream> open(String file) {
        return store.open(file);
    }

    @Override
    public OptionalLong size(String file) {
        return store.size(file);
    }

    @Override
    public List<StoreItem> list(String directory) {
        return store.list(directory);
    }

    @Override
    public List<String> names(String directory) {
        return store.names(directory);
    }

    @Override
    public Path local(String directory) {
        return store.local(directory);
    }

    @Override
    public void prepare(String directory) {
        throw refused("write to", directory);
    }

    @Override
    public Optional<Stage> stage(String directory) {
        throw refused("make", directory);
    }

    @Override
    public boolean publish(String file, byte[] content, @Nullable Stage stage, Durability durability) {
        throw refused("publish", file);
    }

    @Override
    public void replace(String file, byte[] content) {
        throw refused("replace", file);
    }

    @Override
    public void delete(String path) {
        throw refused("delete", path);
    }

    @Override
    public boolean move(String from, String to) {
        throw refused("move", from);
    }

    @Override
    public void close() {}

    private StoreException refused(String operation, String path) {
        return new StoreException(operation, store + "/" + path, new ReadOnlyFileSystemException());
    }

    @Override
    public String toString() {
        return store.toString();
    }
}
