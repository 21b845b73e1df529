package io.cachetree.testkit;

import io.cachetree.store.Store;
import java.nio.file.Path;
import java.util.Optional;

class LayeredStoreRaceTest extends StoreRaceContract {

    @Override
    protected Store open(Path temp) {
        return Store.layered(Store.directory(temp.resolve("above")), Store.directory(temp.resolve("below")));
    }

    @Override
    protected Optional<Store> openAnother(Path temp) {
        return Optional.of(open(temp));
    }
}
