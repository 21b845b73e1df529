package io.cachetree.testkit;

import io.cachetree.store.Store;
import java.nio.file.Path;

class LayeredStoreContractTest extends StoreContract {

    @Override
    protected Store open(Path temp) {
        return Store.layered(Store.directory(temp.resolve("above")), Store.directory(temp.resolve("below")));
    }
}
