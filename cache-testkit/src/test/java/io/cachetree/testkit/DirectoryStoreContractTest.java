package io.cachetree.testkit;

import io.cachetree.store.Store;
import java.nio.file.Path;

class DirectoryStoreContractTest extends StoreContract {

    @Override
    protected Store open(Path temp) {
        return Store.directory(temp.resolve("root"));
    }
}
