package io.cachetree.store;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import io.cachetree.tree.Durability;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.AccessMode;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A {@link Store} in a directory of a local file system.
 *
 * <p>Publishing is a hard link to a temporary file: the one operation of a file system that is atomic, and fails if the
 * name is taken. Only there, and in the fsyncs around it, is it decided what a reader can see.
 */
final class DirectoryStore implements Store {

    private static final Logger log = LoggerFactory.getLogger(DirectoryStore.class);

    private final Path root;
    private final Flush flush = new Flush();
    private final Directories directories;
    private final TemporaryFiles temporaries = new TemporaryFiles();

    DirectoryStore(Path root) {
        this.root = root.toAbsolutePath().normalize();
        this.directories = new Directories(this.root);
    }

    @Override
    public URI location() {
        return root.toUri();
    }

    @Override
    public Access access() {
        return Access.IN_PLACE;
    }

    @Override
    public Optional<byte[]> read(String file) {
        Path path = path(file);
        try {
            directories.requireKnownInside(parent(path));
            return Optional.of(SmallFile.read(path));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (IOException e) {
            return absentIfNoFile(e, "read", path);
        }
    }

    @Override
    public Optional<InputStream> open(String file) {
        Path path = path(file);
        try {
            directories.requireKnownInside(parent(path));
            return Files.isDirectory(path) ? Optional.empty() : Optional.of(Files.newInputStream(path, NOFOLLOW_LINKS));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (IOException e) {
            return absentIfNoFile(e, "open", path);
        }
    }

    @Override
    public OptionalInt read(String file, long from, ByteBuffer into) {
        Path path = path(file);
        try {
            directories.requireKnownInside(parent(path));
            return OptionalInt.of(FilePart.read(path, from, into));
        } catch (NoSuchFileException absent) {
            return OptionalInt.empty();
        } catch (IOException e) {
            absentIfNoFile(e, "read", path);
            return OptionalInt.empty();
        }
    }

    @Override
    public OptionalLong size(String file) {
        Path path = path(file);
        try {
            directories.requireKnownInside(parent(path));
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW_LINKS);
            return attributes.isRegularFile() ? OptionalLong.of(attributes.size()) : OptionalLong.empty();
        } catch (NoSuchFileException absent) {
            return OptionalLong.empty();
        } catch (IOException e) {
            absentIfNoFile(e, "look at", path);
            return OptionalLong.empty();
        }
    }

    /**
     * A directory, and a name below something that is a file, are as absent as any other; Java has no exceptions of its
     * own for them. A link that was planted in the place of a file is not.
     */
    private static <T> Optional<T> absentIfNoFile(IOException e, String operation, Path path) {
        return Files.isDirectory(path, NOFOLLOW_LINKS) ? Optional.empty() : absentIfBelowAFile(e, operation, path);
    }

    private static <T> Optional<T> absentIfBelowAFile(IOException e, String operation, Path path) {
        if (Files.isSymbolicLink(path)) {
            throw new StoreException(
                    operation,
                    path,
                    new FileSystemException(path.toString(), null, "it is a symbolic link, which is never followed"));
        }
        if (isBelowAFile(path)) {
            return Optional.empty();
        }
        throw new StoreException(operation, path, e);
    }

    /** The words of the system for it depend on its language. */
    private static boolean isBelowAFile(Path path) {
        return Stream.iterate(path.getParent(), Objects::nonNull, Path::getParent)
                .anyMatch(Files::isRegularFile);
    }

    @Override
    public List<StoreItem> list(String directory) {
        return listed(path(directory), DirectoryStore::item);
    }

    @Override
    public List<String> names(String directory) {
        Path path = path(directory);
        return !path.equals(root) && !directories.isPlain(path) && Files.isSymbolicLink(path)
                ? List.of()
                : listed(path, each -> Optional.of(each.getFileName().toString()));
    }

    /** What becomes of a path in a listing. */
    private interface Line<T> {
        Optional<T> of(Path path) throws IOException;
    }

    private <T> List<T> listed(Path directory, Line<T> line) {
        try {
            directories.requireKnownInside(directory);
            return lines(directory, line);
        } catch (NoSuchFileException | NotDirectoryException absent) {
            return List.of();
        } catch (IOException e) {
            return DirectoryStore.<List<T>>absentIfBelowAFile(e, "list", directory)
                    .orElse(List.of());
        }
    }

    private static <T> List<T> lines(Path directory, Line<T> line) throws IOException {
        List<T> lines = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            for (Path each : stream) {
                line.of(each).ifPresent(lines::add);
            }
        } catch (DirectoryIteratorException e) {
            throw Objects.requireNonNull(e.getCause());
        }
        return lines;
    }

    private static Optional<StoreItem> item(Path path) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW_LINKS);
            return Optional.of(new StoreItem(
                    path.getFileName().toString(),
                    kind(attributes),
                    attributes.lastModifiedTime().toInstant()));
        } catch (NoSuchFileException deletedMeanwhile) {
            return Optional.empty();
        }
    }

    private static StoreItem.Kind kind(BasicFileAttributes attributes) {
        if (attributes.isRegularFile()) {
            return StoreItem.Kind.FILE;
        }
        return attributes.isDirectory() ? StoreItem.Kind.DIRECTORY : StoreItem.Kind.OTHER;
    }

    @Override
    public void prepare(String directory) {
        Path path = path(directory);
        try {
            directories.make(path);
            path.getFileSystem().provider().checkAccess(path, AccessMode.WRITE);
        } catch (IOException e) {
            throw new StoreException("write to", path, e);
        }
    }

    @Override
    public Optional<Stage> stage(String directory) {
        Path path = path(directory);
        try {
            directories.make(parent(path));
            return directories.makeNew(path) ? Optional.of(new DirectoryStage(directory, path)) : Optional.empty();
        } catch (IOException e) {
            throw new StoreException("create the directory", path, e);
        }
    }

    @Override
    public boolean publish(String file, byte[] content, @Nullable Stage stage, Durability durability) {
        Path target = path(file);
        Path temporary = null;
        try {
            directories.make(parent(target));
            temporary = temporaries.write(parent(target), content);
            if (durability == Durability.POWER) {
                flush.everything(stage == null ? null : stage.path(), temporary, parent(target));
            }
            boolean created = new ExclusiveFile(target).create(temporary, content);
            TemporaryFiles.remove(temporary);
            if (created && durability == Durability.POWER) {
                flushNames(parent(target));
            }
            return created;
        } catch (IOException e) {
            TemporaryFiles.remove(temporary);
            throw new StoreException("write", target, e);
        }
    }

    private void flushNames(Path directory) throws IOException {
        List<Path> unflushed = directories.unflushed(directory);
        flush.all(unflushed);
        directories.flushed(unflushed);
    }

    @Override
    public void replace(String file, byte[] content) {
        replace(file, content, Durability.POWER);
    }

    @Override
    public void replace(String file, byte[] content, Durability durability) {
        Path target = path(file);
        Path temporary = null;
        try {
            directories.make(parent(target));
            temporary = temporaries.write(parent(target), content);
            if (durability == Durability.POWER) {
                flush.all(List.of(temporary));
            }
            Files.move(temporary, target, ATOMIC_MOVE);
            if (durability == Durability.POWER) {
                flushNames(parent(target));
            }
        } catch (IOException e) {
            TemporaryFiles.remove(temporary);
            throw new StoreException("write", target, e);
        }
    }

    @Override
    public void delete(String path) {
        Path target = path(path);
        try {
            directories.requireInside(parent(target));
            Deletion.of(target);
        } catch (NoSuchFileException absent) {
            log.debug("Nothing to delete at {}", target);
        } catch (IOException e) {
            throw new StoreException("delete", target, e);
        }
    }

    @Override
    public boolean move(String from, String to) {
        Path source = path(from);
        Path target = path(to);
        try {
            directories.requirePlain(parent(source));
            directories.make(parent(target));
            directories.requirePlain(parent(target));
            Files.move(source, target);
            return true;
        } catch (NoSuchFileException absent) {
            return false;
        } catch (IOException e) {
            throw new StoreException("move", source, e);
        }
    }

    @Override
    public Path local(String directory) {
        Path path = path(directory);
        try {
            directories.requireKnownInside(path);
            return path;
        } catch (NoSuchFileException absent) {
            return path;
        } catch (IOException e) {
            throw new StoreException("read", path, e);
        }
    }

    @Override
    public void pointAt(String link, String directory) {
        Path target = path(link);
        if (!pointsAt(target, directory)) {
            point(target, directory);
        }
    }

    private static boolean pointsAt(Path link, String directory) {
        try {
            return Files.readSymbolicLink(link).equals(Path.of(directory));
        } catch (IOException | UnsupportedOperationException no) {
            return false;
        }
    }

    private void point(Path target, String directory) {
        Path temporary = temporaries.name(parent(target));
        try {
            Files.createSymbolicLink(temporary, Path.of(directory));
            Files.move(temporary, target, ATOMIC_MOVE);
        } catch (IOException | UnsupportedOperationException e) {
            TemporaryFiles.remove(temporary);
            log.debug("No link {} to {}", target, directory, e);
        }
    }

    @Override
    public void close() {
        flush.close();
    }

    private Path path(String path) {
        return StorePath.below(root, path);
    }

    private static Path parent(Path path) {
        Path parent = path.getParent();
        return parent == null ? path : parent;
    }

    @Override
    public String toString() {
        return root.toString();
    }
}
