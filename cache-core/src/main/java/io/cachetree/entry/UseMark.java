package io.cachetree.entry;

import io.cachetree.store.Owner;
import io.cachetree.store.Store;
import io.cachetree.store.StoreException;
import io.cachetree.store.StoreItem;
import io.cachetree.tree.Durability;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says that a process has a tree open: results that it was given may be read from their files at any time until then.
 *
 * <ul>
 *   <li>It is written before the process reads the first record, so that whoever takes a record away first, and then looks for
 *       marks, sees all who may have read it.
 *   <li>A tree that cannot be written to has no marks; nobody can delete in it either.
 *   <li>What a process leaves that was killed is removed by the next one that opens the tree.
 * </ul>
 *
 * <p>Thread safety: any number of threads.
 */
public final class UseMark implements AutoCloseable {

    /** The directory of the marks, in the root; no node can have such a name. */
    public static final String DIRECTORY = ".use";

    private static final Logger log = LoggerFactory.getLogger(UseMark.class);

    private final Store store;
    private final @Nullable String file;

    /**
     * A process that has the tree open.
     *
     * @param file its mark
     * @param owner the process; nothing if the mark is torn, as when it is just being written
     */
    public record User(String file, Optional<Owner> owner) {

        private boolean isGone() {
            return owner.filter(Owner::isGone).isPresent();
        }
    }

    private UseMark(Store store, @Nullable String file) {
        this.store = store;
        this.file = file;
    }

    /** Marks a tree as open in this process, until the mark is closed. */
    public static UseMark set(Store store) {
        String file = DIRECTORY + "/" + UUID.randomUUID();
        try {
            removeLeft(store);
            store.publish(file, Owner.here().bytes(), null, Durability.PROCESS);
            return new UseMark(store, file);
        } catch (StoreException e) {
            log.debug("Tree {} is not marked as open", store, e);
            return new UseMark(store, null);
        }
    }

    private static void removeLeft(Store store) {
        List<StoreItem> items = store.list(DIRECTORY);
        Stream<String> torn = items.stream().filter(StoreItem::isLeftover).map(item -> DIRECTORY + "/" + item.name());
        Stream<String> gone = marks(store, items).filter(User::isGone).map(User::file);
        Stream.concat(torn, gone).forEach(store::delete);
    }

    /** Returns who has the tree open, as far as it is not certain that they have ended. */
    public static List<User> users(Store store) {
        return marks(store, store.list(DIRECTORY))
                .filter(user -> !user.isGone())
                .toList();
    }

    private static Stream<User> marks(Store store, List<StoreItem> items) {
        return items.stream()
                .filter(item -> item.kind() == StoreItem.Kind.FILE && !item.isTemporary())
                .map(item -> DIRECTORY + "/" + item.name())
                .flatMap(file -> store.read(file).map(mark -> new User(file, Owner.parse(mark))).stream());
    }

    @Override
    public void close() {
        try {
            if (file != null) {
                store.delete(file);
            }
        } catch (StoreException e) {
            log.debug("Mark {} stays in tree {}", file, store, e);
        }
    }
}
