package io.cachetree.remote.machine;

import static io.cachetree.remote.machine.ThisMachine.here;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import io.cachetree.store.StorePath;
import io.cachetree.store.StoredFile;
import io.cachetree.tree.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches files into a directory, under temporary names until they are known to be whole.
 *
 * @param directory the directory
 */
record Fetch(Path directory) {

    private static final Logger log = LoggerFactory.getLogger(Fetch.class);

    /**
     * Fetches files.
     *
     * @throws IOException if one of them is missing or damaged there
     * @throws io.cachetree.store.StoreException if the storage does not give them, or they cannot be written here
     */
    void fetch(List<StoredFile> files, LocalCopies.Source source) throws IOException {
        Map<StoredFile, Path> temporary = new LinkedHashMap<>();
        try {
            for (StoredFile file : files) {
                temporary.put(file, temporary(file));
            }
            source.fetch(temporary);
            for (Map.Entry<StoredFile, Path> fetched : temporary.entrySet()) {
                verify(fetched.getKey(), fetched.getValue());
                Path place = place(fetched.getKey());
                here("write", place, () -> Files.move(fetched.getValue(), place, ATOMIC_MOVE));
            }
        } finally {
            temporary.values().forEach(Fetch::remove);
        }
    }

    private static void remove(Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            log.debug("Temporary file {} stays", temporary, e);
        }
    }

    private Path temporary(StoredFile file) {
        Path parent = Objects.requireNonNull(place(file).getParent());
        return here("write", place(file), () -> Files.createTempFile(CacheHome.make(parent), ".fetch-", ".tmp"));
    }

    private Path place(StoredFile file) {
        return StorePath.below(directory, file.name());
    }

    private static void verify(StoredFile file, Path path) throws IOException {
        if (!here("read", path, () -> isSame(file, path))) {
            throw new IOException("file \"%s\" is damaged: its content changed".formatted(file.name()));
        }
    }

    private static boolean isSame(StoredFile file, Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return Files.size(path) == file.size() && Digest.of(in).equals(file.digest());
        }
    }
}
