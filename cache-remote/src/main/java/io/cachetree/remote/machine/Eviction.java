package io.cachetree.remote.machine;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import io.cachetree.store.Deletion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the copies within their limit.
 *
 * <p>It looks when this process has fetched a part of the limit since it looked last, which is soon at the first time. A directory is
 * marked, and renamed only if it has no other marks; what was renamed is used by nobody and is deleted. Thread safety: may be used by
 * many threads and processes.
 */
final class Eviction {

    private static final Logger log = LoggerFactory.getLogger(Eviction.class);

    private static final String LEAVING = ".leaving-";

    private final Path home;
    private final long limit;
    private long untilNextLook;

    /** A directory of copies. */
    private record Copies(Path directory, long size, Instant lastUse) {}

    Eviction(Path home, long limit) {
        this.home = home;
        this.limit = limit;
    }

    synchronized void grown(long bytes) {
        untilNextLook -= bytes;
        if (bytes > 0 && untilNextLook <= 0) {
            untilNextLook = limit / 20;
            look();
        }
    }

    private void look() {
        try {
            evict(all());
        } catch (IOException | UncheckedIOException e) {
            log.warn("The local copies in {} cannot be kept within their limit", home, e);
        }
    }

    private void evict(List<Copies> all) throws IOException {
        long excess = all.stream().mapToLong(Copies::size).sum() - limit;
        for (Copies each : all) {
            if (excess > 0 && !UseMarks.isUsed(each.directory()) && remove(each.directory())) {
                excess -= each.size();
            }
        }
        if (excess > 0) {
            log.warn(
                    "The local copies in {} take {} bytes more than their limit, and all of them are in use",
                    home,
                    excess);
        }
    }

    private List<Copies> all() throws IOException {
        List<Copies> all = new ArrayList<>();
        try (DirectoryStream<Path> directories = Files.newDirectoryStream(home)) {
            for (Path each : directories) {
                if (each.getFileName().toString().startsWith(LEAVING)) {
                    deleteLeft(each);
                } else if (Files.isDirectory(each.resolve("files"))) {
                    all.add(new Copies(each, size(each), UseMarks.lastUse(each)));
                }
            }
        }
        all.sort(Comparator.comparing(Copies::lastUse));
        return all;
    }

    /** Whoever renamed it is about to delete it, or was killed. */
    private static void deleteLeft(Path leaving) throws IOException {
        if (!UseMarks.areLeaving(leaving)) {
            Deletion.attempt(leaving);
        }
    }

    private static long size(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.mapToLong(Eviction::sizeOfFile).sum();
        }
    }

    private static long sizeOfFile(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (IOException deletedMeanwhile) {
            return 0;
        }
    }

    private boolean remove(Path copies) throws IOException {
        UseMarks mark = UseMarks.leaving(copies);
        try {
            return mark.isSetAlone() && delete(copies);
        } finally {
            mark.remove();
        }
    }

    private boolean delete(Path copies) throws IOException {
        Path leaving = home.resolve(LEAVING + UUID.randomUUID());
        Files.move(copies, leaving, ATOMIC_MOVE);
        log.debug("The local copies {} are deleted", copies);
        return Deletion.attempt(leaving);
    }
}
