package io.cachetree.store;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Deletes a file or a directory with all it holds; of a symbolic link only the link. For all who keep files on this machine. */
public final class Deletion extends SimpleFileVisitor<Path> {

    private Deletion() {}

    /**
     * Deletes a file or directory; one that is absent is no error.
     *
     * @throws IOException if something of it cannot be deleted
     */
    public static void of(Path path) throws IOException {
        try { // most of it are files, for which going down a tree takes longer than the deletion
            Files.deleteIfExists(path);
        } catch (DirectoryNotEmptyException full) {
            Files.walkFileTree(path, new Deletion());
        }
    }

    /** Deletes it up to the first thing that cannot be deleted, and returns whether that was all. */
    public static boolean attempt(Path path) {
        try {
            of(path);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        Files.deleteIfExists(file);
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
        if (e instanceof NoSuchFileException) {
            return FileVisitResult.CONTINUE;
        }
        throw e;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) throws IOException {
        if (e != null) {
            throw e;
        }
        Files.deleteIfExists(directory);
        return FileVisitResult.CONTINUE;
    }
}
