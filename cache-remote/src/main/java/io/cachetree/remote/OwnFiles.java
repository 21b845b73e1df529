package io.cachetree.remote;

import io.cachetree.store.StorePath;
import io.cachetree.store.StoredFile;
import io.cachetree.tree.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The local directory whose files this process published: others may read them there, as long as they are as they were. It is deleted
 * when those who wrote it do not read it any more, unless somebody was given it.
 *
 * <p>Thread safety: may be used by many threads.
 */
final class OwnFiles {

    private final Path directory;
    private final Set<StoredFile> verified = new HashSet<>();
    private boolean isLent;
    private boolean isDeleted;

    OwnFiles(Path directory) {
        this.directory = directory;
    }

    /** Returns the directory for somebody who may read from it as long as the store is open, if it has these files. */
    synchronized Optional<Path> lend(List<StoredFile> files) {
        if (isDeleted || !files.stream().allMatch(this::isSame)) {
            return Optional.empty();
        }
        isLent = true;
        return Optional.of(directory);
    }

    /** Opens a file, if the directory has it. */
    synchronized Optional<InputStream> open(StoredFile file) {
        try {
            return !isDeleted && isSame(file) ? Optional.of(Files.newInputStream(path(file))) : Optional.empty();
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /** Deletes the directory, unless somebody was given it; returns whether it was. */
    synchronized boolean release(Runnable deletion) {
        if (!isLent && !isDeleted) {
            isDeleted = true;
            deletion.run();
        }
        return isDeleted;
    }

    /** What was written at once is not here, and what cannot be read here can be fetched. */
    private boolean isSame(StoredFile file) {
        if (verified.contains(file)) {
            return true;
        }
        try (InputStream in = Files.newInputStream(path(file))) {
            return Files.size(path(file)) == file.size() && Digest.of(in).equals(file.digest()) && verified.add(file);
        } catch (IOException elsewhere) {
            return false;
        }
    }

    private Path path(StoredFile file) {
        return StorePath.below(directory, file.name());
    }
}
