package io.cachetree.endtoend;

import io.cachetree.remote.server.S3Server;
import io.cachetree.sharing.Sharers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Processes compute the same steps in one tree in a bucket at once. */
@Tag("once")
class SharedTreeOnS3Test {

    private static final int ROUNDS =
            Integer.getInteger("cachetree.rounds", Boolean.getBoolean("cachetree.long") ? 500 : 2);
    private static final int PROCESSES = 8;

    @TempDir
    private Path temp;

    @BeforeEach
    void enter() {
        Account.use(temp.resolve("cache"));
    }

    @AfterEach
    void leave() {
        Account.leave();
    }

    @Test
    @Timeout(7_200)
    void eachStepRunsOnceAndIsCommittedOnceAmongEightProcesses() throws IOException {
        Map<String, String> environment = new HashMap<>(S3Server.CREDENTIALS);
        environment.put("CACHETREE_CACHE", temp.resolve("cache").toString());
        String trees = S3Server.running().url("shared/" + UUID.randomUUID() + "-#");
        try (Sharers sharers = new Sharers(temp, trees, Duration.ofSeconds(60))) {
            for (int i = 0; i < PROCESSES; i++) {
                sharers.start(environment);
            }
            for (int round = 0; round < ROUNDS; round++) {
                sharers.roundInWhichEachStepRunsOnce(round);
            }
        }
    }
}
