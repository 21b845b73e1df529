package io.cachetree.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.entry.EntryNames;
import io.cachetree.entry.EntryRecord;
import io.cachetree.entry.Leftovers;
import io.cachetree.maintenance.Verify;
import io.cachetree.maintenance.VerifyReport;
import io.cachetree.maintenance.reading.NodeSummary;
import io.cachetree.maintenance.reading.TreeReader;
import io.cachetree.remote.server.S3Server;
import io.cachetree.remote.server.Trouble;
import io.cachetree.remote.server.Trouble.Kind;
import io.cachetree.remote.server.Way;
import io.cachetree.store.Store;
import io.cachetree.store.StoreItem;
import io.cachetree.testkit.ChildJvm;
import io.cachetree.tree.NodePath;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The example is killed while it writes to a bucket; whoever starts it again loses nothing that was committed. */
@Tag("once")
class KilledOnS3Test {

    private static final int KILLS = Boolean.getBoolean("cachetree.long") ? 100 : 1;
    private static final long SHORTEST_MILLIS = 300;

    @TempDir
    private Path temp;

    private final String path = "killed/" + UUID.randomUUID();
    private Way way;
    private Example example;

    @BeforeEach
    void enter() throws IOException {
        Account.use(temp.resolve("cache"));
        way = new Way(S3Server.running().port());
        example = new Example(temp);
    }

    @AfterEach
    void leave() throws IOException {
        way.close();
        Account.leave();
    }

    private String tree() {
        return "s3://%s/%s?endpoint=http://127.0.0.1:%d".formatted(S3Server.BUCKET, path, way.port());
    }

    private ChildJvm program() {
        return example.on(tree(), S3Server.CREDENTIALS, 1);
    }

    /** The request never arrives, so that the process is in the middle of it when it is killed; the others arrive before that. */
    private void killAt(String request, String... others) throws Exception {
        Set<String> committed = committed();
        way.trouble(1, request, Trouble.of(Kind.SILENCE));
        Set<String> awaited = new HashSet<>(List.of(others));
        awaited.add(request);
        way.requests();
        ChildJvm program = program();
        Process process = program.start();
        while (!awaited.isEmpty()) {
            assertThat(process.isAlive()).as(program.printed()).isTrue();
            way.requests().forEach(each -> awaited.removeIf(each::matches));
            LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
        }
        process.destroyForcibly().waitFor();
        way.awaitEnd();
        assertThat(Example.ran(program.printed())).noneMatch(committed::contains);
    }

    /** Past the way, on which the programs are alone. */
    private Store store() {
        return Store.at(S3Server.running().url(path));
    }

    private <T> Set<T> ofNodes(BiFunction<Store, NodePath, Stream<T>> which) {
        try (Store store = store()) {
            return TreeReader.of(store)
                    .tree(NodePath.ROOT, Integer.MAX_VALUE)
                    .nodes()
                    .map(NodeSummary::node)
                    .flatMap(node -> which.apply(store, node))
                    .collect(Collectors.toSet());
        }
    }

    private static Stream<EntryRecord> records(Store store, NodePath node) {
        return TreeReader.of(store).entries(node).stream().flatMap(found -> found.record().stream());
    }

    private Set<String> committed() {
        return ofNodes((store, node) -> records(store, node).map(EntryRecord::node));
    }

    /** The directories of attempts that no record names. */
    private Set<String> uncommitted() {
        return ofNodes((store, node) -> {
            Set<String> named = records(store, node).map(EntryRecord::attempt).collect(Collectors.toSet());
            return store.list(node.toString()).stream()
                    .map(StoreItem::name)
                    .filter(EntryNames::isAttempt)
                    .filter(name -> !named.contains(name));
        });
    }

    private void cleanUpTomorrow() {
        Clock tomorrow = Clock.offset(Clock.systemUTC(), Duration.ofHours(25));
        ofNodes((store, node) -> {
            new Leftovers(store, tomorrow).remove(node, store.list(node.toString()));
            return Stream.empty();
        });
    }

    private void assertRunsOnlyWhatIsMissing(String report) throws InterruptedException {
        Set<String> committed = committed();
        String printed = program().runToTheEnd();
        assertThat(Example.ran(printed))
                .hasSize(Example.STEPS - committed.size())
                .noneMatch(committed::contains);
        assertThat(Example.report(printed)).isEqualTo(report);
        assertThat(Example.ran(program().runToTheEnd())).isEmpty();
        assertWhole();
    }

    private void assertWhole() {
        try (Store store = store()) {
            VerifyReport report = Verify.of(store, NodePath.ROOT).run(bytes -> {});
            assertThat(report.entries()).isEqualTo(Example.STEPS);
            assertThat(report.damages()).isEmpty();
        }
    }

    private String undisturbed() throws InterruptedException {
        return Example.report(example.on(temp.resolve("undisturbed").toString(), S3Server.CREDENTIALS, 1)
                .runToTheEnd());
    }

    @Test
    @Timeout(600)
    void rerunComputesWhatWasNotCommittedWhereverAnUploadWasCutOff() throws Exception {
        killAt("PUT .*/smooth/.*\\.zarr/0/\\d.*");
        killAt("PUT .*/label/[^/]*\\.json if absent");
        assertThat(committed())
                .containsExactlyInAnyOrder("report/load", "report/smooth", "report/threshold", "report/mask");
        killAt("PUT .*/measure/.*/volumes.png", "PUT .*/measure/.*/nuclei.csv");
        killAt("PUT .*/report/[^/]*\\.json if absent");
        assertThat(committed()).hasSize(Example.STEPS - 1);

        assertRunsOnlyWhatIsMissing(undisturbed());
        assertThat(uncommitted()).as("what was killed within its uploads").hasSize(3);
        cleanUpTomorrow();
        assertThat(uncommitted()).isEmpty();
        assertWhole();
    }

    @Test
    @Timeout(3_600)
    void rerunComputesWhatWasNotCommittedWheneverItWasKilled() throws Exception {
        long seed = Long.getLong("cachetree.seed", System.nanoTime());
        System.out.println("KilledOnS3Test: -Dcachetree.seed=" + seed);
        Random random = new Random(seed);
        String report = undisturbed();
        for (int i = 0; i < KILLS; i++) {
            Set<String> committed = committed();
            ChildJvm program = program();
            program.killAfter(Duration.ofMillis(SHORTEST_MILLIS + random.nextLong(3_000)));
            way.awaitEnd();
            assertThat(Example.ran(program.printed())).noneMatch(committed::contains);
        }
        assertRunsOnlyWhatIsMissing(report);
    }
}
