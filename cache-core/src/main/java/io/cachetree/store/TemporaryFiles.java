package io.cachetree.store;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import io.cachetree.tree.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files that live for the moment of a publication, beside the file that they become.
 *
 * <p>The name cannot be foreseen, and the file is made exclusively, so that a link planted in a shared directory is
 * never followed. It says which process made the file, so that a clean-up knows what a killed one left behind.
 */
final class TemporaryFiles {

    private static final int RADIX = 36;
    private static final String PREFIX = ".tmp-";
    private static final String PLACE = place();
    private static final Pattern NAME = Pattern.compile("\\.tmp-([0-9a-f]{8})-([0-9a-z]{1,12})-([0-9a-z]{1,12})-.*");
    private static final Duration LIFE_OF_WHAT_IS_UNKNOWN = Duration.ofDays(1);

    private static final Logger log = LoggerFactory.getLogger(TemporaryFiles.class);

    private final String unforeseeable = owner() + Long.toString(new SecureRandom().nextLong() >>> 1, RADIX);
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
        return name.startsWith(PREFIX);
    }

    /** Returns whether nobody will ever need a temporary file again; one of another host may be in use for a day. */
    static boolean isLeft(String name, Instant modified) {
        Matcher parts = NAME.matcher(name);
        if (!parts.matches() || !parts.group(1).equals(PLACE)) {
            return isOld(modified);
        }
        Instant started = Instant.ofEpochSecond(Long.parseLong(parts.group(3), RADIX));
        Owner owner = new Owner(ThisProcess.PLACE, Long.parseLong(parts.group(2), RADIX), started);
        return owner.isGone() || (isOld(modified) && !owner.seemsToRunHere());
    }

    private static boolean isOld(Instant modified) {
        return modified.isBefore(Instant.now().minus(LIFE_OF_WHAT_IS_UNKNOWN));
    }

    private static String owner() {
        Owner owner = Owner.here();
        return "%s-%s-%s-"
                .formatted(
                        PLACE,
                        Long.toString(owner.pid(), RADIX),
                        Long.toString(owner.started().getEpochSecond(), RADIX));
    }

    private static String place() {
        byte[] place = ThisProcess.PLACE.getBytes(StandardCharsets.UTF_8);
        return Digest.of(place, 0, place.length).hex().substring(0, 8);
    }
}
