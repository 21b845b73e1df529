package io.cachetree.remote.machine;

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

/**
 * Fetches files into a directory, under temporary names until they are known to be whole.
 *
 * @param directory the directory
 */
record Fetch(Path directory) {

    void fetch(List<StoredFile> files, LocalCopies.Source source) throws IOException {
        Map<StoredFile, Path> temporary = new LinkedHashMap<>();
        try {
            for (StoredFile file : files) {
                temporary.put(file, temporary(file));
            }
            source.fetch(temporary);
            for (Map.Entry<StoredFile, Path> fetched : temporary.entrySet()) {
                verify(fetched.getKey(), fetched.getValue());
                Files.move(fetched.getValue(), place(fetched.getKey()), ATOMIC_MOVE);
            }
        } finally {
            for (Path each : temporary.values()) {
                Files.deleteIfExists(each);
            }
        }
    }

    private Path temporary(StoredFile file) throws IOException {
        Path parent = Objects.requireNonNull(place(file).getParent());
        return Files.createTempFile(CacheHome.make(parent), ".fetch-", ".tmp");
    }

    private Path place(StoredFile file) {
        return StorePath.below(directory, file.name());
    }

    private static void verify(StoredFile file, Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            if (Files.size(path) != file.size() || !Digest.of(in).equals(file.digest())) {
                throw new IOException("file \"%s\" is damaged: its content changed".formatted(file.name()));
            }
        }
    }
}
