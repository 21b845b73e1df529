package io.cachetree.testkit;

import io.cachetree.store.Store;
import java.nio.file.Path;
import java.util.Optional;

class MemoryStoreRaceTest extends StoreRaceContract {

    @Override
    protected Store open(Path temp) {
        return Store.memory();
    }

    @Override
    protected Optional<Store> openAnother(Path temp) {
        return Optional.empty();
    }
}
