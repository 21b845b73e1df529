package io.cachetree.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A private directory of this process in the system's temporary space, made when first asked for. */
final class Scratch implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Scratch.class);

    private @Nullable Path root;

    /** Returns the new or existing directory for a path of the store. */
    synchronized Path directory(String path) {
        try {
            if (root == null) {
                root = Files.createTempDirectory("cachetree-");
            }
            return Files.createDirectories(StorePath.below(root, path));
        } catch (IOException e) {
            throw new StoreException("create a temporary directory for", path, e);
        }
    }

    /** Deletes what there is for a path of the store. */
    synchronized void delete(String path) {
        try {
            if (root != null) {
                Deletion.of(StorePath.below(root, path));
            }
        } catch (NoSuchFileException nothing) {
            log.debug("No temporary directory for {}", path);
        } catch (IOException e) {
            log.warn("Temporary directory for {} stays, it cannot be deleted", path, e);
        }
    }

    static void write(Path file, byte[] content) {
        try {
            Path parent = file.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.write(file, content);
        } catch (IOException e) {
            throw new StoreException("write", file, e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            if (root != null) {
                Deletion.of(root);
                root = null;
            }
        } catch (IOException e) {
            log.warn("Temporary directory {} stays, it cannot be deleted", root, e);
        }
    }
}
