package io.cachetree.remote;

import io.cachetree.remote.server.S3Server;
import io.cachetree.store.Store;
import io.cachetree.testkit.StoreRaceContract;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Tag;

@Tag("once")
class S3StoreRaceTest extends StoreRaceContract {

    private final String url = S3Server.running().url("race/" + UUID.randomUUID());

    @Override
    protected Store open(Path temp) {
        return Stores.open(url, S3Server.CREDENTIALS, temp);
    }

    @Override
    protected Optional<Store> openAnother(Path temp) {
        return Optional.of(Stores.open(url, S3Server.CREDENTIALS, temp));
    }

    @Override
    protected boolean knowsTheStagesOfOthers() {
        return false;
    }
}
