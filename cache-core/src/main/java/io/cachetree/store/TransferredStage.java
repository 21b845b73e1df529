package io.cachetree.store;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A {@link ScratchStage} that remembers what it wrote at once. */
final class TransferredStage implements ScratchStage {

    private final DirectoryStage scratch;
    private final Destination destination;
    private final WrittenFiles written = new WrittenFiles();
    private volatile boolean isAddressKnown;

    TransferredStage(String directory, Path scratch, Destination destination) {
        this.scratch = new DirectoryStage(directory, scratch);
        this.destination = destination;
    }

    @Override
    public String directory() {
        return scratch.directory();
    }

    @Override
    public URI uri() {
        isAddressKnown = true;
        return destination.uri();
    }

    @Override
    public Path path() {
        return scratch.path();
    }

    @Override
    public OutputStream create(String name) throws IOException {
        requireNotWritten(name);
        return scratch.create(name);
    }

    @Override
    public void write(String name, List<ByteBuffer> parts) throws IOException {
        requireNotWritten(name);
        if (Files.isRegularFile(StorePath.below(path(), name))) {
            throw new FileAlreadyExistsException(name);
        }
        destination.put(name, parts);
        written.add(name, parts);
    }

    private void requireNotWritten(String name) throws FileAlreadyExistsException {
        if (written.find(name).isPresent()) {
            throw new FileAlreadyExistsException(name);
        }
    }

    @Override
    public Optional<StoredFile> written(String name) {
        return written.find(name);
    }

    @Override
    public void delete(String name) {
        scratch.delete(name);
        if (written.remove(name)) {
            destination.delete(name);
        }
    }

    @Override
    public List<StoredFile> seal(Predicate<String> isOutput) {
        Stream<StoredFile> there = written.all().filter(file -> isOutput.test(file.name()));
        Stream<StoredFile> ofOthers = isAddressKnown ? writtenByOthers(isOutput).stream() : Stream.empty();
        return Stream.of(scratch.seal(isOutput).stream(), there, ofOthers)
                .flatMap(files -> files)
                .sorted(Comparator.comparing(StoredFile::name))
                .toList();
    }

    private List<StoredFile> writtenByOthers(Predicate<String> isOutput) {
        Set<String> waiting = Set.copyOf(waiting());
        return destination.writtenByOthers(name -> !isOutput.test(name)
                || waiting.contains(name)
                || written.find(name).isPresent());
    }

    @Override
    public List<String> waiting() {
        try (Stream<Path> files = Files.walk(path())) {
            return files.filter(Files::isRegularFile)
                    .map(file -> Sealing.nameOf(path(), file))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new StoreException("read", path(), e);
        }
    }

    @Override
    public void release() {
        destination.release(scratch::discard);
    }

    @Override
    public void discard() {
        scratch.discard();
        destination.discard();
    }
}
