package io.cachetree.remote;

import io.cachetree.remote.server.GoogleServer;
import io.cachetree.store.Store;
import io.cachetree.testkit.StoreRaceContract;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Tag;

@Tag("once")
class GoogleStoreRaceTest extends StoreRaceContract {

    private final String url = GoogleServer.running().url("race/" + UUID.randomUUID());

    @Override
    protected Store open(Path temp) {
        return Stores.open(url, GoogleServer.CREDENTIALS, temp);
    }

    @Override
    protected Optional<Store> openAnother(Path temp) {
        return Optional.of(Stores.open(url, GoogleServer.CREDENTIALS, temp));
    }

    @Override
    protected boolean knowsTheStagesOfOthers() {
        return false;
    }
}
