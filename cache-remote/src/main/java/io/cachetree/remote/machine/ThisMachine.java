package io.cachetree.remote.machine;

import io.cachetree.store.StoreException;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What is done with files of this machine to have those of a storage here: that it fails says nothing of what is there, so that
 * nobody may take it for damage.
 */
public final class ThisMachine {

    private ThisMachine() {}

    /**
     * Something that is done with files.
     *
     * @param <T> what it returns
     */
    @FunctionalInterface
    public interface Work<T> {

        /** Does it. */
        T run() throws IOException;
    }

    /**
     * Does something with a file of this machine.
     *
     * @param operation what is done, as a verb: {@code write}
     * @throws StoreException if it fails
     */
    public static <T> T here(String operation, Path place, Work<T> work) {
        try {
            return work.run();
        } catch (IOException e) {
            throw new StoreException(operation, place, e);
        }
    }
}
