package io.cachetree.viewer.report;

import io.cachetree.viewer.data.PageFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The directory of a report. A file of its own says that it is one, so that nothing else is ever written over.
 *
 * @param directory where it is
 */
record Target(Path directory) {

    static final String MARK = "cachetree-report.txt";

    private static final List<String> PARTS = List.of("data", "files", "page", PageFiles.INDEX);
    private static final String ABOUT =
            "This directory is a report that \"cachetree report\" writes, and writes over.\n";

    /**
     * Makes the directory, or empties it of an earlier report.
     *
     * @param tree the directory of the tree, if it is one of this machine
     */
    static Target prepare(Path directory, Optional<Path> tree) throws IOException {
        if (tree.isPresent()
                && nearest(directory.toAbsolutePath().normalize())
                        .startsWith(tree.get().toRealPath())) {
            throw new ReportException(
                    "Cannot write a report to \"%s\": that is within the tree. Choose a directory outside of it."
                            .formatted(directory));
        }
        Files.createDirectories(directory);
        Path real = directory.toRealPath();
        boolean isReport = Files.isRegularFile(real.resolve(MARK), LinkOption.NOFOLLOW_LINKS);
        if (!isReport && !isEmpty(real)) {
            throw new ReportException(
                    "Cannot write a report to \"%s\": it holds other files. Choose a new or empty directory."
                            .formatted(directory));
        }
        for (String part : PARTS) {
            delete(real.resolve(part));
        }
        Target target = new Target(real);
        if (!isReport) {
            target.write(MARK, ABOUT.getBytes(StandardCharsets.UTF_8));
        }
        return target;
    }

    /** Returns the real path of what is there of a path. */
    private static Path nearest(Path path) throws IOException {
        Path above = path.getParent();
        try {
            return path.toRealPath();
        } catch (NoSuchFileException absent) {
            if (above == null) {
                throw absent;
            }
            return nearest(above);
        }
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.findAny().isEmpty();
        }
    }

    private static void delete(Path part) throws IOException {
        try {
            Files.walkFileTree(part, new Deletion());
        } catch (NoSuchFileException fine) {
            return;
        }
    }

    /** Links are deleted, never followed. */
    private static final class Deletion extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) throws IOException {
            if (failure != null) {
                throw failure;
            }
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
        }
    }

    /** Returns the place of a file, whose directory is there. */
    Path file(String name) throws IOException {
        Path file = directory.resolve(name);
        Path above = file.getParent();
        if (above != null) {
            Files.createDirectories(above);
        }
        return file;
    }

    void write(String name, byte[] content) throws IOException {
        Files.write(file(name), content, StandardOpenOption.CREATE_NEW);
    }
}
