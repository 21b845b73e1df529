package io.cachetree.store;

import io.cachetree.tree.Digest;
import io.cachetree.tree.InvalidStepException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Goes through the directory of an attempt once, to say what it holds and to refuse what cannot be kept. What was written at
 * once is not read again: should somebody change it after, its digest tells whoever reads it.
 */
final class Sealing extends SimpleFileVisitor<Path> {

    private final Path directory;
    private final Predicate<String> isOutput;
    private final WrittenFiles written;
    private final List<StoredFile> files = new ArrayList<>();

    Sealing(Path directory, Predicate<String> isOutput, WrittenFiles written) {
        this.directory = directory;
        this.isOutput = isOutput;
        this.written = written;
    }

    List<StoredFile> files() {
        try {
            Files.walkFileTree(directory, this);
        } catch (NoSuchFileException e) {
            throw new InvalidStepException("""
                    Cannot commit "%s": "%s" is gone. A step must not delete or move the directory that it was given, \
                    and nothing else may change it while the step returns.""".formatted(directory, e.getFile()), e);
        } catch (IOException e) {
            throw new StoreException("read", directory, e);
        }
        files.sort(Comparator.comparing(StoredFile::name));
        return List.copyOf(files);
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        String name = nameOf(directory, file);
        if (isOutput.test(name)) {
            files.add(seal(file, name, attributes));
        }
        return FileVisitResult.CONTINUE;
    }

    /** Returns the path of a file within a directory, with names separated by {@code /}. */
    static String nameOf(Path directory, Path file) {
        Path relative = directory.relativize(file);
        List<String> names = new ArrayList<>();
        relative.forEach(each -> names.add(each.toString()));
        return String.join("/", names);
    }

    private StoredFile seal(Path file, String name, BasicFileAttributes attributes) throws IOException {
        if (!attributes.isRegularFile()) {
            throw new InvalidStepException(
                    """
                    Cannot commit "%s": "%s" is %s, and only files and directories can be kept. \
                    Write or copy the content itself into the step's directory.""".formatted(directory, name, attributes.isSymbolicLink() ? "a symbolic link" : "a special file"));
        }
        if (name.contains("\\")) {
            throw new InvalidStepException("""
                    Cannot commit "%s": the name of the file "%s" has a backslash, which parts directories on other \
                    systems. Give the file another name.""".formatted(directory, name));
        }
        Optional<StoredFile> known = written.find(name).filter(each -> each.size() == attributes.size());
        return known.isPresent() ? known.get() : read(file, name, attributes);
    }

    private static StoredFile read(Path file, String name, BasicFileAttributes attributes) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new StoredFile(name, attributes.size(), Digest.of(in));
        }
    }
}
