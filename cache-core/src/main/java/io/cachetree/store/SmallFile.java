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

    private SmallFile() {}

    /** Returns the content; what the file is said to have is read at once, and what comes behind it if it grows. */
    static byte[] read(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path, NOFOLLOW_LINKS)) {
            byte[] first = new byte[Math.min(in.available(), Store.LARGEST_READ)];
            int length = in.readNBytes(first, 0, first.length);
            int next = in.read();
            return next < 0 ? ofLength(first, length) : readOn(path, first, (byte) next, in);
        }
    }

    private static byte[] ofLength(byte[] bytes, int length) {
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }

    private static byte[] readOn(Path path, byte[] first, byte next, InputStream in) throws IOException {
        byte[] rest = in.readNBytes(Store.LARGEST_READ - first.length);
        if (first.length + 1 + rest.length > Store.LARGEST_READ) {
            throw tooLarge(path.toString());
        }
        byte[] all = Arrays.copyOf(first, first.length + 1 + rest.length);
        all[first.length] = next;
        System.arraycopy(rest, 0, all, first.length + 1, rest.length);
        return all;
    }

    static IOException tooLarge(String file) {
        return new FileSystemException(file, null, "it is larger than %d bytes".formatted(Store.LARGEST_READ));
    }
}
