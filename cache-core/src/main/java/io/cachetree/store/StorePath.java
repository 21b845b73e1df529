package io.cachetree.store;

import java.nio.file.Path;

/** Turns a path in a store into one of the file system, and refuses what would lead out of the root. */
final class StorePath {

    private StorePath() {}

    /**
     * Returns the path below the root that the given path of the store names.
     *
     * @throws IllegalArgumentException if it is not relative, or has an empty name, {@code .} or {@code ..}
     */
    static Path below(Path root, String path) {
        return path.isEmpty() ? root : root.resolve(require(path));
    }

    /** Returns the given path of a store, if it is one. */
    static String require(String path) {
        for (String name : path.split("/", -1)) {
            if (name.isEmpty()
                    || name.equals(".")
                    || name.equals("..")
                    || name.contains("\\")
                    || name.indexOf(0) >= 0) {
                throw new IllegalArgumentException(
                        "\"%s\" is not a path within a store: its names must not be empty, \".\", \"..\" or hold '\\'."
                                .formatted(path));
            }
        }
        return path;
    }
}
