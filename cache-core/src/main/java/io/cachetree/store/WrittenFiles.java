package io.cachetree.store;

import io.cachetree.tree.Digest;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The files of a stage that were written at once, with the digests that were taken on the way.
 *
 * <p>Thread safety: any number of threads.
 */
final class WrittenFiles {

    private final Map<String, StoredFile> files = new ConcurrentHashMap<>();

    /** Takes note of a file that was written. */
    void add(String name, List<ByteBuffer> parts) {
        Digest.Hasher hasher = Digest.hasher();
        long size = 0;
        for (ByteBuffer part : parts) {
            size += part.remaining();
            put(hasher, part);
        }
        files.put(name, new StoredFile(name, size, hasher.digest()));
    }

    private static void put(Digest.Hasher hasher, ByteBuffer part) {
        if (part.hasArray()) {
            hasher.put(part.array(), part.arrayOffset() + part.position(), part.remaining());
        } else {
            byte[] copy = new byte[part.remaining()];
            part.duplicate().get(copy);
            hasher.put(copy);
        }
    }

    Optional<StoredFile> find(String name) {
        return Optional.ofNullable(files.get(name));
    }

    Stream<StoredFile> all() {
        return files.values().stream();
    }

    boolean remove(String name) {
        return files.remove(name) != null;
    }
}
