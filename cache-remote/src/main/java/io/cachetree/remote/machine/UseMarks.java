package io.cachetree.remote.machine;

import io.cachetree.store.Owner;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The marks of those who use a directory of copies: a small file for each, which names the process. What a process that has ended
 * left behind does not count, nor what another machine left behind two days ago.
 *
 * <p>Thread safety: none.
 */
final class UseMarks {

    private static final Logger log = LoggerFactory.getLogger(UseMarks.class);

    private static final Duration LIFE_ELSEWHERE = Duration.ofDays(2);

    private final Path directory;
    private final Path mine;

    UseMarks(Path copies) {
        this.directory = in(copies);
        this.mine = directory.resolve(UUID.randomUUID().toString());
    }

    private static Path in(Path copies) {
        return copies.resolve("used-by");
    }

    /** Makes the mark, or makes it again, now. The directory's time is when the copies were used last. */
    void set() throws IOException {
        CacheHome.make(directory);
        Files.write(mine, Owner.here().bytes());
        Files.setLastModifiedTime(directory, FileTime.from(Instant.now()));
    }

    /** Returns whether the mark is still there. */
    boolean areSet() {
        return Files.exists(mine);
    }

    void remove() {
        try {
            Files.deleteIfExists(mine);
        } catch (IOException e) {
            log.debug("Mark {} stays", mine, e);
        }
    }

    /** Returns when the copies were used last. */
    static Instant lastUse(Path copies) throws IOException {
        return Files.getLastModifiedTime(in(copies)).toInstant();
    }

    /** Returns whether a process that may be alive uses the copies. */
    static boolean isUsed(Path copies) throws IOException {
        try (DirectoryStream<Path> marks = Files.newDirectoryStream(in(copies))) {
            for (Path mark : marks) {
                if (counts(mark)) {
                    return true;
                }
            }
            return false;
        } catch (NoSuchFileException beingMade) {
            return true;
        }
    }

    private static boolean counts(Path mark) throws IOException {
        try {
            boolean isOld = Files.getLastModifiedTime(mark)
                    .toInstant()
                    .isBefore(Instant.now().minus(LIFE_ELSEWHERE));
            return Owner.parse(Files.readAllBytes(mark))
                    .map(owner -> owner.place().equals(Owner.here().place()) ? owner.seemsToRunHere() : !isOld)
                    .orElse(!isOld);
        } catch (NoSuchFileException removed) {
            return false;
        }
    }
}
