package io.cachetree.testkit;

import static io.cachetree.tree.Durability.PROCESS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.store.Stage;
import io.cachetree.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every {@link Store} promises to many who use its storage at the same time: through one object, and through
 * several where the storage can be shared.
 */
public abstract class StoreRaceContract {

    private static final int THREADS = 16;
    private static final int KEYS = 40;
    /** Large enough that a store which writes in place would be caught in the middle. */
    private static final int CONTENT = 200_000;

    @TempDir
    private Path temp;

    private final List<Store> stores = new ArrayList<>();

    /** Opens a store on new, empty storage; see {@link StoreContract#open(Path)}. */
    protected abstract Store open(Path temp) throws IOException;

    /** Opens another store on the storage of {@link #open(Path)}, or returns nothing if it cannot be shared. */
    protected abstract Optional<Store> openAnother(Path temp) throws IOException;

    /**
     * Returns whether a store refuses a stage whose name another one has taken. Storage elsewhere may not: there, names of stages are
     * drawn at random, so that nobody comes upon that of another.
     */
    protected boolean knowsTheStagesOfOthers() {
        return true;
    }

    @BeforeEach
    final void openStores() throws IOException {
        stores.add(open(temp));
        openAnother(temp).ifPresent(stores::add);
    }

    @AfterEach
    final void closeStores() {
        stores.forEach(Store::close);
    }

    @Test
    void ofAllWhoPublishAPathExactlyOneWinsAndItsContentIsReadByAll() throws Exception {
        for (int key = 0; key < KEYS; key++) {
            String file = "race/" + key + ".json";
            List<Boolean> won =
                    Race.of(THREADS, thread -> () -> store(thread).publish(file, content(thread), null, PROCESS));

            assertThat(won).as(file).containsOnlyOnce(true);
            for (Store each : stores) {
                assertThat(each.read(file)).hasValue(content(won.indexOf(true)));
            }
        }
    }

    @Test
    void whoLosesWithAStageLeavesTheWinnersFilesAlone() throws Exception {
        List<Boolean> won = Race.of(THREADS, thread -> () -> {
            Stage stage = store(thread).stage("race/abc-" + thread).orElseThrow();
            try (var out = stage.create("result")) {
                out.write(content(thread));
            }
            return store(thread).publish("race/abc.json", content(thread), stage, PROCESS);
        });
        int winner = won.indexOf(true);

        assertThat(won).containsOnlyOnce(true);
        assertThat(store(winner + 1).read("race/abc-" + winner + "/result")).hasValue(content(winner));
    }

    @Test
    void stagesNeverShareADirectory() throws Exception {
        for (int key = 0; key < KEYS; key++) {
            String directory = "race/key-" + key;
            List<Optional<Stage>> stages = Race.of(
                    THREADS,
                    thread -> () -> store(knowsTheStagesOfOthers() ? thread : 0).stage(directory));

            assertThat(stages.stream().flatMap(Optional::stream)).as(directory).hasSize(1);
        }
    }

    @Test
    void readerSeesTheWholeFileOrNone() throws Exception {
        AtomicInteger left = new AtomicInteger(THREADS / 2);
        List<Integer> seen = Race.of(THREADS, thread -> thread % 2 == 0 ? writer(thread, left) : reader(thread, left));

        assertThat(seen)
                .as("what readers saw that was torn, and writers failed at")
                .containsOnly(0);
    }

    private Callable<Integer> writer(int thread, AtomicInteger left) {
        return () -> {
            try {
                for (int key = 0; key < KEYS; key++) {
                    store(thread / 2).publish("poll/" + key + ".json", content(thread), null, PROCESS);
                    store(thread / 2).replace("poll/pointer.json", content(thread));
                }
                return 0;
            } finally {
                left.decrementAndGet();
            }
        };
    }

    private Callable<Integer> reader(int thread, AtomicInteger left) {
        return () -> {
            int torn = 0;
            for (int round = 0; left.get() > 0; round++) {
                Stream<Optional<byte[]>> read = Stream.of("poll/" + round % KEYS + ".json", "poll/pointer.json")
                        .map(file -> store(thread / 2).read(file));
                torn += (int) read.flatMap(Optional::stream)
                        .filter(StoreRaceContract::isTorn)
                        .count();
            }
            return torn;
        };
    }

    @Test
    void whoeverIsToldThatHeWonFindsTheFileInEveryListing() throws Exception {
        List<Set<String>> lists = Race.of(THREADS, thread -> () -> {
            store(thread).publish("listed/" + thread + ".json", content(thread), null, PROCESS);
            Set<String> names = new HashSet<>();
            store(thread + 1).list("listed").forEach(item -> names.add(item.name()));
            return names;
        });
        for (int thread = 0; thread < THREADS; thread++) {
            assertThat(lists.get(thread)).contains(thread + ".json");
        }
    }

    private Store store(int number) {
        return stores.get(number % stores.size());
    }

    private static byte[] content(int thread) {
        byte[] line = "thread %02d\n".formatted(thread).getBytes(UTF_8);
        byte[] content = new byte[CONTENT];
        for (int i = 0; i < CONTENT; i++) {
            content[i] = line[i % line.length];
        }
        return content;
    }

    private static boolean isTorn(byte[] read) {
        int thread = Integer.parseInt(new String(read, 7, 2, UTF_8));
        return !Arrays.equals(read, content(thread));
    }
}
