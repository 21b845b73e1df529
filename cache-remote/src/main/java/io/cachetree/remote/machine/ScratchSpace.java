package io.cachetree.remote.machine;

import io.cachetree.store.Deletion;
import io.cachetree.store.Owner;
import io.cachetree.store.StoreException;
import io.cachetree.store.StorePath;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A private directory of one store on this machine, where files wait for being uploaded; made when first asked for, with what processes that
 * were killed left behind being removed first.
 *
 * <p>Thread safety: may be used by many threads.
 */
public final class ScratchSpace implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ScratchSpace.class);

    private static final String OWNER = ".owner";

    private final Path home;
    private @Nullable Path root;

    /** Creates the space below a directory for all such spaces of this account, which may be missing. */
    public ScratchSpace(Path home) {
        this.home = home;
    }

    /** Returns the new or existing directory for a path of the store. */
    public synchronized Path directory(String path) {
        try {
            if (root == null) {
                root = begun();
            }
            return Files.createDirectories(StorePath.below(root.resolve("files"), path));
        } catch (IOException e) {
            throw new StoreException("create a temporary directory for", path, e);
        }
    }

    private Path begun() throws IOException {
        CacheHome.make(home);
        sweep();
        Path mine = Files.createDirectory(home.resolve(UUID.randomUUID().toString()));
        Files.write(mine.resolve(OWNER), Owner.here().bytes());
        return mine;
    }

    private void sweep() throws IOException {
        try (DirectoryStream<Path> spaces = Files.newDirectoryStream(home)) {
            for (Path space : spaces) {
                if (isLeft(space)) {
                    Deletion.attempt(space);
                }
            }
        }
    }

    private static boolean isLeft(Path space) {
        try {
            return Owner.parse(Files.readAllBytes(space.resolve(OWNER)))
                    .filter(Owner::isGone)
                    .isPresent();
        } catch (IOException beingMade) {
            return false;
        }
    }

    @Override
    public synchronized void close() {
        if (root != null && !Deletion.attempt(root)) {
            log.warn("Temporary directory {} stays, it cannot be deleted", root);
        }
        root = null;
    }
}
