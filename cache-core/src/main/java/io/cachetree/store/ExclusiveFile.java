package io.cachetree.store;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.SYNC;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;

/** Creates one file of which there must be at most one, from a temporary file that holds its content already. */
final class ExclusiveFile {

    private final Path target;

    ExclusiveFile(Path target) {
        this.target = target;
    }

    /**
     * Returns whether the file is ours.
     *
     * @throws IOException if it could not be created, and is not there
     */
    boolean create(Path temporary, byte[] content) throws IOException {
        try {
            Files.createLink(target, temporary);
            return true;
        } catch (FileAlreadyExistsException taken) {
            return isOursOrGone(content);
        } catch (UnsupportedOperationException noLinks) {
            return write(content);
        } catch (IOException unknown) {
            return readBack(content, unknown);
        }
    }

    /** What was in the way may have been moved to the trash since: another one was there first all the same. */
    private boolean isOursOrGone(byte[] content) throws IOException {
        try {
            return isOurs(content);
        } catch (NoSuchFileException gone) {
            return false;
        }
    }

    /** An answer can be lost on its way from a file server; then the file that is in the way may be our own. */
    private boolean isOurs(byte[] content) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(target, BasicFileAttributes.class, NOFOLLOW_LINKS);
        if (!attributes.isRegularFile()) {
            throw new FileSystemException(target.toString(), null, "something that is no file stands in its place");
        }
        return attributes.size() == content.length && Arrays.equals(Files.readAllBytes(target), content);
    }

    private boolean readBack(byte[] content, IOException unknown) throws IOException {
        try {
            return isOurs(content);
        } catch (NoSuchFileException notCreated) {
            return writeInstead(content, unknown);
        }
    }

    /**
     * Some file systems know no hard links (exFAT, some shares), and what they then say differs, also by language. What
     * keeps a file from being linked otherwise keeps it from being written as well.
     */
    private boolean writeInstead(byte[] content, IOException noLink) throws IOException {
        try {
            return write(content);
        } catch (IOException e) {
            noLink.addSuppressed(e);
            throw noLink;
        }
    }

    /**
     * Without links the creation is exclusive, but not atomic. A reader that comes too early finds a torn record, which
     * is a miss like any other damage.
     */
    private boolean write(byte[] content) throws IOException {
        try {
            Files.write(target, content, CREATE_NEW, WRITE, SYNC);
            return true;
        } catch (FileAlreadyExistsException taken) {
            return isOursOrGone(content);
        }
    }
}
