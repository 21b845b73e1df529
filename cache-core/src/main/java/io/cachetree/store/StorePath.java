package io.cachetree.store;

import java.nio.file.Path;

/** Turns a path in a store into one of the file system, and refuses what would lead out of the root. For those who implement stores. */
public final class StorePath {

    private StorePath() {}

    /**
     * Returns the path below the root that the given path of the store names.
     *
     * @throws IllegalArgumentException if it is not relative, or has an empty name, {@code .} or {@code ..}
     */
    public static Path below(Path root, String path) {
        return path.isEmpty() ? root : root.resolve(require(path));
    }

    /** Returns the given path of a directory of a store, if it is one; the empty text is that of the root. */
    static String requireOrRoot(String directory) {
        return directory.isEmpty() ? directory : require(directory);
    }

    /**
     * Returns the given path of a store, if it is one.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static String require(String path) {
        boolean isPath = path.indexOf('\\') < 0 && path.indexOf(0) < 0;
        for (int start = 0, end; isPath && start <= path.length(); start = end + 1) {
            int slash = path.indexOf('/', start);
            end = slash < 0 ? path.length() : slash;
            isPath = isName(path, start, end);
        }
        if (!isPath) {
            throw new IllegalArgumentException(
                    "\"%s\" is not a path within a store: its names must not be empty, \".\", \"..\" or hold '\\'."
                            .formatted(path));
        }
        return path;
    }

    private static boolean isName(String path, int start, int end) {
        int length = end - start;
        return length > 2 || (length > 0 && !path.startsWith("..".substring(0, length), start));
    }
}
