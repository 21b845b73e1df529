package io.cachetree.benchmarks;

import io.cachetree.CacheTree;
import io.cachetree.tree.CacheOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A new directory on a real disk, which is gone when it is closed.
 *
 * <p>It is made below {@code target}, because the directory for temporary files is often not on a disk; the system
 * property {@code bench.directory} names another place.
 */
public final class Workbench implements AutoCloseable {

    private final Path root;

    /** Makes the directory. */
    public Workbench() {
        try {
            Path parent = Files.createDirectories(Path.of(System.getProperty("bench.directory", "target")));
            root = Files.createTempDirectory(parent, "bench-").toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens the tree of a name in this directory. */
    public CacheTree tree(String name, CacheOptions options) {
        return CacheTree.builder().options(options).open(root.resolve(name));
    }

    /** Returns a path in this directory; nothing is made there. */
    public Path place(String name) {
        return root.resolve(name);
    }

    /** Returns a new directory in this one. */
    public Path directory(String name) {
        try {
            return Files.createDirectory(root.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns a record of a node. */
    Path record(String node) {
        try (Stream<Path> files = Files.list(root.resolve(node))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .findAny()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        deleteAll(root);
    }

    /** Deletes a directory with all that is in it. */
    public static void deleteAll(Path directory) {
        try (Stream<Path> all = Files.walk(directory)) {
            all.sorted(Comparator.reverseOrder()).forEach(Workbench::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path path) {
        try {
            Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
