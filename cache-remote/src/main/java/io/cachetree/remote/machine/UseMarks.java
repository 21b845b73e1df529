package io.cachetree.remote.machine;

import io.cachetree.store.Owner;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The marks of those who use a directory of copies, and of who is about to delete it: a small file for each, which names the process.
 *
 * <ul>
 *   <li>Each makes its mark first and looks at those of the others then, so that of two at least one sees the other: who deletes lets go of
 *       what is used, or is about to be deleted by another; who uses waits as long as somebody is about to delete.
 *   <li>So what is renamed to be deleted is used by nobody, unless who deletes is stopped for as long as his mark counts in the very moment
 *       between the look and the renaming.
 *   <li>What a process that has ended left behind does not count, nor what another machine left behind two days ago. Who is about to
 *       delete needs no more than a moment: what says so for longer was left behind as well.
 * </ul>
 *
 * <p>Thread safety: none.
 */
final class UseMarks {

    private static final Logger log = LoggerFactory.getLogger(UseMarks.class);

    private static final int MOST_TRIES = 100;
    private static final String LEAVING = "leaving-";
    private static final Duration LIFE_ELSEWHERE = Duration.ofDays(2);
    private static final Duration LIFE_OF_LEAVING = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(1);

    private final Path directory;
    private final Path mine;

    /** The mark of somebody who uses copies. */
    UseMarks(Path copies) {
        this(copies, "");
    }

    /** No name is ever used twice, so that whoever removes what was left behind removes nothing else. */
    private UseMarks(Path copies, String prefix) {
        this.directory = in(copies);
        this.mine = directory.resolve(prefix + UUID.randomUUID());
    }

    /** The mark of somebody who is about to delete copies. */
    static UseMarks leaving(Path copies) {
        return new UseMarks(copies, LEAVING);
    }

    private static Path in(Path copies) {
        return copies.resolve("used-by");
    }

    /** Makes the mark, or makes it again, now. The directory's time is when the copies were used last. */
    boolean set() throws IOException {
        boolean isSet = false;
        for (int left = MOST_TRIES; !isSet; left--) {
            isSet = tryToSet(left);
        }
        return true;
    }

    /** Whoever deletes copies renames their directory first, maybe between any two of these. */
    private boolean tryToSet(int left) throws IOException {
        try {
            CacheHome.make(directory);
            Files.write(mine, Owner.here().bytes());
            Files.setLastModifiedTime(directory, FileTime.from(Instant.now()));
            return true;
        } catch (NoSuchFileException | FileAlreadyExistsException renamed) {
            if (left <= 1) {
                throw renamed;
            }
            return false;
        }
    }

    /** Makes the mark if the copies are there, and returns whether nobody else has one: they may be renamed then. */
    boolean isSetAlone() throws IOException {
        try {
            Files.write(mine, Owner.here().bytes());
        } catch (NoSuchFileException leftAlready) {
            return false;
        }
        return !isUsed(directory, mark -> !mark.equals(mine)) && Files.exists(mine);
    }

    /**
     * Waits for who was about to delete when the mark was made, and returns whether it is still there. In this order: a mark that is there
     * then was in the same directory all the time, since none that is renamed comes back.
     */
    boolean hold() throws IOException {
        while (isLeaving(directory)) {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException("interrupted while somebody was about to delete them");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
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

    /** Returns whether a process that may be alive uses the copies, or is about to delete them. */
    static boolean isUsed(Path copies) throws IOException {
        return isUsed(in(copies), mark -> true);
    }

    private static boolean isUsed(Path directory, Predicate<Path> by) throws IOException {
        try (DirectoryStream<Path> marks = Files.newDirectoryStream(directory)) {
            for (Path mark : marks) {
                if (by.test(mark) && counts(mark)) {
                    return true;
                }
            }
            return false;
        } catch (NoSuchFileException beingMade) {
            return true;
        }
    }

    /** Returns whether somebody is about to delete the copies, or does it. */
    static boolean areLeaving(Path copies) throws IOException {
        return isLeaving(in(copies));
    }

    private static boolean isLeaving(Path directory) throws IOException {
        try (DirectoryStream<Path> marks = Files.newDirectoryStream(directory, LEAVING + "*")) {
            for (Path mark : marks) {
                if (counts(mark)) {
                    return true;
                }
                Files.deleteIfExists(mark);
            }
            return false;
        } catch (NoSuchFileException gone) {
            return false;
        }
    }

    private static boolean counts(Path mark) throws IOException {
        try {
            boolean isLeaving = mark.getFileName().toString().startsWith(LEAVING);
            if (isLeaving && isOlder(mark, LIFE_OF_LEAVING)) {
                return false;
            }
            boolean isOld = isOlder(mark, LIFE_ELSEWHERE);
            return Owner.parse(Files.readAllBytes(mark))
                    .map(owner -> owner.place().equals(Owner.here().place()) ? owner.seemsToRunHere() : !isOld)
                    .orElse(!isOld);
        } catch (NoSuchFileException removed) {
            return false;
        }
    }

    private static boolean isOlder(Path mark, Duration life) throws IOException {
        return Files.getLastModifiedTime(mark)
                .toInstant()
                .isBefore(Instant.now().minus(life));
    }
}
