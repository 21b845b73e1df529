package io.cachetree.remote;

import io.cachetree.remote.server.HadoopServer;
import io.cachetree.store.Store;
import io.cachetree.testkit.StoreContract;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;

@Tag("once")
class HdfsStoreContractTest extends StoreContract {

    @Override
    protected Store open(Path temp) {
        return Stores.open(HadoopServer.url() + "/contract/" + UUID.randomUUID(), Map.of(), temp);
    }
}
