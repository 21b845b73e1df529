package io.cachetree.store;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A {@link Stage} in a directory of a local file system: what is written there is in its place already. */
final class DirectoryStage implements Stage {

    private static final Logger log = LoggerFactory.getLogger(DirectoryStage.class);

    private final String directory;
    private final Path path;
    private final WrittenFiles written = new WrittenFiles();

    DirectoryStage(String directory, Path path) {
        this.directory = directory;
        this.path = path;
    }

    @Override
    public String directory() {
        return directory;
    }

    @Override
    public URI uri() {
        return path.toUri();
    }

    @Override
    public Path path() {
        return path;
    }

    @Override
    public OutputStream create(String name) throws IOException {
        return Files.newOutputStream(fileInDirectory(name), CREATE_NEW, WRITE);
    }

    private Path fileInDirectory(String name) throws IOException {
        Path file = StorePath.below(path, name);
        Path parent = file.getParent();
        if (parent != null && !parent.equals(path)) {
            Files.createDirectories(parent);
        }
        return file;
    }

    /** An array has a directory for many files, and making it for each would cost more than writing one. */
    @Override
    public void write(String name, List<ByteBuffer> parts) throws IOException {
        try {
            FilePart.create(StorePath.below(path, name), parts);
        } catch (NoSuchFileException noDirectory) {
            FilePart.create(fileInDirectory(name), parts);
        }
        written.add(name, parts);
    }

    @Override
    public Optional<StoredFile> written(String name) {
        return written.find(name);
    }

    @Override
    public void delete(String name) {
        Path file = StorePath.below(path, name);
        written.remove(name);
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new StoreException("delete", file, e);
        }
    }

    @Override
    public List<StoredFile> seal(Predicate<String> isOutput) {
        return new Sealing(path, isOutput, written).files();
    }

    @Override
    public void discard() {
        try {
            Deletion.of(path);
        } catch (NoSuchFileException gone) {
            log.debug("Nothing to discard at {}", path);
        } catch (IOException e) {
            log.warn("Directory {} of an attempt stays, it cannot be deleted", path, e);
        }
    }
}
