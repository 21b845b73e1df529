package io.cachetree.remote.machine;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cachetree.store.StorePath;
import io.cachetree.store.StoredFile;
import io.cachetree.tree.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies of remote files on this machine, shared by all processes of this account.
 *
 * <ul>
 *   <li>A file is compared with its size and digest when it is fetched, and when a process uses it for the first time.
 *   <li>It is fetched under a temporary name and renamed, so that a file is whole whenever it is there.
 *   <li>When the copies take more room than the limit, the directories that were used longest ago are deleted, but none that a process
 *       uses which is alive: from {@link #directory} on, until it closes its copies.
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
         * @throws NoSuchFileException if one of them is missing
         * @throws IOException if one cannot be written here
         * @throws io.cachetree.store.StoreException if the storage does not give them
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
     * Returns a directory with the given files, fetching those that are missing or damaged here.
     *
     * @param address the address of the remote directory, different from those of all others
     * @throws IOException if a file is missing or damaged there, or cannot be written here
     */
    public Path directory(String address, List<StoredFile> files, Source source) throws IOException {
        CopiedDirectory copy = used.computeIfAbsent(address, this::copyOf);
        long fetched = copy.complete(files, source);
        eviction.grown(fetched);
        return copy.files();
    }

    private CopiedDirectory copyOf(String address) {
        String name = Digest.of(address.getBytes(UTF_8)).hex();
        return new CopiedDirectory(home.resolve(name));
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

        CopiedDirectory(Path directory) {
            this.directory = directory;
            this.marks = new UseMarks(directory);
        }

        Path files() {
            return directory.resolve("files");
        }

        /**
         * The mark comes first: whoever sees it does not delete what is found here. Who deletes may have looked a moment before, so
         * all is looked at again when the mark went away with the rest.
         */
        synchronized long complete(List<StoredFile> files, Source source) throws IOException {
            long fetched = 0;
            do {
                marks.set();
                List<StoredFile> missing = missing(files);
                if (!missing.isEmpty()) {
                    new Fetch(files()).fetch(missing, source);
                    verified.addAll(missing);
                }
                fetched += missing.stream().mapToLong(StoredFile::size).sum();
            } while (!marks.areSet());
            return fetched;
        }

        private List<StoredFile> missing(List<StoredFile> files) throws IOException {
            List<StoredFile> missing = new ArrayList<>();
            for (StoredFile file : files) {
                if (!isWhole(file)) {
                    missing.add(file);
                }
            }
            return missing;
        }

        private boolean isWhole(StoredFile file) throws IOException {
            Path path = StorePath.below(files(), file.name());
            if (!Files.isRegularFile(path) || Files.size(path) != file.size()) {
                return false;
            }
            return verified.contains(file) || verify(file, path);
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
            } catch (NoSuchFileException deletedMeanwhile) {
                return false;
            }
        }

        void release() {
            marks.remove();
        }
    }
}
