package io.cachetree.remote.machine;

import static java.nio.file.attribute.PosixFilePermission.GROUP_WRITE;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_WRITE;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The directory for what CacheTree can get again: {@code cachetree.cache}, else {@code CACHETREE_CACHE}, else {@code
 * cachetree} in {@code XDG_CACHE_HOME}, in {@code LOCALAPPDATA} or in {@code ~/.cache}.
 */
public final class CacheHome {

    /** That of the process, which does not change. */
    private static volatile @Nullable UserPrincipal account;

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

    /**
     * Refuses a file or directory of somebody else, or that somebody else may write to, where the file system knows such things.
     *
     * @throws IOException if it is one
     */
    public static void requireOwn(Path path) throws IOException {
        if (!isPosix()) {
            return;
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
        if (permissions.contains(GROUP_WRITE)
                || permissions.contains(OTHERS_WRITE)
                || !Files.getOwner(path).equals(account())) {
            throw new IOException("others may write to \"%s\"".formatted(path));
        }
    }

    /** The account of this process is that of what it makes, which is found out once. */
    private static UserPrincipal account() throws IOException {
        UserPrincipal known = account;
        if (known != null) {
            return known;
        }
        Path made = Files.createTempFile("cachetree-", ".owner");
        try {
            UserPrincipal found = Files.getOwner(made);
            account = found;
            return found;
        } finally {
            Files.delete(made);
        }
    }

    private static boolean isPosix() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }

    private static FileAttribute<?>[] ownersOnly() {
        return isPosix()
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }
}
