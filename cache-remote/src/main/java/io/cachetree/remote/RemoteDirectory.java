package io.cachetree.remote;

import io.cachetree.remote.object.ObjectException;
import io.cachetree.remote.object.ObjectInfo;
import io.cachetree.remote.object.ObjectStore;
import io.cachetree.remote.object.ObjectStore.Depth;
import io.cachetree.store.ScratchStage;
import io.cachetree.store.StoreException;
import io.cachetree.store.StoredFile;
import io.cachetree.tree.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory of one attempt on a cloud. It remembers what it has there, so that nothing is uploaded twice when a publication is tried again.
 *
 * <p>Thread safety: many threads may write different files at once.
 */
final class RemoteDirectory implements ScratchStage.Destination {

    private static final Logger log = LoggerFactory.getLogger(RemoteDirectory.class);

    private final RemoteStore store;
    private final ObjectStore objects;
    private final String directory;
    private final Map<String, Seen> there = new ConcurrentHashMap<>();
    private volatile boolean isAddressKnown;
    private volatile boolean mayBePublished;

    /**
     * A file as it was when it was uploaded.
     *
     * @param size its size in bytes
     * @param modified when it was written
     */
    private record Seen(long size, FileTime modified) {

        static final Seen AT_ONCE = new Seen(-1, FileTime.fromMillis(0));

        static Seen of(Path file) throws IOException {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Seen(attributes.size(), attributes.lastModifiedTime());
        }
    }

    RemoteDirectory(RemoteStore store, ObjectStore objects, String directory) {
        this.store = store;
        this.objects = objects;
        this.directory = directory;
    }

    @Override
    public URI uri() {
        isAddressKnown = true;
        return address();
    }

    private URI address() {
        return store.address(directory);
    }

    @Override
    public List<StoredFile> writtenByOthers(Predicate<String> isKnown) {
        return store.ask("list", directory, () -> objects.list(store.key(directory), Depth.ALL)).stream()
                .filter(object -> !object.isDirectory() && !isKnown.test(object.name()))
                .map(this::digested)
                .toList();
    }

    private StoredFile digested(ObjectInfo object) {
        String path = path(object.name());
        try (InputStream in = store.open(path).orElseThrow(() -> new NoSuchFileException(path))) {
            return new StoredFile(object.name(), object.size(), Digest.of(in));
        } catch (IOException e) {
            throw new StoreException("read", path, e);
        }
    }

    @Override
    public void put(String name, List<ByteBuffer> parts) {
        String path = path(name);
        byte[] content = Bytes.of(parts);
        there.put(name, Seen.AT_ONCE);
        store.ask("write", path, () -> {
            objects.put(store.key(path), content);
            return true;
        });
    }

    @Override
    public void delete(String name) {
        store.ask("delete", path(name), () -> {
            objects.delete(store.key(path(name)));
            return true;
        });
        there.remove(name);
    }

    private String path(String name) {
        return directory + "/" + store.required(name);
    }

    /** Returns what of the files in a local directory is not there yet. */
    List<Transfers.Piece> missing(Path scratch, List<String> names) throws IOException {
        List<Transfers.Piece> missing = new ArrayList<>();
        for (String name : names) {
            Path file = scratch.resolve(name);
            Seen seen = Seen.of(file);
            if (!seen.equals(there.get(name))) {
                store.requireFits(path(name), seen.size());
                missing.add(new Upload(name, file, seen));
            }
        }
        return missing;
    }

    /** Says that a record names this directory: nothing is uploaded or deleted here any more. */
    void published() {
        there.clear();
    }

    @Override
    public void release(Runnable deletion) {
        store.released(directory, deletion);
    }

    /** Says that a record which names this directory may be there, or may come to be there: then nothing is deleted. */
    void mayBePublished() {
        mayBePublished = true;
    }

    @Override
    public void discard() {
        store.discarded(directory);
        if (there.isEmpty() && !isAddressKnown) {
            return;
        }
        if (mayBePublished) {
            log.warn("Directory {} of an attempt stays: it is not known whether its record was written", address());
            return;
        }
        try {
            objects.deleteBelow(store.key(directory));
            there.clear();
        } catch (ObjectException e) {
            log.warn("Directory {} of an attempt stays, it cannot be deleted: {}", address(), e.detail());
        }
    }

    /** The upload of one file. */
    private final class Upload implements Transfers.Piece {
        private final String name;
        private final Path file;
        private final Seen seen;

        Upload(String name, Path file, Seen seen) {
            this.name = name;
            this.file = file;
            this.seen = seen;
        }

        @Override
        public long size() {
            return seen.size();
        }

        @Override
        public void move() throws IOException {
            there.put(name, Seen.AT_ONCE);
            objects.put(store.key(path(name)), Files.readAllBytes(file));
            there.put(name, seen);
        }
    }
}
