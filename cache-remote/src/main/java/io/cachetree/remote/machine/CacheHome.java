package io.cachetree.remote.machine;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The directory for what CacheTree can get again: {@code cachetree.cache}, else {@code CACHETREE_CACHE}, else {@code
 * cachetree} in {@code XDG_CACHE_HOME}, in {@code LOCALAPPDATA} or in {@code ~/.cache}.
 */
public final class CacheHome {

    private CacheHome() {}

    /** Returns the directory, which may be missing. */
    public static Path in(Environment environment) {
        return environment
                .setting("cache")
                .map(Path::of)
                .orElseGet(() -> ofAccount(environment).resolve("cachetree"));
    }

    private static Path ofAccount(Environment environment) {
        return environment
                .variable("XDG_CACHE_HOME")
                .or(() -> environment.variable("LOCALAPPDATA"))
                .map(Path::of)
                .orElseGet(() -> Path.of(environment.property("user.home").orElse("."), ".cache"));
    }

    /** Makes a directory that only this account can look into, with those above it. */
    public static Path make(Path directory) throws IOException {
        return Files.createDirectories(directory, ownersOnly());
    }

    private static FileAttribute<?>[] ownersOnly() {
        boolean isPosix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return isPosix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }
}
