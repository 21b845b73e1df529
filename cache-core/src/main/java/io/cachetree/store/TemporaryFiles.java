package io.cachetree.store;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files that live for the moment of a publication, beside the file that they become.
 *
 * <p>The name cannot be foreseen, and the file is made exclusively, so that a link planted in a shared directory is
 * never followed. {@link #PREFIX} is what a clean-up recognises.
 */
final class TemporaryFiles {

    static final String PREFIX = ".tmp-";

    private static final Logger log = LoggerFactory.getLogger(TemporaryFiles.class);

    private final String unforeseeable = Long.toString(new SecureRandom().nextLong() >>> 1, 36);
    private final AtomicLong count = new AtomicLong();

    /** Returns a name in the directory that nothing has. */
    Path name(Path directory) {
        return directory.resolve(PREFIX + unforeseeable + "-" + count.getAndIncrement());
    }

    /** Writes a new file with the content. {@code Files.write} goes on where a channel would end by an interrupt. */
    Path write(Path directory, byte[] content) throws IOException {
        Path file = name(directory);
        try {
            return Files.write(file, content, CREATE_NEW, WRITE);
        } catch (IOException e) {
            remove(file);
            throw e;
        }
    }

    /** Removes a file, if it can be removed: what stays is never seen by a reader. */
    static void remove(@Nullable Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            log.debug("Temporary file {} stays", file, e);
        }
    }

    static boolean isTemporary(String name) {
        return name.toLowerCase(Locale.ROOT).startsWith(PREFIX);
    }
}
