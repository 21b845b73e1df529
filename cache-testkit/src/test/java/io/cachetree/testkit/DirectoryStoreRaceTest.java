package io.cachetree.testkit;

import io.cachetree.store.Store;
import java.nio.file.Path;
import java.util.Optional;

class DirectoryStoreRaceTest extends StoreRaceContract {

    @Override
    protected Store open(Path temp) {
        return Store.directory(temp);
    }

    @Override
    protected Optional<Store> openAnother(Path temp) {
        return Optional.of(Store.directory(temp));
    }
}
