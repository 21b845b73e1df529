package io.cachetree;

import io.cachetree.store.Store;
import io.cachetree.tree.InvalidStepException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** From the text that names the root of a tree to its store. */
final class StoreLocation {

    /** Two letters at least, so that a drive of Windows is no scheme. */
    private static final Pattern URL = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):(.*)", Pattern.DOTALL);

    private StoreLocation() {}

    static Store store(String location) {
        Matcher url = URL.matcher(location);
        if (!url.matches()) {
            return directory(path(location));
        }
        return switch (url.group(1)) {
            case "memory" -> Store.memory();
            case "file" -> directory(file(location));
            default -> throw new InvalidStepException("""
                    Cannot open a cache tree at "%s": no store for the scheme "%s" is known. \
                    Use a path, "file:" or "memory:".""".formatted(location, url.group(1)));
        };
    }

    /** Returns the store in a directory, which may be missing, but not something else. */
    static Store directory(Path root) {
        if (Files.isRegularFile(root)) {
            throw new InvalidStepException(
                    "Cannot open a cache tree at \"%s\": it is a file. Choose a new or empty directory."
                            .formatted(root));
        }
        return Store.directory(root);
    }

    private static Path path(String location) {
        if (location.isBlank()) {
            throw new InvalidStepException(
                    "Cannot open a cache tree at \"\": the path is empty. Name a directory, such as \"runs/mouse-12\".");
        }
        try {
            return Path.of(location);
        } catch (InvalidPathException e) {
            throw unusable(location, e);
        }
    }

    private static Path file(String location) {
        try {
            return Path.of(URI.create(location));
        } catch (IllegalArgumentException e) {
            throw unusable(location, e);
        }
    }

    private static InvalidStepException unusable(String location, IllegalArgumentException e) {
        return new InvalidStepException(
                "Cannot open a cache tree at \"%s\": %s. Use a path such as \"runs/mouse-12\"."
                        .formatted(location, e.getMessage()),
                e);
    }
}
