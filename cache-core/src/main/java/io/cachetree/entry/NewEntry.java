package io.cachetree.entry;

import io.cachetree.key.CacheKey;
import io.cachetree.key.KeyContent;
import io.cachetree.key.StepId;
import io.cachetree.store.Access;
import io.cachetree.store.Owner;
import io.cachetree.store.Stage;
import io.cachetree.store.Store;
import io.cachetree.store.StoreException;
import io.cachetree.store.ThisProcess;
import io.cachetree.tree.NodePath;
import io.cachetree.tree.Origin;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory of an entry that is being made, with the mark of its owner.
 *
 * @param node the node
 * @param attempt the name of the attempt, which is also that of the directory
 * @param stage the directory
 * @param started when it was made
 */
public record NewEntry(NodePath node, String attempt, Stage stage, Instant started) {

    private static final Logger log = LoggerFactory.getLogger(NewEntry.class);

    private static final long LARGEST_BROUGHT = 4 << 20;

    /**
     * Makes a directory that no other attempt has.
     *
     * @throws StoreException if it cannot be made
     */
    public static NewEntry begin(Store store, NodePath node, CacheKey key) {
        return begin(store, node, key, EntryNames.attempt(key, store.access()));
    }

    /**
     * Makes a directory that no other attempt has, of a certain name if that is free.
     *
     * @throws StoreException if it cannot be made
     */
    public static NewEntry begin(Store store, NodePath node, CacheKey key, String wanted) {
        String attempt = wanted;
        byte[] owner = Owner.here().bytes();
        while (true) {
            Optional<Stage> stage = store.stage(node.resolve(attempt));
            if (stage.isPresent()) {
                if (isInPlace(store, stage.get())) {
                    mark(stage.get(), owner);
                }
                return new NewEntry(node, attempt, stage.get(), Instant.now());
            }
            attempt = EntryNames.attempt(key, store.access());
        }
    }

    private static boolean isInPlace(Store store, Stage stage) {
        return store.access(stage.directory()) == Access.IN_PLACE;
    }

    /**
     * A directory without a mark would be kept for long, and so would one with a torn mark: the process may be killed between any
     * two statements. It is not left behind if the mark cannot be written.
     */
    private static void mark(Stage stage, byte[] owner) {
        try (OutputStream out = stage.create(EntryNames.OWNER)) {
            out.write(owner);
        } catch (IOException e) {
            stage.discard();
            throw new StoreException("write", stage.directory() + "/" + EntryNames.OWNER, e);
        }
    }

    /**
     * Says that nobody works on an attempt any more, so that the next run of the node removes it. What tells why it failed is
     * there for all who see the tree.
     *
     * @param origin who ran the step, and when
     */
    public static void markFailed(Store store, Stage stage, Origin origin) {
        byte[] mark = new FailureMark(origin).bytes();
        try {
            if (isInPlace(store, stage)) {
                Files.write(stage.path().resolve(EntryNames.OWNER), mark);
            } else {
                bring(store, stage, EntryNames.ERROR);
                bring(store, stage, EntryNames.LOG);
                store.replace(stage.directory() + "/" + EntryNames.OWNER, mark);
            }
        } catch (IOException | StoreException e) {
            log.debug("Attempt {} is not marked as failed", stage.directory(), e);
        }
    }

    private static void bring(Store store, Stage stage, String file) throws IOException {
        Path here = stage.path().resolve(file);
        if (Files.isRegularFile(here) && Files.size(here) <= LARGEST_BROUGHT) {
            store.replace(stage.directory() + "/" + file, Files.readAllBytes(here));
        }
    }

    /** Removes an attempt that failed, when its call is run again. */
    public static void removeFailed(Store store, Stage stage) {
        boolean isInPlace = isInPlace(store, stage);
        stage.discard();
        if (!isInPlace) {
            removeFailed(store, stage.directory());
        }
    }

    private static void removeFailed(Store store, String directory) {
        try {
            store.delete(directory);
        } catch (StoreException e) {
            log.debug("Failed attempt {} stays", directory, e);
        }
    }

    /** What stands for the step in an entry that was made by hand. */
    public static final StepId BY_HAND = new StepId("io.cachetree.CacheDirectory", "commit", "()V");

    /** Returns the record of an entry that was made by hand, whose result is its files. */
    public EntryRecord record(CacheKey key, KeyContent content) {
        return new EntryRecord(
                node.toString(),
                key,
                content,
                List.of(),
                "committed by hand",
                ThisProcess.origin(started, Duration.between(started, Instant.now())),
                Duration.ZERO,
                List.of(),
                attempt,
                EntryRecord.HasFiles.YES,
                "void",
                null,
                stage.seal(EntryNames::isOutput));
    }
}
