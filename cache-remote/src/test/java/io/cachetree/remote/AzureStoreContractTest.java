package io.cachetree.remote;

import io.cachetree.remote.server.AzureServer;
import io.cachetree.store.Store;
import io.cachetree.testkit.StoreContract;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Tag;

@Tag("once")
class AzureStoreContractTest extends StoreContract {

    @Override
    protected Store open(Path temp) {
        return Stores.open(AzureServer.running().url("contract/" + UUID.randomUUID()), AzureServer.CREDENTIALS, temp);
    }
}
