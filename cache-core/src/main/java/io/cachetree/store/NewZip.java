package io.cachetree.store;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import io.cachetree.tree.Durability;
import io.cachetree.tree.InvalidStepException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A zip file that is being written, with what it held before, for those who copy into it.
 *
 * <ul>
 *   <li>It grows in a directory beside it, and takes its place when it is whole. That directory also holds the files of stages,
 *       until their records are published. Whoever is killed leaves it, and the next one who writes a zip file there removes it.
 *   <li>What it held before is read; what is written to it is not, before it is finished. Nothing is deleted.
 * </ul>
 */
final class NewZip implements NewStore {

    private static final Logger log = LoggerFactory.getLogger(NewZip.class);
    private static final String SUFFIX = "-zip";

    private final Path target;
    private final Optional<ZipStore> earlier;
    private final Optional<State> before;
    private final Set<String> written = new HashSet<>();
    private final Set<String> stages = new HashSet<>();
    private @Nullable Path work;
    private @Nullable ZipWriter zip;
    private boolean isBroken;

    /** What tells a file from another one that took its place. */
    private record State(
            long size, Object modified, @Nullable Object key) {}

    private NewZip(Path target) throws IOException {
        this.target = target;
        this.before = state(target);
        this.earlier = before.map(there -> ZipStore.at(target, ""));
    }

    /**
     * Opens the zip file that a URL names, which may be there or not.
     *
     * @param location the URL without its scheme
     * @throws InvalidStepException if that is no zip file, or a directory in one
     */
    static NewZip at(String location) {
        if (location.contains("!/")) {
            throw new InvalidStepException(
                    "Cannot write to \"zip:%s\": a tree fills a zip file alone. Name the zip file."
                            .formatted(location));
        }
        Path file = location.startsWith("file:") ? StoreLocation.file(location) : StoreLocation.path(location);
        try {
            return new NewZip(file.toAbsolutePath().normalize());
        } catch (IOException e) {
            throw new StoreException("write", file, e);
        }
    }

    private static Optional<State> state(Path file) throws IOException {
        try {
            BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
            return Optional.of(new State(found.size(), found.lastModifiedTime(), found.fileKey()));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        }
    }

    @Override
    public URI location() {
        return URI.create("zip:" + target.toUri());
    }

    @Override
    public Access access() {
        return Access.TRANSFERRED;
    }

    @Override
    public Optional<byte[]> read(String file) {
        return earlier.flatMap(store -> store.read(file));
    }

    @Override
    public Optional<InputStream> open(String file) {
        return earlier.flatMap(store -> store.open(file));
    }

    @Override
    public OptionalInt read(String file, long from, ByteBuffer into) {
        return earlier.isEmpty() ? OptionalInt.empty() : earlier.get().read(file, from, into);
    }

    @Override
    public OptionalLong size(String file) {
        return earlier.isEmpty() ? OptionalLong.empty() : earlier.get().size(file);
    }

    @Override
    public List<StoreItem> list(String directory) {
        return earlier.map(store -> store.list(directory)).orElse(List.of());
    }

    @Override
    public Path local(String directory) {
        return earlier.orElseThrow(
                        () -> new StoreException("read", this + "/" + directory, new NoSuchFileException(directory)))
                .local(directory);
    }

    @Override
    public synchronized void prepare(String directory) {
        work();
    }

    @Override
    public synchronized Optional<Stage> stage(String directory) {
        boolean isTaken = !list(directory).isEmpty() || !stages.add(StorePath.require(directory));
        return isTaken ? Optional.empty() : Optional.of(new DirectoryStage(directory, newDirectory(directory)));
    }

    private Path newDirectory(String directory) {
        try {
            return Files.createDirectory(work().resolve("stage-" + stages.size()));
        } catch (IOException e) {
            throw new StoreException("create a directory for", this + "/" + directory, e);
        }
    }

    @Override
    public synchronized boolean publish(String file, byte[] content, @Nullable Stage stage, Durability durability) {
        if (size(file).isPresent() || !written.add(StorePath.require(file))) {
            return false;
        }
        add(file, writer -> {
            if (stage != null) {
                addFiles(writer, stage);
            }
            writer.add(file, content);
        });
        if (stage != null) {
            stage.discard();
        }
        return true;
    }

    private void addFiles(ZipWriter writer, Stage stage) throws IOException {
        try (Stream<Path> files = Files.walk(stage.path())) {
            for (Path each : files.filter(Files::isRegularFile).sorted().toList()) {
                String name = stage.directory() + "/" + Sealing.nameOf(stage.path(), each);
                written.add(name);
                writer.add(name, each);
            }
        }
    }

    @Override
    public synchronized void replace(String file, byte[] content) {
        if (!written.add(StorePath.require(file))) {
            throw refused("replace", file);
        }
        add(file, writer -> writer.add(file, content));
    }

    /** What adds something to the zip file. */
    private interface Adding {
        void to(ZipWriter writer) throws IOException;
    }

    private void add(String file, Adding adding) {
        try {
            adding.to(writer());
        } catch (IOException e) {
            isBroken = true;
            throw new StoreException("write", this + "/" + file, e);
        }
    }

    private ZipWriter writer() throws IOException {
        ZipWriter made = zip;
        if (made == null) {
            made = new ZipWriter(work().resolve("zip"));
            zip = made;
        }
        return made;
    }

    private Path work() {
        Path made = work;
        if (made == null) {
            Path parent = Objects.requireNonNull(target.getParent());
            try {
                Files.createDirectories(parent);
                removeLeft(parent);
                made = Files.createDirectory(parent.resolve(name(parent)));
            } catch (IOException e) {
                throw new StoreException("write", target, e);
            }
            work = made;
        }
        return made;
    }

    private static String name(Path parent) {
        return new TemporaryFiles().name(parent).getFileName() + SUFFIX;
    }

    private static void removeLeft(Path parent) throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(parent, NewZip::isLeft)) {
            for (Path each : left) {
                Deletion.of(each);
            }
        }
    }

    private static boolean isLeft(Path path) throws IOException {
        String name = path.getFileName().toString();
        return TemporaryFiles.isTemporary(name)
                && name.endsWith(SUFFIX)
                && TemporaryFiles.isLeft(name, Files.getLastModifiedTime(path).toInstant());
    }

    @Override
    public void delete(String path) {
        throw refused("delete", path);
    }

    private StoreException refused(String operation, String path) {
        return new StoreException(
                operation,
                this + "/" + path,
                "a zip file only grows",
                "Copy to another one.",
                new UnsupportedOperationException());
    }

    @Override
    public synchronized void finish() {
        if (written.isEmpty()) {
            return;
        }
        try {
            requireWhole();
            ZipWriter writer = writer();
            addEarlier(writer);
            writer.finish();
            put(work().resolve("zip"));
        } catch (IOException e) {
            isBroken = true;
            throw new StoreException("write", target, e);
        }
    }

    private void requireWhole() throws IOException {
        if (isBroken) {
            throw new FileSystemException(target.toString(), null, "what was written to it before is not whole");
        }
    }

    private void addEarlier(ZipWriter writer) throws IOException {
        if (earlier.isPresent()) {
            for (String file : earlier.get().files()) {
                if (!written.contains(file)) {
                    try (InputStream in = open(file).orElseThrow()) {
                        writer.add(file, in);
                    }
                }
            }
        }
    }

    /** Somebody else may have made it, or written to it, since. */
    private void put(Path whole) throws IOException {
        if (before.isPresent() && !state(target).equals(before)) {
            throw new FileSystemException(target.toString(), null, "somebody else has changed it meanwhile");
        }
        if (before.isPresent()) {
            Files.move(whole, target, ATOMIC_MOVE);
        } else {
            create(whole);
        }
    }

    private void create(Path whole) throws IOException {
        try {
            Files.createLink(target, whole);
        } catch (FileAlreadyExistsException taken) {
            throw new FileSystemException(target.toString(), null, "somebody else has made it meanwhile");
        } catch (IOException | UnsupportedOperationException noLinks) {
            Files.move(whole, target);
        }
    }

    @Override
    public synchronized void close() {
        earlier.ifPresent(ZipStore::close);
        try {
            if (zip != null) {
                zip.close();
            }
        } catch (IOException e) {
            log.debug("Zip file {} was not finished", target, e);
        }
        remove(work);
    }

    private static void remove(@Nullable Path directory) {
        try {
            if (directory != null) {
                Deletion.of(directory);
            }
        } catch (IOException e) {
            log.warn("Temporary directory {} stays, it cannot be deleted", directory, e);
        }
    }

    @Override
    public String toString() {
        return "zip:" + target;
    }
}
