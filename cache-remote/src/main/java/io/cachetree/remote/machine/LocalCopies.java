package io.cachetree.remote.machine;

import static io.cachetree.remote.machine.ThisMachine.here;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.cachetree.store.StoreException;
import io.cachetree.store.StorePath;
import io.cachetree.store.StoredFile;
import io.cachetree.tree.Digest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies of remote files on this machine, shared by all processes of this account.
 *
 * <ul>
 *   <li>A file is compared with its size and digest when it is fetched, and when a process uses it for the first time.
 *   <li>It is fetched under a temporary name and renamed, so that a file is whole whenever it is there.
 *   <li>When the copies take more room than the limit, the directories that were used longest ago are deleted, but none that a process
 *       uses which is alive: from {@link #directory} on, until it closes its copies; and as long as it reads what {@link #open} gave.
 * </ul>
 *
 * <p>Thread safety: may be used by many threads, and the directory by many processes, at the same time.
 */
public final class LocalCopies implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LocalCopies.class);

    private final Path home;
    private final Eviction eviction;
    private final Map<String, CopiedDirectory> used = new ConcurrentHashMap<>();

    /** Fetches remote files. */
    public interface Source {

        /**
         * Fetches files into the places that are given for them, whose directories are there.
         *
         * @throws IOException if one of them is missing or damaged there
         * @throws StoreException if the storage does not give them, or they cannot be written here
         */
        void fetch(Map<StoredFile, Path> files) throws IOException;
    }

    /**
     * Creates the copies.
     *
     * @param home the directory for them, which may be missing
     * @param limit the room in bytes that they may take
     */
    public LocalCopies(Path home, long limit) {
        this.home = home;
        this.eviction = new Eviction(home, limit);
    }

    /**
     * Returns a directory with the given files, fetching those that are missing or damaged here. It stays until the copies are closed.
     *
     * @param address the address of the remote directory, different from those of all others
     * @throws IOException if a file is missing or damaged there
     * @throws StoreException if the storage does not give it, or it cannot be written here
     */
    public Path directory(String address, List<StoredFile> files, Source source) throws IOException {
        CopiedDirectory copy = begin(address);
        try {
            eviction.grown(copy.complete(files, source));
        } catch (Throwable failure) {
            end(address);
            throw failure;
        }
        return copy.files();
    }

    /**
     * Opens a copy of a file, fetching it if it is missing or damaged here. It need not stay when the stream is closed.
     *
     * @throws IOException if it is missing or damaged there
     * @throws StoreException if the storage does not give it, or it cannot be written here
     */
    public InputStream open(String address, StoredFile file, Source source) throws IOException {
        CopiedDirectory copy = begin(address);
        try {
            eviction.grown(copy.complete(List.of(file), source));
            Path path = StorePath.below(copy.files(), file.name());
            InputStream in = here("read", path, () -> Files.newInputStream(path));
            return new Reading(in, () -> end(address));
        } catch (Throwable failure) {
            end(address);
            throw failure;
        }
    }

    private CopiedDirectory begin(String address) {
        return used.compute(address, (same, copy) -> (copy == null ? copyOf(same) : copy).begin());
    }

    private void end(String address) {
        used.computeIfPresent(address, (same, copy) -> copy.end() ? null : copy);
    }

    private CopiedDirectory copyOf(String address) {
        String name = Digest.of(address.getBytes(UTF_8)).hex();
        return new CopiedDirectory(home.resolve(name));
    }

    /** A file that is read from its copy. */
    private static final class Reading extends FilterInputStream {
        private final Runnable end;
        private final AtomicBoolean isClosed = new AtomicBoolean();

        Reading(InputStream in, Runnable end) {
            super(in);
            this.end = end;
        }

        @Override
        public void close() throws IOException {
            try {
                super.close();
            } finally {
                if (isClosed.compareAndSet(false, true)) {
                    end.run();
                }
            }
        }
    }

    /** Says that nothing is used any more; the copies stay for others. */
    @Override
    public void close() {
        used.values().forEach(CopiedDirectory::release);
        used.clear();
    }

    /** One directory of copies. */
    private static final class CopiedDirectory {
        private final Path directory;
        private final UseMarks marks;
        private final Set<StoredFile> verified = ConcurrentHashMap.newKeySet();
        private int users;

        CopiedDirectory(Path directory) {
            this.directory = directory;
            this.marks = new UseMarks(directory);
        }

        Path files() {
            return directory.resolve("files");
        }

        /** Begins and ends one after the other, as the map does it that it is in. */
        CopiedDirectory begin() {
            users++;
            return this;
        }

        /** Returns whether nobody uses it any more. */
        boolean end() {
            users--;
            if (users == 0) {
                release();
            }
            return users == 0;
        }

        /**
         * The mark comes first: whoever sees it does not delete what is found here. Who deletes may have looked a moment before, and is
         * waited for; all is looked at again when the mark went away with the rest, and nothing is said of what went wrong meanwhile.
         */
        synchronized long complete(List<StoredFile> files, Source source) throws IOException {
            long fetched = 0;
            while (true) {
                here("write", directory, marks::set);
                try {
                    fetched += fetchMissing(files, source);
                    if (isHeld()) {
                        return fetched;
                    }
                } catch (IOException | StoreException e) {
                    if (isHeld()) {
                        throw e;
                    }
                    log.debug("The local copies {} were deleted while they were made", directory, e);
                }
            }
        }

        private boolean isHeld() {
            return here("read", directory, marks::hold);
        }

        private long fetchMissing(List<StoredFile> files, Source source) throws IOException {
            List<StoredFile> missing =
                    files.stream().filter(file -> !isWhole(file)).toList();
            if (!missing.isEmpty()) {
                new Fetch(files()).fetch(missing, source);
                verified.addAll(missing);
            }
            return missing.stream().mapToLong(StoredFile::size).sum();
        }

        private boolean isWhole(StoredFile file) {
            Path path = StorePath.below(files(), file.name());
            return here("read", path, () -> isWhole(file, path));
        }

        private boolean isWhole(StoredFile file, Path path) throws IOException {
            try {
                return Files.isRegularFile(path)
                        && Files.size(path) == file.size()
                        && (verified.contains(file) || verify(file, path));
            } catch (NoSuchFileException deletedMeanwhile) {
                return false;
            }
        }

        private boolean verify(StoredFile file, Path path) throws IOException {
            try (InputStream in = Files.newInputStream(path)) {
                boolean isSame = Digest.of(in).equals(file.digest());
                if (isSame) {
                    verified.add(file);
                } else {
                    log.warn("The local copy {} is damaged, and is fetched again", path);
                }
                return isSame;
            }
        }

        void release() {
            marks.remove();
        }
    }
}
