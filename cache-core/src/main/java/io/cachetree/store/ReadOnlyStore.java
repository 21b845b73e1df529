package io.cachetree.store;

import io.cachetree.tree.Traffic;
import io.cachetree.tree.Transfer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** A view of a store through which nothing is written; closing it leaves the store open. */
final class ReadOnlyStore implements UnwritableStore {

    private final Store store;

    ReadOnlyStore(Store store) {
        this.store = store;
    }

    @Override
    public URI location() {
        return store.location();
    }

    @Override
    public Access access() {
        return store.access();
    }

    @Override
    public void onTransfer(Consumer<Transfer> listener) {
        store.onTransfer(listener);
    }

    @Override
    public Access access(String directory) {
        return store.access(directory);
    }

    @Override
    public Traffic traffic() {
        return store.traffic();
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
    public OptionalInt read(String file, long from, ByteBuffer into) {
        return store.read(file, from, into);
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
    public Path local(String directory, List<StoredFile> files) throws IOException {
        return store.local(directory, files);
    }

    @Override
    public InputStream open(String directory, StoredFile file) throws IOException {
        return store.open(directory, file);
    }

    @Override
    public void close() {}

    @Override
    public StoreException refused(String operation, String path) {
        return new StoreException(operation, store + "/" + path, new ReadOnlyFileSystemException());
    }

    @Override
    public String toString() {
        return store.toString();
    }
}
