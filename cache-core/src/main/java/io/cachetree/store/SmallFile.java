package io.cachetree.store;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Reads a file whole, if it is not larger than {@link Store#LARGEST_READ}. */
final class SmallFile {

    private static final int USUAL = 8 << 10;

    private SmallFile() {}

    /** Returns the content; a small file takes one open, two reads and one close, and no question for its size. */
    static byte[] read(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path, NOFOLLOW_LINKS)) {
            byte[] first = in.readNBytes(USUAL);
            return first.length < USUAL ? first : readOn(path, first, in);
        }
    }

    private static byte[] readOn(Path path, byte[] first, InputStream in) throws IOException {
        byte[] rest = in.readNBytes(Store.LARGEST_READ - first.length + 1);
        if (first.length + rest.length > Store.LARGEST_READ) {
            throw tooLarge(path.toString());
        }
        byte[] all = Arrays.copyOf(first, first.length + rest.length);
        System.arraycopy(rest, 0, all, first.length, rest.length);
        return all;
    }

    static IOException tooLarge(String file) {
        return new FileSystemException(file, null, "it is larger than %d bytes".formatted(Store.LARGEST_READ));
    }
}
