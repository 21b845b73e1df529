package io.cachetree.cli.place;

import io.cachetree.entry.TreeMarker;
import io.cachetree.maintenance.reading.TreeReader;
import io.cachetree.store.Store;
import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The root of a tree that a path or URL leads to or into.
 *
 * @param root where it is
 * @param store what holds it
 * @param below the names on the path behind it
 */
record TreeRoot(Root root, Store store, List<String> below) {

    /** Finds the tree by the marker that stands in its root; of trees within trees, the innermost. */
    static TreeRoot of(String location, Path workingDirectory) {
        if (RemoteRoot.isUrl(location)) {
            return RemoteRoot.of(location);
        }
        Path path = absolute(location, workingDirectory);
        String shown = location.isEmpty() ? path.toString() : location;
        Path root = Stream.iterate(path, each -> each != null, Path::getParent)
                .filter(TreeRoot::isRoot)
                .findFirst()
                .orElseThrow(() -> absent(shown, path));
        List<String> below = new ArrayList<>();
        root.relativize(path).forEach(name -> below.add(name.toString()));
        below.remove("");
        return new TreeRoot(Root.of(root), Store.directory(root), below);
    }

    /** Returns whether a path leads to a directory. */
    static boolean isDirectory(String location, Path workingDirectory) {
        return !RemoteRoot.isUrl(location) && Files.isDirectory(absolute(location, workingDirectory));
    }

    private static Path absolute(String location, Path workingDirectory) {
        return workingDirectory.resolve(path(location)).toAbsolutePath().normalize();
    }

    private static boolean isRoot(Path directory) {
        return Files.isRegularFile(directory.resolve(TreeMarker.FILE));
    }

    /**
     * Returns what reads the tree.
     *
     * @throws io.cachetree.tree.InvalidStepException if it is of a future format
     */
    TreeReader open() {
        TreeReader reader = TreeReader.of(store);
        new TreeMarker(reader.store()).refuseForeign();
        return reader;
    }

    private static Path path(String location) {
        try {
            return isFileUrl(location) ? ofUrl(location) : Path.of(location);
        } catch (InvalidPathException e) {
            throw new PlaceException("Cannot look at \"%s\": %s. Use a path such as \"runs/nuclei\"."
                    .formatted(location, e.getMessage()));
        }
    }

    private static boolean isFileUrl(String location) {
        return location.toLowerCase(Locale.ROOT).startsWith("file:");
    }

    private static Path ofUrl(String location) {
        try {
            return Path.of(URI.create(location));
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            throw new PlaceException("Cannot look at \"%s\": %s. Use a path such as \"runs/nuclei\"."
                    .formatted(location, e.getMessage()));
        }
    }

    private static PlaceException absent(String location, Path path) {
        String trees = treesBelow(path)
                .map(found -> "These are below it: %s.".formatted(found))
                .orElse("Name the directory of a tree, such as \"runs/nuclei\".");
        return new PlaceException(
                "Cannot find a cache tree at \"%s\": neither it nor a directory above has a \"%s\". %s"
                        .formatted(location, TreeMarker.FILE, trees));
    }

    private static Optional<String> treesBelow(Path path) {
        List<String> found = new ArrayList<>();
        try (DirectoryStream<Path> directories = Files.newDirectoryStream(path, TreeRoot::isRoot)) {
            directories.forEach(each -> found.add(each.getFileName().toString()));
        } catch (IOException none) {
            return Optional.empty();
        }
        found.sort(null);
        return found.isEmpty() ? Optional.empty() : Optional.of(Abbreviation.list(found));
    }
}
