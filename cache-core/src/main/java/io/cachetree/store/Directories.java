package io.cachetree.store;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes the directories of a store, never outside its root, and knows which entries in them are not flushed yet.
 *
 * <p>Thread safety: any number of threads.
 */
final class Directories {

    private final Path root;
    private final Set<Path> known = ConcurrentHashMap.newKeySet();
    private final Set<Path> inside = ConcurrentHashMap.newKeySet();
    private final Set<Path> unflushed = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Path realRoot;

    Directories(Path root) {
        this.root = root;
    }

    /** Makes a directory and those above it, where they are missing. */
    void make(Path directory) throws IOException {
        if (known.contains(directory) && Files.isDirectory(directory)) {
            return;
        }
        makeMissing(directory);
        requireKnownInside(directory);
        if (known.add(directory)) {
            mark(directory);
        }
    }

    /** Whoever made a directory may have died before it was flushed, so what is new to this process counts as new. */
    private void mark(Path directory) {
        Path parent = directory.getParent();
        while (parent != null && parent.startsWith(root) && unflushed.add(parent) && !known.contains(parent)) {
            parent = parent.getParent();
        }
    }

    /** Makes a directory, and returns whether it was not there yet. */
    boolean makeNew(Path directory) throws IOException {
        try {
            Files.createDirectory(directory);
            return true;
        } catch (FileAlreadyExistsException taken) {
            return false;
        }
    }

    /** Returns the directory and those above it that have entries which a power cut could take. */
    List<Path> unflushed(Path directory) {
        List<Path> paths = new ArrayList<>(List.of(directory));
        for (Path above = directory.getParent(); above != null; above = above.getParent()) {
            if (unflushed.contains(above)) {
                paths.add(above);
            }
        }
        return paths;
    }

    /** Takes note that directories were flushed; not before, as others rely on it. */
    void flushed(List<Path> directories) {
        unflushed.removeAll(directories);
    }

    /** Refuses a directory that a symbolic link takes out of the root; {@code normalize} would not notice. */
    void requireInside(Path directory) throws IOException {
        if (!directory.toRealPath().startsWith(realRoot())) {
            throw new FileSystemException(
                    directory.toString(), null, "a symbolic link on its path leads out of the tree's root");
        }
    }

    /** Refuses a directory that is reached by a symbolic link, even one that stays within the root. */
    void requirePlain(Path directory) throws IOException {
        if (!directory.toRealPath().equals(realRoot().resolve(root.relativize(directory)))) {
            throw new FileSystemException(directory.toString(), null, "a symbolic link is on its path");
        }
    }

    /** As {@link #requireInside}, but a directory that was found inside is not looked at again. */
    void requireKnownInside(Path directory) throws IOException {
        if (!inside.contains(directory)) {
            if (!isBelowOneInside(directory)) {
                requireInside(directory);
            }
            inside.add(directory);
        }
    }

    /** Returns whether this is a directory, and no link to one; below one that was found inside, it is known to be, too. */
    boolean isPlain(Path directory) {
        Path parent = directory.getParent();
        boolean isPlain = Files.isDirectory(directory, NOFOLLOW_LINKS);
        if (isPlain && parent != null && inside.contains(parent)) {
            inside.add(directory);
        }
        return isPlain;
    }

    /** Below a directory that was found inside, only the last name can lead out; to look at the whole path takes longer. */
    private boolean isBelowOneInside(Path directory) throws IOException {
        Path parent = directory.getParent();
        return parent != null
                && inside.contains(parent)
                && Files.readAttributes(directory, BasicFileAttributes.class, NOFOLLOW_LINKS)
                        .isDirectory();
    }

    private void makeMissing(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        Path parent = directory.getParent();
        if (parent != null) {
            makeMissing(parent);
            if (parent.startsWith(root)) {
                requireKnownInside(parent);
            }
            unflushed.add(parent);
        }
        try {
            Files.createDirectory(directory);
        } catch (FileAlreadyExistsException otherThread) {
            if (!Files.isDirectory(directory)) {
                throw otherThread;
            }
        }
    }

    private Path realRoot() throws IOException {
        Path real = realRoot;
        if (real == null) {
            real = root.toRealPath();
            realRoot = real;
        }
        return real;
    }
}
