package io.cachetree.remote;

import io.cachetree.remote.server.S3Server;
import io.cachetree.store.Store;
import io.cachetree.testkit.StoreContract;
import java.nio.file.Path;
import java.util.UUID;

class S3StoreContractTest extends StoreContract {

    @Override
    protected Store open(Path temp) {
        return Stores.open(S3Server.running().url("contract/" + UUID.randomUUID()), S3Server.CREDENTIALS, temp);
    }
}
