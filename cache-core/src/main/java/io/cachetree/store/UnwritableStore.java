package io.cachetree.store;

import io.cachetree.tree.Durability;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A {@link Store} that is only read: whatever would write is refused. */
interface UnwritableStore extends Store {

    /** Returns what says that nothing is written here. */
    StoreException refused(String operation, String path);

    @Override
    default void prepare(String directory) {
        throw refused("write to", StorePath.requireOrRoot(directory));
    }

    @Override
    default Optional<Stage> stage(String directory) {
        throw refused("make", StorePath.require(directory));
    }

    @Override
    default boolean publish(String file, byte[] content, @Nullable Stage stage, Durability durability) {
        throw refused("publish", StorePath.require(file));
    }

    @Override
    default void replace(String file, byte[] content) {
        throw refused("replace", StorePath.require(file));
    }

    @Override
    default void delete(String path) {
        throw refused("delete", StorePath.require(path));
    }

    @Override
    default boolean move(String from, String to) {
        throw refused("move", StorePath.require(from));
    }
}
