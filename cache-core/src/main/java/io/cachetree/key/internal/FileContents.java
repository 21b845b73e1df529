package io.cachetree.key.internal;

import io.cachetree.tree.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The digests of files and directories; files are read once for as long as they stay as they are.
 *
 * <ul>
 *   <li>A file is known again by its real path, size, time of modification, time of change and file key, the latter two
 *       where the file system has them.
 *   <li>A file that changed in the last two seconds is not relied on: it can change again within one tick of the file
 *       system's clock, and look the same.
 *   <li>To {@linkplain #again see whether files changed} since they were read a moment ago, less will do: a large file is
 *       then known again however young it is.
 *   <li>Symbolic links are followed. What is neither file nor directory, and a link to a directory around it, is an error.
 * </ul>
 *
 * <p>Thread safety: may be used by many threads at the same time.
 */
public final class FileContents {

    private static final Duration RACY = Duration.ofSeconds(2);
    private static final int REMEMBERED = 100_000;
    /** Up to that size, reading a young file once more costs little. */
    private static final int SMALL = 64 * 1024;

    private final Clock clock;
    private final AtomicLong reads = new AtomicLong();
    private final Map<Path, Known> remembered = Collections.synchronizedMap(new Recent());

    /** Creates an empty memory. */
    public FileContents() {
        this(Clock.systemUTC());
    }

    FileContents(Clock clock) {
        this.clock = clock;
    }

    /**
     * A file or directory.
     *
     * @param name the path from the directory asked for, with {@code /} between the names; empty for what was asked for
     * @param content the digest of a file; empty for a directory
     */
    public record Part(String name, Optional<Digest> content) {}

    /**
     * Returns a file, or a directory and all that is in it, sorted by name.
     *
     * @throws IOException if the path leads nowhere, or to something that cannot be read
     */
    public List<Part> of(Path path) throws IOException {
        return parts(path, Known::isSettled);
    }

    /**
     * Returns the same for what was read a moment ago. Only what looks different since then is read again, and what is small
     * and so young that its looks say nothing. A change of a large file within one tick of the clock is missed.
     *
     * @throws IOException if the path leads nowhere, or to something that cannot be read
     */
    public List<Part> again(Path path) throws IOException {
        return parts(path, known -> known.isSettled() || known.stamp().size() > SMALL);
    }

    private List<Part> parts(Path path, Predicate<Known> isReliable) throws IOException {
        List<Part> parts = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(path, FileVisitOption.FOLLOW_LINKS)) {
            for (Path each : (Iterable<Path>) paths::iterator) {
                parts.add(new Part(name(path, each), content(each, isReliable)));
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        parts.sort(Comparator.comparing(Part::name));
        return parts;
    }

    private static String name(Path root, Path each) {
        String separator = root.getFileSystem().getSeparator();
        return each.equals(root) ? "" : root.relativize(each).toString().replace(separator, "/");
    }

    private Optional<Digest> content(Path path, Predicate<Known> isReliable) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        if (attributes.isDirectory()) {
            return Optional.empty();
        }
        if (!attributes.isRegularFile()) {
            throw new IOException("\"%s\" is neither a file nor a directory".formatted(path));
        }
        return Optional.of(digest(path.toRealPath(), isReliable));
    }

    private Digest digest(Path file, Predicate<Known> isReliable) throws IOException {
        Stamp stamp = Stamp.of(file);
        Known known = remembered.get(file);
        if (known != null && known.stamp().equals(stamp) && isReliable.test(known)) {
            return known.digest();
        }
        reads.incrementAndGet();
        Digest digest = read(file);
        boolean isSettled = isSettled(stamp);
        if (Stamp.of(file).equals(stamp)) {
            remembered.put(file, new Known(stamp, digest, isSettled));
        }
        return digest;
    }

    /** Returns how many files were read to their end. */
    long reads() {
        return reads.get();
    }

    private boolean isSettled(Stamp stamp) {
        return stamp.changed().toInstant().isBefore(clock.instant().minus(RACY));
    }

    private static Digest read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Digest.of(in);
        }
    }

    private record Known(Stamp stamp, Digest digest, boolean isSettled) {}

    private record Stamp(
            long size,
            FileTime modified,
            FileTime changed,
            @Nullable Object fileKey) {

        static Stamp of(Path file) throws IOException {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            FileTime modified = attributes.lastModifiedTime();
            return new Stamp(attributes.size(), modified, changed(file, modified), attributes.fileKey());
        }

        /** Unlike the time of modification, that of the last change cannot be set back, so {@code cp -p} does not hide. */
        private static FileTime changed(Path file, FileTime modified) throws IOException {
            boolean known = file.getFileSystem().supportedFileAttributeViews().contains("unix");
            return known ? (FileTime) Files.getAttribute(file, "unix:ctime") : modified;
        }
    }

    /** Forgets what was not asked for for the longest time. */
    private static final class Recent extends LinkedHashMap<Path, Known> {

        private static final long serialVersionUID = 1L;

        Recent() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, Known> eldest) {
            return size() > REMEMBERED;
        }
    }
}
